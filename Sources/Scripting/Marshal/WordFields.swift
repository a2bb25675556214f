import Analysis
import ArticleModel
import LuaRuntime

extension LuaClass {
  /// Adds what is known of the words under a span.
  func wordFields(_ binding: ArticleBinding, of span: @escaping (ArticleBinding, Int) -> Span) {
    func joined(_ name: String, _ doc: String, _ value: @escaping (TokenColumns, Int) -> String) {
      property(name, "string?", doc) { [unowned binding] call, index in
        let tokens = binding.article.tokens
        let values = tokens.indices(in: span(binding, index)).map { value(tokens, $0) }
        call.push(values.allSatisfy(\.isEmpty) ? nil : values.joined(separator: " "))
      }
    }
    joined("lemma", "The dictionary forms of its tokens, joined by spaces.") { $0.lemma($1) }
    joined("pos", "The parts of speech of its tokens, joined by spaces.") { $0.partsOfSpeech[$1].tag }
    contentFields(binding, of: span)
  }

  /// Adds what the words under a span stand for.
  func contentFields(_ binding: ArticleBinding, of span: @escaping (ArticleBinding, Int) -> Span) {
    property(
      "value", "number?", "The first number in it, in figures or words: 1500 for `1.500`, 3 for `trois`."
    ) { [unowned binding] call, index in
      let tokens = binding.article.tokens
      guard let quantity = binding.numbers?.value(of: tokens.indices(in: span(binding, index)), in: tokens) else {
        return call.pushNil()
      }
      if let integer = quantity.integer { call.push(integer) } else { call.push(quantity.double) }
    }
    property("mention", "mention?", "The first name in it, or the name it is part of.") {
      [unowned binding] call, index in
      call.push(binding.mention(in: span(binding, index)), of: binding.classes.mention)
    }
    property("entity", "entity?", "What it names or points at.") { [unowned binding] call, index in
      call.push(binding.entity(in: span(binding, index)), of: binding.classes.entity)
    }
  }
}

extension ArticleBinding {
  /// The first mention that shares a byte with `span`.
  func mention(in span: Span) -> Int? { first(of: article.mentions, overlapping: span) }

  /// The entity of the first mention in `span`, else of the reference that `span` lies in or holds.
  func entity(in span: Span) -> Int? {
    if let mention = mention(in: span), let entity = article.mentions[mention].entity { return entity }
    return first(of: article.references, overlapping: span).flatMap { article.references[$0].entity }
  }

  /// The first of `facts`, in text order, that overlaps `span`.
  private func first<Item: Fact>(of facts: [Item], overlapping span: Span) -> Int? {
    // A fact around the span begins before it; facts lie in each other a few levels deep at most.
    let inside = positions(of: facts, in: span)
    var index = inside.lowerBound
    var around: Int?
    while index > 0, inside.lowerBound - index < 16 {
      index -= 1
      if facts[index].span.end > span.start { around = index }
    }
    return around ?? inside.first
  }
}

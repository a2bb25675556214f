import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineSpan(_ binding: ArticleBinding) {
    span.placeFields(binding) { $0.span(number: $1) }
    span.wordFields(binding) { $0.span(number: $1) }
    span.describe { [unowned binding] in binding.article.text[binding.span(number: $0)] }

    region.placeFields(binding) { $0.article.regions[$1].span }
    region.property("id", "string", "Stable identifier, as in JSON.") { call, index in call.push(Region.id(index)) }
    region.property(
      "kind", "string", "`headline`, `standfirst`, `byline`, `dateline`, `date`, `body` or `boilerplate`."
    ) {
      [unowned binding] call, index in call.push(binding.article.regions[index].kind.rawValue)
    }
    region.describe { [unowned binding] in
      let region = binding.article.regions[$0]
      return "\(region.kind.rawValue): \(binding.article.text[region.span])"
    }

    sentence.placeFields(binding) { $0.article.sentences[$1] }
    sentence.property("number", "integer", "Its position in the article, from 1 on.") { call, index in
      call.push(index + 1)
    }
    sentence.property("region", "region?", "The part of the page it stands in.") { [unowned binding] call, index in
      let start = binding.article.sentences[index].start
      call.push(
        binding.article.regions.firstIndex { $0.span.contains(start) }, of: binding.classes.region)
    }
    sentence.describe { [unowned binding] in binding.article.text[binding.article.sentences[$0]] }

    func facts<Item: Fact>(_ name: String, _ doc: String, _ type: LuaClass, _ list: @escaping (Article) -> [Item]) {
      sentence.property(name, "list of \(type.name)", doc) { [unowned binding] call, index in
        call.pushList(binding.positions(of: list(binding.article), in: binding.article.sentences[index]), of: type)
      }
    }
    facts("mentions", "The names in it.", mention) { $0.mentions }
    facts("references", "The role phrases, nouns and pronouns in it that point at entities.", reference) {
      $0.references
    }
    facts("roles", "The roles stated in it.", role) { $0.roles }
    facts("dates", "The dates in it.", date) { $0.dates }
    facts("times", "The durations, ages, times of day and the like in it.", time) { $0.times }
    facts("quotes", "The quotes that begin in it.", quote) { $0.quotes }
    facts("events", "The events in it.", event) { $0.events }
    for (name, type, doc) in [
      ("persons", EntityType.person, "The persons named in it."),
      ("organizations", .organization, "The organisations named in it."),
      ("places", .location, "The places named in it."),
    ] {
      sentence.property(name, "list of entity", doc) { [unowned binding] call, index in
        call.pushList(
          binding.entities(of: type, in: binding.article.sentences[index]), of: binding.classes.entity)
      }
    }
  }
}

extension ArticleBinding {
  /// The entities of `type` named in `span`, each once, in order of appearance.
  func entities(of type: EntityType, in span: Span) -> [UInt32] {
    var seen: Set<Int> = []
    return positions(of: article.mentions, in: span).compactMap { position in
      let mention = article.mentions[position]
      guard mention.type == type, let entity = mention.entity, seen.insert(entity).inserted else { return nil }
      return UInt32(entity)
    }
  }
}

import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineArticle(_ binding: ArticleBinding) {
    defineMetadata(binding)
    defineLists(binding)
    if !binding.access.annotates { article.omitted.insert("annotate") }
    article.method(
      "annotate", "(layer: string, span: any, attributes: table?) -> annotation",
      "Adds a fact to a layer of your own; `span` is anything that has a place in the text."
    ) { [unowned binding] call, _ in
      let number = try binding.annotate(call)
      call.push(number, of: binding.classes.annotation)
    }
    defineSearch(binding)
    article.method("has", "(layer: string) -> boolean", "Whether an analyser or script has made this layer.") {
      [unowned binding] call, _ in
      let name = try call.string(1)
      call.push(
        binding.article.layers.contains(Layer(name)) || binding.article.annotations.contains { $0.layer == name })
    }
    article.method(
      "span", "(first: integer, last: integer) -> span", "The stretch from byte `first` to byte `last` of the text."
    ) { [unowned binding] call, _ in
      let (first, last) = (try call.integer(1), try call.integer(2))
      guard first >= 1, last >= first, last <= binding.article.text.count else {
        throw LuaFailure("the text has bytes 1 to \(binding.article.text.count)", argument: first < 1 ? 1 : 2)
      }
      call.push(binding.number(of: Span(first - 1, last)), of: binding.classes.span)
    }
    article.describe { [unowned binding] _ in
      let article = binding.article
      let parts = [article.title ?? article.source, article.publisher, article.published?.description]
      return parts.compactMap { $0 }.joined(separator: " · ")
    }
  }

  private func defineMetadata(_ binding: ArticleBinding) {
    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (Article) -> String?) {
      article.property(name, type, doc) { [unowned binding] call, _ in call.push(value(binding.article)) }
    }
    text("id", "string", "First 16 digits of the file's SHA-256.") { $0.id }
    text("source", "string", "The file, as it was named to workbench.") { $0.source }
    text("sha256", "string", "SHA-256 of the file's bytes.") { $0.sha256 }
    text("language", "string?", "Language code such as `fr`.") { $0.language }
    text("title", "string?", "The headline.") { $0.title }
    text("author", "string?", "Who signed it.") { $0.author }
    text("publisher", "string?", "Who published it.") { $0.publisher }
    text("published", "string?", "Day of publication, `YYYY-MM-DD`.") { $0.published?.description }
    article.property("text", "string", "The whole text as UTF-8.", cached: true) { [unowned binding] call, _ in
      binding.push(textOf: binding.article.text.span, call)
    }
  }

  private func defineLists(_ binding: ArticleBinding) {
    func list(
      _ name: String, _ element: String, _ doc: String, _ type: LuaClass, _ count: @escaping (Article) -> Int
    ) {
      article.property(name, "list of \(element)", doc, cached: true) { [unowned binding] call, _ in
        call.pushList(0..<count(binding.article), of: type)
      }
    }
    list("regions", "region", "Headline, standfirst, byline, paragraphs, boilerplate.", region) { $0.regions.count }
    list("sentences", "sentence", "The sentences, in text order.", sentence) { $0.sentences.count }
    list("mentions", "mention", "Every occurrence of a proper name.", mention) { $0.mentions.count }
    list("entities", "entity", "Persons, organisations and places.", entity) { $0.entities.count }
    list("references", "reference", "Role phrases, nouns and pronouns that point at entities.", reference) {
      $0.references.count
    }
    list("roles", "role", "Which person holds which office.", role) { $0.roles.count }
    list("dates", "date", "Calendar dates that the text names.", date) { $0.dates.count }
    list("times", "time", "Durations, ages, times of day, what recurs, feasts.", time) { $0.times.count }
    list("quotes", "quote", "What was said, by whom.", quote) { $0.quotes.count }
    list("events", "event", "What happened.", event) { $0.events.count }
    list("topics", "topic", "Key phrases and themes: what it is about.", topic) { $0.topics.count }
    list("diagnostics", "diagnostic", "What was wrong with the input.", diagnostic) { $0.diagnostics.count }
    article.property("tokens", "tokens", "The tokens, in text order.", cached: true) { [unowned binding] call, _ in
      call.pushList(0..<binding.article.tokens.count, of: binding.classes.token, kind: binding.classes.tokens)
    }
    for (name, type, doc) in [
      ("persons", EntityType.person, "The persons."), ("organizations", .organization, "The organisations."),
      ("places", .location, "The places."),
    ] {
      article.property(name, "list of entity", doc, cached: true) { [unowned binding] call, _ in
        call.pushList(binding.entities(of: type), of: binding.classes.entity)
      }
    }
    article.property("layers", "layers", "The layers by name; `layers.missing` lists those nobody made.", cached: true)
    {
      [unowned binding] call, _ in call.push(0, of: binding.classes.layers)
    }
  }
}

extension ArticleBinding {
  func entities(of type: EntityType) -> [UInt32] {
    article.entities.indices.filter { article.entities[$0].type == type }.map(UInt32.init)
  }
}

import ArticleModel

/// What a page says about its article apart from its text: JSON-LD (schema.org), OpenGraph, `meta`, `time`, `html lang`.
struct HTMLMetadata {
  var title, author, publisher, url, language: String?
  var published: CalendarDate?
  private var graph: [String: String] = [:]
  private var plain: [String: String] = [:]
  private var linked: [String: String] = [:]
  private var firstTime: CalendarDate?
  private var documentTitle: String?
  private static let articleTypes: Set<String> = [
    "Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "OpinionNewsArticle",
    "LiveBlogPosting", "WebPage",
  ]

  mutating func read(_ tag: HTMLTokenizer.Tag) {
    switch tag.name {
    case "html": language = tag.attributes["lang"].map { String($0.prefix(2)).lowercased() }
    case "meta":
      guard let content = tag.attributes["content"], !content.isEmpty else { return }
      if let property = tag.attributes["property"] { graph[property] = graph[property] ?? content }
      if let name = (tag.attributes["name"] ?? tag.attributes["itemprop"])?.lowercased() {
        plain[name] = plain[name] ?? content
      }
    case "link": if tag.attributes["rel"] == "canonical" { plain["canonical"] = tag.attributes["href"] }
    case "time":
      if firstTime == nil { firstTime = tag.attributes["datetime"].flatMap(PublicationDay.read) }
    default: break
    }
  }

  mutating func read(raw tag: HTMLTokenizer.Tag, _ bytes: ArraySlice<UInt8>) {
    if tag.name == "title", documentTitle == nil {
      documentTitle = HTMLReferences.decoded(bytes).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    guard tag.name == "script", tag.attributes["type"]?.lowercased() == "application/ld+json",
      let value = try? JSONValue(parsing: Array(bytes))
    else { return }
    readLinked(value)
  }

  /// The first object that is an article; lists and `@graph` are looked through.
  private mutating func readLinked(_ value: JSONValue) {
    var waiting = [value]
    var seen = 0
    while let next = waiting.popLast(), seen < 1000 {
      seen += 1
      switch next {
      case .array(let items): waiting += items.reversed()
      case .object(let members):
        if let graph = members["@graph"] { waiting.append(graph) }
        if Self.isArticle(members["@type"]) {
          for name in ["headline", "datePublished", "inLanguage"] where linked[name] == nil {
            linked[name] = members[name]?.text.map { HTMLReferences.decoded(Array($0.utf8)[...]) }
          }
          for name in ["author", "publisher"] where linked[name] == nil { linked[name] = members[name]?.plainText }
        }
      default: break
      }
    }
  }

  private static func isArticle(_ type: JSONValue?) -> Bool {
    switch type {
    case .string(let name)?: articleTypes.contains(name)
    case .array(let names)?: names.contains { isArticle($0) }
    default: false
    }
  }

  /// Chooses among what was said; `heading` is the page's first heading.
  mutating func settle(heading: String?) {
    func first(_ candidates: String?...) -> String? { candidates.compactMap(\.self).first { !$0.isEmpty } }
    title = first(linked["headline"], graph["og:title"], heading, documentTitle)
    // A title that only adds the site's name to the heading is the heading.
    if let heading, let known = title, known.hasPrefix(heading), heading.count >= 10 { title = heading }
    author = first(
      linked["author"], plain["author"], graph["article:author"].flatMap { $0.hasPrefix("http") ? nil : $0 })
    publisher = first(linked["publisher"], graph["og:site_name"], plain["publisher"], plain["application-name"])
    url = first(plain["canonical"], graph["og:url"])
    published =
      first(
        linked["datePublished"], graph["article:published_time"], plain["datepublished"], plain["date"],
        plain["dc.date"],
        plain["pubdate"], plain["dc.date.issued"]
      ).flatMap(PublicationDay.read) ?? firstTime
    language = language ?? linked["inLanguage"].map { String($0.prefix(2)).lowercased() }
  }
}

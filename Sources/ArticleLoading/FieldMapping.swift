/// Which fields of a JSON object or a CSV row hold what of an article.
public struct FieldMapping: Hashable, Sendable {
  /// What can be taken from a field.
  public enum Part: String, Sendable, CaseIterable {
    case title, text, published, publisher, author, url, source, language
  }

  /// The names each part is looked for under, in order.
  private var names: [Part: [String]]

  /// The usual names: a part's own, then what other programs call it.
  public static let standard = FieldMapping(names: [
    .title: ["title", "headline", "name"], .text: ["text", "body", "content", "articleBody", "content_text"],
    .published: ["published", "date", "datePublished", "date_published", "published_at", "pubDate"],
    .publisher: ["publisher", "site", "site_name", "journal", "newspaper"],
    .author: ["author", "byline", "authors", "creator"], .url: ["url", "link", "permalink"],
    .source: ["source", "collection"], .language: ["language", "lang", "inLanguage"],
  ])

  private init(names: [Part: [String]]) { self.names = names }

  /// The usual names, but for the parts in `text`, such as `text=body,title=headline`; `nil` when it names no part.
  public init?(_ text: String) {
    self = .standard
    for pair in text.split(separator: ",") {
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let part = Part(rawValue: sides[0]) else { return nil }
      names[part] = [sides[1]]
    }
  }

  /// The first value that `value` gives for one of the names of `part`.
  func first(_ part: Part, _ value: (String) -> String?) -> String? {
    for name in names[part] ?? [] {
      if let found = value(name), !found.isEmpty { return found }
    }
    return nil
  }
}

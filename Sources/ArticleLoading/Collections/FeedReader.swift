import ArticleModel

/// The items of a feed: RSS 0.9 to 2.0, RSS 1.0, Atom (RFC 4287). The feed's title is their publisher.
struct FeedReader: CollectionReader {
  private var tokenizer: XMLTokenizer
  private let source: String
  private var number = 0
  private var emptyItems = 0
  private var publisher: String?
  private var language: String?
  /// The names of the open elements, cut at a depth that no feed has.
  private var path: [String] = []
  private var depth = 0
  private static let deepest = 64

  init(_ file: FileBytes, source: String) throws(LoadingError) {
    self.source = source
    guard file.size <= CollectionLimits.item else { throw CollectionLimits.tooLarge("the feed", source) }
    tokenizer = XMLTokenizer(XMLTokenizer.decoded(try file.read(at: 0, count: file.size)))
  }

  var notes: [Diagnostic] {
    guard emptyItems > 0 else { return [] }
    return [
      Diagnostic(
        .note, code: "empty-items", "\(emptyItems) items of the feed have no text and were left out", file: source)
    ]
  }

  /// What an item says, by the name of the element.
  private struct Item {
    var title: String?
    /// Texts by how whole they are: the article, a summary.
    var content: String?
    var summary: String?
    var published: String?
    var author: String?
    var url: String?
  }

  mutating func next() throws(LoadingError) -> ArticleItem? {
    while let token = tokenizer.next() {
      switch token {
      case .start(let name):
        if name == "item" || name == "entry" {
          if let item = article(read(item: name)) { return item }
        } else {
          open(name)
        }
      case .end: close()
      case .text(let text): readAboutFeed(text)
      }
    }
    return nil
  }

  private mutating func open(_ name: String) {
    if depth < Self.deepest { path.append(name) }
    depth += 1
    if depth == 1, language == nil { language = tokenizer.attributes["xml:lang"] }
  }

  private mutating func close() {
    if depth <= Self.deepest, !path.isEmpty { path.removeLast() }
    depth = max(0, depth - 1)
  }

  private mutating func readAboutFeed(_ text: String) {
    guard depth == path.count, let name = path.last, depth <= 3, path.dropLast().last != "image" else { return }
    let value = VisibleText.singleLine(text)
    if value.isEmpty { return }
    if name == "title", publisher == nil { publisher = value }
    if name == "language" || name == "dc:language", language == nil { language = value }
  }

  /// Everything up to the end of the item that was opened.
  private mutating func read(item name: String) -> Item {
    var item = Item()
    var depth = 0
    var field = ""
    var value = ""
    // Atom may hold XHTML as elements instead of text.
    var markup = false
    while let token = tokenizer.next() {
      switch token {
      case .start(let child):
        depth += 1
        if depth == 1 {
          field = child
          value = ""
          let attributes = tokenizer.attributes
          markup = attributes["type"] == "xhtml"
          if child == "link", let address = attributes["href"], attributes["rel"] ?? "alternate" == "alternate" {
            item.url = item.url ?? address
          }
        } else if markup {
          value += "<\(child.split(separator: ":").last ?? "")>"
        } else if field == "author", child == "email" || child == "uri" {
          field = "author/other"
        }
      case .end(let child):
        if depth == 0 { return item }
        depth -= 1
        if depth == 0 {
          Self.take(field, value, markup, into: &item)
        } else if markup {
          value += "</\(child.split(separator: ":").last ?? "")>"
        } else if field == "author/other" {
          field = "author"
        }
      case .text(let text):
        guard depth > 0, field != "author/other" else { continue }
        value += markup ? text.replacing("<", with: "&lt;") : text
      }
    }
    return item
  }

  private static func take(_ field: String, _ value: String, _ isMarkup: Bool, into item: inout Item) {
    func line() -> String? {
      let text = VisibleText.singleLine(HTMLFragment.text(Array(value.utf8)))
      return text.isEmpty ? nil : text
    }
    switch field {
    case "title": item.title = item.title ?? line()
    case "content:encoded", "content", "body", "xhtml:body":
      let text = HTMLFragment.text(Array(value.utf8))
      if text.utf8.count > item.content?.utf8.count ?? 0 { item.content = text }
    case "description", "summary":
      let text = HTMLFragment.text(Array(value.utf8))
      if text.utf8.count > item.summary?.utf8.count ?? 0 { item.summary = text }
    case "pubDate", "published", "dc:date": item.published = line() ?? item.published
    case "updated": item.published = item.published ?? line()
    case "dc:creator", "author":
      guard let name = line() else { return }
      item.author = item.author.map { $0 == name ? $0 : $0 + ", " + name } ?? authorName(name)
    case "link": item.url = item.url ?? line()
    case "guid": if value.hasPrefix("http") { item.url = item.url ?? line() }
    default: break
    }
  }

  /// RSS wants an address with the name in brackets: "redaction@example.org (Nom)".
  private static func authorName(_ text: String) -> String {
    guard text.contains("@"), let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
    else { return text }
    return String(text[text.index(after: open)..<close])
  }

  private mutating func article(_ item: Item) -> ArticleItem? {
    number += 1
    let content = item.content.flatMap { $0.isEmpty ? nil : $0 } ?? item.summary
    guard let text = content, !text.isEmpty else {
      emptyItems += 1
      return nil
    }
    var members: [String: JSONValue] = ["text": .string(text)]
    for (name, value) in [
      ("title", item.title), ("published", item.published), ("author", item.author), ("publisher", publisher),
      ("url", item.url), ("language", language),
    ] {
      if let value { members[name] = .string(value) }
    }
    return ArticleItem(number: number, form: .standardObject, bytes: JSONValue.object(members).encoded())
  }
}

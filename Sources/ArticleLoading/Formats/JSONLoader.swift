import ArticleModel

/// One JSON object whose members are an article's parts, such as a line of a JSON Lines file.
struct JSONLoader: FormatLoader {
  let mapping: FieldMapping

  /// Asked only where JSON is expected, so that an error in it is told.
  func recognises(_ bytes: [UInt8]) -> Bool { true }

  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent {
    let object: JSONValue
    do {
      object = try JSONValue(parsing: bytes)
    } catch {
      throw LoadingError("bad-json", "this is no JSON: \(error)", remedy: "each article is one object", source)
    }
    var fields: [String: JSONValue] = [:]
    if case .object(let members) = object {
      // Members whose names differ in case alone: the one that sorts first.
      for (name, value) in members.sorted(by: { $0.key > $1.key }) { fields[FieldMapping.folded(name)] = value }
    }
    guard let text = mapping.first(.text, in: fields, \.plainText) else {
      throw LoadingError(
        "no-text", "the object has no text",
        remedy: "say which member holds it, for example --columns text=body", source)
    }
    return FormatContent(text: text) { mapping.first($0, in: fields, \.plainText) }
  }
}

extension FormatContent {
  /// An article from its parts; the title stands before the text unless the text begins with it.
  init(text: String, _ part: (FieldMapping.Part) -> String?) {
    let title = part(.title)
    self.init(text: ArticleText(Self.joined(title: title, text)))
    self.title = title
    author = part(.author)
    publisher = part(.publisher)
    published = part(.published).flatMap(PublicationDay.read)
    url = part(.url)
    source = part(.source)
    language = part(.language).map { String($0.prefix(2)).lowercased() }
  }

  static func joined(title: String?, _ text: String) -> String {
    guard let title, !text.drop(while: \.isWhitespace).hasPrefix(title) else { return text }
    return title + "\n\n" + text
  }
}

extension JSONValue {
  /// A string or number as text; of a list the items, of an object its `name`; `nil` for what says nothing.
  var plainText: String? {
    switch self {
    case .string(let text), .decimal(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .array(let items): items.compactMap(\.plainText).joined(separator: ", ")
    case .object(let members): members["name"]?.text
    case .null, .boolean: nil
    }
  }
}

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
      throw LoadingError(
        Diagnostic(
          .error, code: "bad-json", "this is no JSON: \(error)", remedy: "each article is one object", file: source))
    }
    func value(_ name: String) -> String? { object[name]?.plainText }
    guard let text = mapping.first(.text, value) else {
      throw LoadingError(
        Diagnostic(
          .error, code: "no-text", "the object has no text",
          remedy: "say which member holds it, for example --columns text=body", file: source))
    }
    return FormatContent(fields: mapping, text: text, value)
  }
}

extension FormatContent {
  /// An article from named fields; the title stands before the text unless the text begins with it.
  init(fields mapping: FieldMapping, text: String, _ value: (String) -> String?) {
    let title = mapping.first(.title, value)
    self.init(text: ArticleText(Self.joined(title: title, text)))
    self.title = title
    author = mapping.first(.author, value)
    publisher = mapping.first(.publisher, value)
    published = mapping.first(.published, value).flatMap(PublicationDay.read)
    url = mapping.first(.url, value)
    self.source = mapping.first(.source, value)
    language = mapping.first(.language, value).map { String($0.prefix(2)).lowercased() }
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

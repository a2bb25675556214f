import Analysis
import ArticleLoading
import ArticleModel
import Foundation

/// A text with its names marked by hand, as the trainer reads it.
struct NameDocument {
  /// A name by code points of the text.
  struct Name: Decodable {
    var start: Int
    var end: Int
    var type: String
  }

  var id: String
  var text: String
  var names: [(range: Range<Int>, type: EntityType)]
  /// Whether it goes through the loader, as an article does.
  var isArticle = true
  /// Whether a place in the text (by code points) is trained on; `nil` for everything.
  var trained: [Range<Int>]?

  /// The documents of a file with one JSON object a line.
  static func read(_ bytes: [UInt8]) throws -> [NameDocument] {
    struct Line: Decodable { var id: String; var text: String; var mentions: [Name] }
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      let line = try JSONDecoder().decode(Line.self, from: Data(line))
      return NameDocument(id: line.id, text: line.text, names: names(line.mentions))
    }
  }

  private static func names(_ names: [Name]) -> [(range: Range<Int>, type: EntityType)] {
    names.compactMap { name in EntityType(rawValue: name.type).map { (name.start..<name.end, $0) } }
  }

  /// An article with gold beside it: `NAME.txt` and `NAME.json`.
  static func read(article: URL, gold: URL) throws -> NameDocument {
    struct Gold: Decodable { var mentions: [Name] }
    let gold = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: gold))
    return NameDocument(
      id: article.lastPathComponent, text: try String(contentsOf: article, encoding: .utf8), names: names(gold.mentions)
    )
  }

  /// The sentences of a file in columns (form, label), a few joined to a text.
  static func read(columns bytes: [UInt8]) -> [NameDocument] {
    var documents: [NameDocument] = []
    var document = NameDocument(id: "", text: "", names: [], isArticle: false)
    var sentenceCount = 0
    var source = ""
    func finish() {
      if !document.text.isEmpty { documents.append(document) }
      document = NameDocument(id: "", text: "", names: [], isArticle: false)
      sentenceCount = 0
    }
    for block in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n") {
      var tokens: [(form: String, label: String)] = []
      var id = ""
      for line in block.split(separator: "\n") {
        if line.hasPrefix("#") {
          id = String(line.drop { $0 != "=" }.dropFirst(2))
          continue
        }
        let columns = line.split(separator: "\t").map(String.init)
        if columns.count == 2 { tokens.append((columns[0], columns[1])) }
      }
      let next = String(id.prefix { $0 != "_" })
      // Every other text is a single sentence: names must be found without the rest of an article too.
      let limit = documents.count % 2 == 0 ? 10 : 1
      if next != source || sentenceCount >= limit { finish() }
      source = next
      document.id = document.id.isEmpty ? id : document.id
      sentenceCount += 1
      document.append(tokens)
    }
    finish()
    return documents
  }

  private mutating func append(_ tokens: [(form: String, label: String)]) {
    if !text.isEmpty { text += "\n\n" }
    var offset = text.unicodeScalars.count
    var open: (start: Int, type: EntityType)?
    var end = offset
    var isGlued = true
    for token in tokens {
      let first = token.form.unicodeScalars.first ?? " "
      if !isGlued, !",.)]…".unicodeScalars.contains(first), !(first == "-" && token.form.count > 1) {
        text += " "
        offset += 1
      }
      isGlued = "'’([".contains(token.form.last ?? " ")
      let isSmallWord = ["au", "aux", "du", "des", "de", "la", "le", "les", "l'"].contains(token.form)
      let type: EntityType? =
        token.label.hasSuffix("-PERS")
        ? .person : token.label.hasSuffix("-ORG") ? .organization : token.label.hasSuffix("-LOC") ? .location : nil
      if let name = open, type != name.type || token.label.hasPrefix("B-") {
        names.append((name.start..<end, name.type))
        open = nil
      }
      // An article before a name is no part of it.
      if let type, open == nil, !isSmallWord { open = (offset, type) }
      text += token.form
      offset += token.form.unicodeScalars.count
      end = offset
    }
    if let name = open { names.append((name.start..<end, name.type)) }
  }

  /// The document again with some sentences in capitals or without accents, and only those to be trained on; `nil` when
  /// there are none.
  func varied(_ sentences: [Span], offsets: [Int], number: Int) -> NameDocument? {
    var scalars = Array(text.unicodeScalars)
    var result = self
    result.trained = []
    for (index, sentence) in sentences.enumerated() {
      let choice = (index * 7 + number * 3) % 20
      guard choice < 4 else { continue }
      let range = offsets[sentence.start]..<offsets[sentence.end]
      for position in range {
        if choice != 3 { scalars[position] = Self.capital(scalars[position]) }
        if choice > 1 { scalars[position] = Self.plain(scalars[position]) }
      }
      result.trained?.append(range)
    }
    guard result.trained?.isEmpty == false else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    result.text = String(text)
    return result
  }

  private static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let mapping = scalar.properties.uppercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first! : scalar
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let removed = Accents.removed(String(scalar)).unicodeScalars
    return removed.count == 1 ? removed.first! : scalar
  }
}

import ArticleModel

/// A stretch of tokens between quotation marks, the marks not included.
struct QuotedStretch: Equatable {
  /// How a stretch ends.
  enum End {
    /// At its closing mark.
    case mark
    /// At the mark that opens the next quotation: the writer forgot to close this one.
    case nextMark
    /// With its sentence or paragraph.
    case open
  }

  var tokens: Range<Int>
  var end: End
  /// How many tokens the closing mark has: two apostrophes make one mark.
  var width = 1
  /// How many tokens the opening mark has.
  var openingWidth = 1

  /// The opening mark.
  var mark: Int { tokens.lowerBound - openingWidth }
  /// The first token behind the quotation and its closing mark.
  var behind: Int { end == .mark ? tokens.upperBound + width : tokens.upperBound }
}

/// Pairs quotation marks of every kind, paragraph by paragraph.
///
/// Marks nest when their kinds differ; the innermost pair of one kind wins. Straight marks open before a word and close
/// behind one; where the spaces do not say which, they take turns. A mark that never closes runs to the end of its
/// paragraph, and a paragraph that opens with a mark while one is still open continues the quotation.
struct QuotationMarks {
  private enum Mark {
    case open(Character)
    case close(Character)
    /// The straight mark, which opens and closes.
    case both
  }

  private let text: QuoteText
  /// Kinds still open, outermost first, and the first token of the outermost quotation.
  private var open: [Character] = []
  private var first = 0
  private var openingWidth = 1
  private(set) var stretches: [QuotedStretch] = []

  /// The outermost quoted stretches of the text, in order.
  static func stretches(in text: QuoteText) -> [QuotedStretch] {
    var reader = QuotationMarks(text)
    for paragraph in text.paragraphs { reader.read(paragraph) }
    return reader.stretches
  }

  private init(_ text: QuoteText) {
    self.text = text
  }

  private mutating func read(_ paragraph: Range<Int>) {
    open.removeAll(keepingCapacity: true)
    for index in paragraph where text.has(index, .anyMark) {
      if text.has(index, .apostrophe) {
        readApostrophe(index, in: paragraph)
        continue
      }
      switch Self.mark(text.tokens.form(index)) {
      case nil: continue
      case .open(let kind): begin(kind, at: index)
      case .close(let kind): finish(kind, at: index)
      case .both:
        if opens(index, in: paragraph) { begin("\"", at: index) } else { finish("\"", at: index) }
      }
    }
    if !open.isEmpty { close(before: paragraph.upperBound, .open) }
  }

  /// Two apostrophes in a row are a straight mark.
  private mutating func readApostrophe(_ index: Int, in paragraph: Range<Int>) {
    guard index + 1 < paragraph.upperBound, text.has(index + 1, .apostrophe), text.touches(index + 1) else { return }
    if opens(index, in: paragraph, width: 2) {
      begin("\"", at: index + 1, width: 2)
    } else {
      finish("\"", at: index, width: 2)
    }
  }

  private mutating func begin(_ kind: Character, at index: Int, width: Int = 1) {
    if open.isEmpty {
      first = index + 1
      openingWidth = width
      open.append(kind)
    } else if open.last == kind {
      // A second opening mark of one kind repeats the first: the writer forgot to close it.
      guard open.count == 1, kind == "\"" else { return }
      close(before: index - width + 1, .nextMark)
      first = index + 1
      openingWidth = width
    } else {
      open.append(kind)
    }
  }

  private mutating func finish(_ kind: Character, at index: Int, width: Int = 1) {
    var match = open.lastIndex(of: kind)
    // Writers mix curly and straight marks.
    if match == nil, let last = open.last, "\"“".contains(last), "\"“".contains(kind) { match = open.count - 1 }
    guard let match else { return }
    open.removeSubrange(match...)
    if open.isEmpty { close(before: index, .mark, width: width) }
  }

  private mutating func close(before index: Int, _ end: QuotedStretch.End, width: Int = 1) {
    guard first < index else { return }
    stretches.append(.init(tokens: first..<index, end: end, width: width, openingWidth: openingWidth))
  }

  /// Whether the straight mark at `index` opens a quotation, by the spaces beside it.
  private func opens(_ index: Int, in paragraph: Range<Int>, width: Int = 1) -> Bool {
    let isOpen = open.contains("\"")
    let before = index > paragraph.lowerBound && text.touches(index) && !opensBracket(index - 1)
    let next = index + width
    let behind = next < paragraph.upperBound && text.touches(next)
    if behind, !before { return !text.has(next, [.comma, .stop]) || !isOpen }
    if before, !behind { return false }
    return !isOpen
  }

  private func opensBracket(_ index: Int) -> Bool {
    ["(", "[", "'", "«", "“"].contains(text.tokens.form(index))
      || text.tokens.form(index).hasSuffix("'")
  }

  private static func mark(_ form: String) -> Mark? {
    switch form {
    case "«", "<<", "《": .open("«")
    case "»", ">>", "》": .close("«")
    case "“", "„", "‟": .open("“")
    case "”": .close("“")
    case "‹": .open("‹")
    case "›": .close("‹")
    case "\"", "''", "``", "″": .both
    default: nil
    }
  }
}

import ArticleModel

/// A stretch of tokens between quotation marks, the marks not included.
struct QuotedStretch: Equatable {
  var tokens: Range<Int>
  /// Whether a closing mark ends it; otherwise its paragraph does.
  var isClosed: Bool
}

/// Pairs quotation marks of every kind, paragraph by paragraph.
///
/// Marks nest when their kinds differ; the innermost pair of one kind wins. A mark that never closes runs to the end of
/// its paragraph, and a paragraph that opens with a mark while one is still open continues the quotation.
struct QuotationMarks {
  private enum Mark {
    case open(Character)
    case close(Character)
    /// The straight mark, which opens and closes.
    case both
  }

  /// The outermost quoted stretches of the paragraphs, in order.
  static func stretches(in article: Article, paragraphs: [Range<Int>]) -> [QuotedStretch] {
    let strings = article.tokens.strings
    let marks = (0..<strings.count).map { mark(strings[UInt32($0)]) }
    var result: [QuotedStretch] = []
    for paragraph in paragraphs {
      read(paragraph, marks: marks, forms: article.tokens.forms, into: &result)
    }
    return result
  }

  private static func read(
    _ paragraph: Range<Int>, marks: [Mark?], forms: [UInt32], into result: inout [QuotedStretch]
  ) {
    // Kinds still open, outermost first, and the first token of the outermost quotation.
    var open: [Character] = []
    var start = paragraph.lowerBound
    func close(before index: Int, isClosed: Bool) {
      if start < index { result.append(.init(tokens: start..<index, isClosed: isClosed)) }
    }
    for index in paragraph {
      switch marks[Int(forms[index])] {
      case nil: continue
      case .open(let kind):
        if open.isEmpty { start = index + 1 }
        // A second opening mark of one kind repeats the first: the writer forgot to close it, or continues it.
        if open.last != kind { open.append(kind) }
      case .close(let kind):
        guard let match = open.lastIndex(of: kind) else { continue }
        open.removeSubrange(match...)
        if open.isEmpty { close(before: index, isClosed: true) }
      case .both:
        if let match = open.lastIndex(of: "\"") {
          open.removeSubrange(match...)
          if open.isEmpty { close(before: index, isClosed: true) }
        } else {
          if open.isEmpty { start = index + 1 }
          open.append("\"")
        }
      }
    }
    if !open.isEmpty { close(before: paragraph.upperBound, isClosed: false) }
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

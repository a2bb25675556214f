import ArticleModel

/// A paragraph of the page: one line, or the lines of a wrapped one.
struct Paragraph: Sendable {
  /// Without the white space around it.
  var span: Span
  /// Length in code points.
  var length: Int
  /// Whether an empty line, or the beginning of the text, comes before it.
  var blankBefore: Bool
}

/// The paragraphs of a text in order.
struct Paragraphs: Sendable {
  private(set) var list: [Paragraph] = []

  /// Full lines of wrapped text have so many code points.
  private static let wrappedWidths = 45...110

  /// Splits `text` at its line breaks and joins the lines of wrapped or broken paragraphs.
  init(_ text: ArticleText) {
    var lines = Self.lines(of: text.bytes)
    Self.removeStrayLetters(from: &lines, text.bytes)
    let isWrapped = Self.isWrapped(lines, text.bytes)
    var previousLength = 0
    for line in lines {
      if !line.blankBefore, let last = list.indices.last {
        let isFullLine = isWrapped && Self.wrappedWidths.contains(previousLength)
        let isCut = !Self.endsSentence(list[last].span, text.bytes) && Self.beginsWithin(line.span, text.bytes)
        let joins = isFullLine ? !Self.beginsItem(line.span, text.bytes) : isCut && !Self.standsAlone(line, text)
        if joins {
          list[last].span.end = line.span.end
          list[last].length += line.length + 1
          previousLength = line.length
          continue
        }
      }
      list.append(line)
      previousLength = line.length
    }
  }

  /// The lines that hold something, each trimmed of white space and invisible characters.
  private static func lines(of bytes: [UInt8]) -> [Paragraph] {
    var lines: [Paragraph] = []
    var scalars = ScalarReader(bytes, Span(0, bytes.count))
    var blankBefore = true
    var sawLineBreak = false
    var current: Paragraph?
    var skipped = 0
    while let (scalar, place) = scalars.next() {
      if isLineBreak(scalar) {
        let isSecondHalf = scalar == "\n" && place.start > 0 && bytes[place.start - 1] == 0x0D
        if isSecondHalf { continue }
        if let line = current {
          lines.append(line)
          current = nil
          blankBefore = false
        } else if sawLineBreak {
          blankBefore = true
        }
        sawLineBreak = true
        skipped = 0
      } else if isBlank(scalar) {
        skipped += 1
      } else if current != nil {
        current!.span.end = place.end
        current!.length += skipped + 1
        skipped = 0
      } else {
        current = Paragraph(span: place, length: 1, blankBefore: blankBefore)
        skipped = 0
      }
    }
    if let current { lines.append(current) }
    return lines
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// White space, or a character that shows nothing.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F, 0xA0, 0xAD, 0x061C, 0x1680, 0x2000...0x200F, 0x202A...0x202F, 0x205F...0x2069, 0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// Takes off the "n" that a written-out line break ("\n" that lost its backslash) leaves before lines.
  ///
  /// Done only where at least half of the lines have it; a line that holds nothing else disappears.
  private static func removeStrayLetters(from lines: inout [Paragraph], _ bytes: [UInt8]) {
    var count = 0
    for line in lines where hasStrayLetter(line.span, bytes) { count += 1 }
    guard count >= 2, count * 2 >= lines.count - 1 else { return }
    var kept: [Paragraph] = []
    var blankBefore = false
    for var line in lines {
      blankBefore = blankBefore || line.blankBefore
      if hasStrayLetter(line.span, bytes) {
        var scalars = ScalarReader(bytes, Span(line.span.start + 1, line.span.end))
        var start = line.span.end
        while let (scalar, place) = scalars.next() {
          if !isBlank(scalar) {
            start = place.start
            break
          }
        }
        line.span.start = start
        line.length -= 1
        if line.span.isEmpty {
          blankBefore = true
          continue
        }
      }
      line.blankBefore = blankBefore
      blankBefore = false
      kept.append(line)
    }
    if !kept.isEmpty { lines = kept }
  }

  private static func hasStrayLetter(_ span: Span, _ bytes: [UInt8]) -> Bool {
    guard bytes[span.start] == UInt8(ascii: "n") else { return false }
    var scalars = ScalarReader(bytes, Span(span.start + 1, span.end))
    guard let (next, _) = scalars.next() else { return true }
    return next.properties.isUppercase || isBlank(next) && next != " " || "«\"“»”,*".unicodeScalars.contains(next)
  }

  /// Whether an editor broke the lines of this text: they are alike in length and mostly end within a sentence.
  private static func isWrapped(_ lines: [Paragraph], _ bytes: [UInt8]) -> Bool {
    var followed = 0
    var full = 0
    for (line, next) in zip(lines, lines.dropFirst()) {
      if line.length > wrappedWidths.upperBound + 10 { return false }
      guard !next.blankBefore else { continue }
      followed += 1
      if wrappedWidths.contains(line.length), !endsSentence(line.span, bytes) { full += 1 }
    }
    return followed >= 3 && full * 10 >= followed * 6
  }

  /// Whether the last character can end a sentence.
  static func endsSentence(_ span: Span, _ bytes: [UInt8]) -> Bool {
    let end = bytes[..<span.end].suffix(3)
    switch end.last {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ";"),
      UInt8(ascii: "\""), UInt8(ascii: ")"):
      return true
    default:
      let last = String(decoding: end, as: UTF8.self).unicodeScalars.last
      return last == "»" || last == "”" || last == "…"
    }
  }

  /// Whether a line can only be the rest of a sentence: it begins in lower case, or with a mark that closes.
  private static func beginsWithin(_ span: Span, _ bytes: [UInt8]) -> Bool {
    var scalars = ScalarReader(bytes, span)
    guard let first = scalars.next()?.0 else { return false }
    return first.properties.isLowercase || "»”,;)".unicodeScalars.contains(first)
  }

  /// Whether a line in lower case is no half of a sentence: a date, a byline, share buttons.
  private static func standsAlone(_ line: Paragraph, _ text: ArticleText) -> Bool {
    if case .article = SiteText.judge(line, in: text) {
      return CreditLineReader(text: text, headline: []).read(line)?.strength == .certain
    }
    return true
  }

  private static func beginsItem(_ span: Span, _ bytes: [UInt8]) -> Bool {
    var scalars = ScalarReader(bytes, span)
    guard let first = scalars.next()?.0 else { return false }
    return "-–—•*".unicodeScalars.contains(first)
  }
}

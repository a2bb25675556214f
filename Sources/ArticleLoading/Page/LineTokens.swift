import ArticleModel

/// A word, number or mark of a line, as the readers of page structure see it.
struct LineToken: Sendable {
  enum Kind: Sendable { case word, number, mark }
  /// How a word is written; an initial such as "K" counts as upper.
  enum Casing: Sendable { case lower, capitalised, upper }

  var kind: Kind
  /// Lower case, without accents.
  var folded: String
  var casing: Casing
  /// How many letters or digits it has.
  var length: Int
  var span: Span
  /// Whether white space, or the beginning of the stretch, comes before it.
  var spaceBefore: Bool
}

/// A stretch of text cut into tokens.
struct LineTokens: Sendable {
  private(set) var tokens: [LineToken] = []

  /// Cuts up all of `text`; meant for phrases.
  init(_ text: ArticleText) { self.init(text, text.span) }

  /// Cuts up the part of `text` under `span`, which must begin and end between characters.
  init(_ text: ArticleText, _ span: Span) {
    var scalars = ScalarReader(text.bytes, span)
    var spaceBefore = true
    while let (scalar, place) = scalars.next() {
      if scalar.isSpace {
        spaceBefore = true
        continue
      }
      let kind = Self.kind(of: scalar)
      if let kind {
        if kind != .mark, !spaceBefore, let last = tokens.last, last.kind == kind, last.span.end == place.start {
          extend(with: scalar, to: place.end)
        } else {
          begin(kind, scalar, place, spaceBefore)
        }
        spaceBefore = false
      } else if let last = tokens.indices.last, tokens[last].span.end == place.start {
        tokens[last].span.end = place.end
      }
    }
  }

  private mutating func begin(_ kind: LineToken.Kind, _ scalar: Unicode.Scalar, _ place: Span, _ spaceBefore: Bool) {
    var folded = ""
    LatinFolding.append(scalar, to: &folded)
    let isUpper = scalar.isCapital
    tokens.append(
      LineToken(
        kind: kind, folded: folded, casing: kind == .word && isUpper ? .upper : .lower, length: 1, span: place,
        spaceBefore: spaceBefore))
  }

  private mutating func extend(with scalar: Unicode.Scalar, to end: Int) {
    let last = tokens.count - 1
    LatinFolding.append(scalar, to: &tokens[last].folded)
    tokens[last].span.end = end
    tokens[last].length += 1
    if tokens[last].casing == .upper, !scalar.isCapital { tokens[last].casing = .capitalised }
  }

  /// What a token that begins with `scalar` is; `nil` for characters that only change their neighbours.
  private static func kind(of scalar: Unicode.Scalar) -> LineToken.Kind? {
    let value = scalar.value
    if (0x30...0x39).contains(value) { return .number }
    if value < 0x80 { return (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) ? .word : .mark }
    if LatinFolding.isInvisible(scalar) { return nil }
    return scalar.properties.isAlphabetic ? .word : .mark
  }
}

/// Reads the scalars of valid UTF-8 with their places.
struct ScalarReader {
  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], _ span: Span) {
    self.bytes = bytes
    offset = span.start
    end = span.end
  }

  mutating func next() -> (Unicode.Scalar, Span)? {
    guard offset < end else { return nil }
    let start = offset
    let first = bytes[start]
    if first < 0x80 {
      offset += 1
      return (Unicode.Scalar(first), Span(start, offset))
    }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    offset = min(start + length, end)
    for index in (start + 1)..<max(offset, start + 1) { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", Span(start, offset))
  }
}

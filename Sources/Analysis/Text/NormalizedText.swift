public import ArticleModel

/// The analysers' view of an article: what a careful typist would have typed, with a map back to the text.
///
/// Soft hyphens, direction marks, zero-width characters and a byte-order mark are gone; every kind of space is a plain
/// one; CRLF is a line feed; accents are composed; typographic apostrophes are `'`. Boilerplate regions are left out:
/// a line feed stands in their place.
public struct NormalizedText: Sendable {
  /// A stretch of the view and the stretch of the text it stands for.
  struct Step: Sendable {
    var view: UInt32
    var text: UInt32
    /// Bytes of the text that the whole stretch replaces; `nil` when both run byte by byte.
    var replaced: UInt32?
  }

  /// The view as UTF-8.
  public let bytes: [UInt8]
  private let steps: [Step]

  /// The view of `article`, from its text and regions.
  public init(_ article: Article) {
    var builder = NormalizedTextBuilder(text: article.text.bytes)
    var offset = 0
    for region in article.regions where !region.kind.isAnalysed && region.span.start >= offset {
      builder.append(Span(offset, region.span.start))
      builder.replace(region.span, with: [UInt8(ascii: "\n")])
      offset = region.span.end
    }
    builder.append(Span(offset, article.text.count))
    bytes = builder.bytes
    steps = builder.steps
  }

  /// Length in bytes.
  public var count: Int { bytes.count }

  /// The span of the text under the view's bytes from `start` up to `end`, at least one.
  ///
  /// What the view composes into a character is inside; what it drops before or after is not.
  public func span(_ start: Int, _ end: Int) -> Span {
    Self.span(start, end, first: step(holding: start), last: step(holding: end - 1))
  }

  /// The view's first byte that stands for the text at `offset` or later.
  public func viewOffset(_ offset: Int) -> Int {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if Int(steps[middle].text) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let step = steps[low - 1]
    let end = low < steps.count ? Int(steps[low].view) : bytes.count
    if step.replaced != nil { return Int(step.text) == offset ? Int(step.view) : end }
    return min(Int(step.view) + offset - Int(step.text), end)
  }

  /// A translator of spans that are asked for front to back.
  func cursor() -> Cursor { Cursor(steps: steps) }

  /// Translates spans of the view whose starts never decrease, in constant time each on the whole.
  struct Cursor {
    private let steps: [Step]
    private var index = 0

    fileprivate init(steps: [Step]) { self.steps = steps }

    /// As `NormalizedText.span`.
    mutating func span(_ start: Int, _ end: Int) -> Span {
      advance(&index, to: start)
      let first = steps[index]
      var lastIndex = index
      advance(&lastIndex, to: end - 1)
      return NormalizedText.span(start, end, first: first, last: steps[lastIndex])
    }

    private func advance(_ index: inout Int, to offset: Int) {
      while index + 1 < steps.count, Int(steps[index + 1].view) <= offset { index += 1 }
    }
  }

  private static func span(_ start: Int, _ end: Int, first: Step, last: Step) -> Span {
    let textStart = first.replaced == nil ? Int(first.text) + start - Int(first.view) : Int(first.text)
    let textEnd = last.replaced.map { Int(last.text) + Int($0) } ?? (Int(last.text) + end - Int(last.view))
    return Span(textStart, textEnd)
  }

  private func step(holding offset: Int) -> Step {
    var low = 0
    var high = steps.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(steps[middle].view) <= offset { low = middle } else { high = middle - 1 }
    }
    return steps[low]
  }
}

/// Builds a view front to back.
struct NormalizedTextBuilder {
  private let text: [UInt8]
  private(set) var bytes: [UInt8] = []
  private(set) var steps: [NormalizedText.Step] = []
  private var inStep = false

  init(text: [UInt8]) {
    self.text = text
    bytes.reserveCapacity(text.count)
  }

  /// Appends the normalised form of `span` of the text.
  mutating func append(_ span: Span) {
    var offset = span.start
    while offset < span.end {
      let byte = text[offset]
      if byte < 0x80 {
        if byte == UInt8(ascii: "\r") {
          let isPair = offset + 1 < span.end && text[offset + 1] == UInt8(ascii: "\n")
          replace(Span(offset, offset + (isPair ? 2 : 1)), with: [UInt8(ascii: "\n")])
          offset += isPair ? 2 : 1
          continue
        }
        if isCombiningMark(at: offset + 1, before: span.end) {
          offset = composeLetter(at: offset, length: 1, before: span.end)
          continue
        }
        copy(offset, 1)
        offset += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      let next = min(offset + length, span.end)
      switch CharacterFolding.fold(text[offset..<next]) {
      case .keep:
        if isCombiningMark(at: next, before: span.end) {
          offset = composeLetter(at: offset, length: next - offset, before: span.end)
        } else {
          copy(offset, next - offset)
          offset = next
        }
      case .drop:
        inStep = false
        offset = next
      case .replace(let replacement):
        replace(Span(offset, next), with: replacement)
        offset = next
      }
    }
  }

  /// Lets `replacement` stand for `span` of the text.
  mutating func replace(_ span: Span, with replacement: [UInt8]) {
    steps.append(.init(view: UInt32(bytes.count), text: UInt32(span.start), replaced: UInt32(span.length)))
    bytes.append(contentsOf: replacement)
    inStep = false
  }

  private mutating func copy(_ offset: Int, _ length: Int) {
    if !inStep {
      steps.append(.init(view: UInt32(bytes.count), text: UInt32(offset), replaced: nil))
      inStep = true
    }
    for index in offset..<(offset + length) { bytes.append(text[index]) }
  }

  /// Whether U+0300…U+036F (UTF-8 CC 80…CD AF) begins at `offset`.
  private func isCombiningMark(at offset: Int, before end: Int) -> Bool {
    guard offset + 1 < end else { return false }
    return text[offset] == 0xCC || (text[offset] == 0xCD && text[offset + 1] < 0xB0)
  }

  /// Composes the letter at `offset` with the marks after it and returns the offset behind them.
  private mutating func composeLetter(at offset: Int, length: Int, before end: Int) -> Int {
    var next = offset + length
    // A letter bears few marks; a longer run is an attack, and its rest stays as it is.
    while isCombiningMark(at: next, before: end), next - offset < length + 8 { next += 2 }
    let letter = String(decoding: text[offset..<next], as: UTF8.self)
    if let composed = CharacterFolding.composed(letter) {
      replace(Span(offset, next), with: composed)
    } else {
      copy(offset, next - offset)
    }
    return next
  }
}

/// What the analysers' view makes of single characters.
enum CharacterFolding {
  enum Outcome {
    case keep, drop
    case replace([UInt8])
  }

  private static let space = Outcome.replace([UInt8(ascii: " ")])
  private static let apostrophe = Outcome.replace([UInt8(ascii: "'")])

  /// The outcome for one character of two to four bytes.
  static func fold(_ character: ArraySlice<UInt8>) -> Outcome {
    let start = character.startIndex
    switch character.count {
    case 2:
      guard character[start] == 0xC2 || character[start] == 0xCA || character[start] == 0xD8 else { return .keep }
      switch (character[start], character[start + 1]) {
      case (0xC2, 0xA0): return space  // no-break space
      case (0xC2, 0xAD): return .drop  // soft hyphen
      case (0xC2, 0xB4): return apostrophe  // acute accent typed as an apostrophe
      case (0xC2, 0x85): return .replace([UInt8(ascii: "\n")])  // next line
      case (0xCA, 0xBC), (0xCA, 0xB9): return apostrophe  // modifier letters
      case (0xD8, 0x9C): return .drop  // Arabic letter mark
      default: return .keep
      }
    case 3:
      switch (character[start], character[start + 1], character[start + 2]) {
      case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): return space
      case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0), (0xE2, 0x81, 0xA6...0xA9),
        (0xEF, 0xBB, 0xBF):
        return .drop
      case (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x99), (0xE2, 0x80, 0x9B), (0xE2, 0x80, 0xB2): return apostrophe
      case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): return .replace([UInt8(ascii: "\n")])
      case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91): return .replace([UInt8(ascii: "-")])
      case (0xEF, 0xAC, 0x80): return .replace(Array("ff".utf8))
      case (0xEF, 0xAC, 0x81): return .replace(Array("fi".utf8))
      case (0xEF, 0xAC, 0x82): return .replace(Array("fl".utf8))
      default: return .keep
      }
    default:
      return .keep
    }
  }

  /// The single precomposed letter that `letter` is canonically equivalent to, as UTF-8; `nil` when there is none.
  static func composed(_ letter: String) -> [UInt8]? {
    guard letter.count == 1, let character = letter.first else { return nil }
    return precomposed[character]
  }

  /// Characters compare by canonical equivalence, so the decomposed spelling finds its precomposed letter here.
  private static let precomposed: [Character: [UInt8]] = {
    var table: [Character: [UInt8]] = [:]
    for value in Array(0xC0...0x24F) + Array(0x1E00...0x1EFF) {
      guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { continue }
      table[Character(scalar)] = Array(String(scalar).utf8)
    }
    return table
  }()
}

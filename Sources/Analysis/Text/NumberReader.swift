public import ArticleModel

/// A number that a text gives, known exactly.
public struct Quantity: Hashable, Sendable {
  /// Numerator and denominator without common factor; the denominator is positive.
  public let numerator, denominator: Int

  /// `numerator` / `denominator`.
  init(_ numerator: Int, over denominator: Int = 1) {
    var (a, b) = (numerator, denominator)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = max(abs(a), 1)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// The whole number, or `nil` for a fraction.
  public var integer: Int? { denominator == 1 ? numerator : nil }
  /// The nearest floating-point number.
  public var double: Double { Double(numerator) / Double(denominator) }

  /// The product; `nil` when it is too large.
  func times(_ factor: Int) -> Quantity? {
    let (product, overflows) = numerator.multipliedReportingOverflow(by: factor)
    return overflows ? nil : Quantity(product, over: denominator)
  }

  /// The sum; `nil` when it is too large.
  func plus(_ other: Quantity) -> Quantity? {
    let (left, first) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, second) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (sum, third) = left.addingReportingOverflow(right)
    let (product, fourth) = denominator.multipliedReportingOverflow(by: other.denominator)
    return first || second || third || fourth ? nil : Quantity(sum, over: product)
  }
}

/// Reads the value of numbers in figures and words: "1.500", "2 000", "2,5 millions", "trois cent vingt", "une dizaine".
public struct NumberReader: Sendable {
  private let lexicon: NumberLexicon

  /// Reads numbers of `language`; `nil` when its words for numbers are not known.
  public init?(_ language: Language) {
    guard let lexicon = language.numbers else { return nil }
    self.lexicon = lexicon
  }

  /// The value of the first number in `range`, or `nil` when there is none (or it is too large).
  public func value(of range: Range<Int>, in tokens: TokenColumns) -> Quantity? {
    value(of: range.lazy.map { tokens.form($0) })
  }

  /// The value of the first number among `words`.
  func value(of words: some Sequence<String>) -> Quantity? {
    var sum = Sum()
    for word in words {
      let word = word.lowercased()
      if let figures = Self.figures(word) {
        guard sum.add(figures: figures) else { return sum.total }
        continue
      }
      for piece in pieces(of: word) {
        switch lexicon.part(piece) {
        case .joiner?: continue
        case nil:
          // The number has ended, or has not yet begun.
          if sum.hasBegun { return sum.total }
        case let part?: if !sum.add(part) { return sum.hasBegun ? sum.total : nil }
        }
      }
    }
    return sum.hasBegun ? sum.total : nil
  }

  /// "vingt-trois" in its words; a word that is known as it stands stays whole.
  private func pieces(of word: String) -> [String] {
    lexicon.part(word) != nil ? [word] : word.split(whereSeparator: { $0 == "-" || $0 == "\u{2011}" }).map(String.init)
  }

  /// The value of digits: a comma divides off decimals, so does a full stop unless three digits follow it.
  static func figures(_ word: String) -> Quantity? {
    let scalars = Array(word.unicodeScalars)
    guard let first = scalars.first, ("0"..."9").contains(first) else { return nil }
    var value = 0
    var decimals: Int?
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case "0"..."9":
        let (product, first) = value.multipliedReportingOverflow(by: 10)
        let (sum, second) = product.addingReportingOverflow(Int(scalar.value) - 0x30)
        if first || second { return nil }
        value = sum
        decimals = decimals.map { $0 + 1 }
      case " ", "\u{A0}", "\u{202F}", "'", "\u{2019}":
        guard decimals == nil, isGroup(scalars, after: index) else { return nil }
      case ".":
        guard decimals == nil else { return nil }
        if !isGroup(scalars, after: index) { decimals = 0 }
      case ",":
        guard decimals == nil else { return nil }
        decimals = 0
      default: return nil
      }
      index += 1
    }
    guard let decimals else { return Quantity(value) }
    guard decimals <= 15 else { return nil }
    return Quantity(value, over: (0..<decimals).reduce(1) { power, _ in power * 10 })
  }

  /// Whether exactly three digits follow.
  private static func isGroup(_ scalars: [Unicode.Scalar], after index: Int) -> Bool {
    func isDigit(_ position: Int) -> Bool { position < scalars.count && ("0"..."9").contains(scalars[position]) }
    return isDigit(index + 1) && isDigit(index + 2) && isDigit(index + 3) && !isDigit(index + 4)
  }
}

/// The parts of one number as they are read.
private struct Sum {
  private var closed = Quantity(0)
  private var group: Quantity?
  private var lastScale: Int?
  private var hasFigures = false
  private(set) var hasBegun = false
  private var isTooLarge = false

  var total: Quantity? { isTooLarge ? nil : closed.plus(group ?? Quantity(0)) }

  /// Adds digits; `false` when they begin another number.
  mutating func add(figures: Quantity) -> Bool {
    if hasBegun, !(lastScale ?? 1 > 1 && group == nil) { return false }
    hasBegun = true
    hasFigures = true
    group = figures
    return true
  }

  /// Adds a word; `false` when it cannot go on with the number.
  mutating func add(_ part: NumberLexicon.Part) -> Bool {
    switch part {
    case .unit(let value):
      // "2 un": figures take no more units.
      if hasFigures, group != nil { return false }
      let current = group?.integer ?? 0
      let tens = current % 100
      switch (tens, value) {
      case (4, 20): group = Quantity(current + 76)  // quatre-vingts
      case (0, _), (10, 7...9), (60, 10...16), (80, 10...16): group = Quantity(current + value)
      case (20..., 1...9) where tens % 10 == 0: group = Quantity(current + value)
      default: return false
      }
    case .hundred(let value):
      let current = group ?? Quantity(1)
      guard current.numerator < 100 * current.denominator else { return false }
      guard let product = (current.numerator == 0 ? Quantity(1) : current).times(value) else { return fail() }
      group = product
    case .scale(let value):
      let scaled = (group ?? (lastScale == nil ? Quantity(1) : nil))
      guard let scaled else {
        // "trois milliers de millions": a scale of a scale.
        guard let product = closed.times(value) else { return fail() }
        closed = product
        lastScale = value
        return true
      }
      guard let product = scaled.times(value), let sum = closed.plus(product) else { return fail() }
      closed = sum
      group = nil
      hasFigures = false
      lastScale = value
    case .half(let parts):
      guard hasBegun, let sum = closed.plus(Quantity(lastScale ?? 1, over: parts)) else { return false }
      closed = sum
    case .joiner: return true
    }
    hasBegun = true
    return true
  }

  private mutating func fail() -> Bool {
    isTooLarge = true
    return false
  }
}

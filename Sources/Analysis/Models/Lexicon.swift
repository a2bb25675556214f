/// Word forms with the categories they may have and how to get from each to its lemma, used where they lie in a model
/// file.
///
/// Sections: `forms` (hash of a form in small letters → category mask, rules), `closed` (hash of a form and its tag →
/// lemma), `accents` (hash of a form without its accents → form), `endings` (hash of an ending and a tag → rule),
/// `rules` and `strings`.
package struct Lexicon: @unchecked Sendable {
  /// The groups of tags that have lemma rules of their own.
  package enum LemmaGroup: Int, CaseIterable, Sendable {
    case noun, adjective, verb

    /// The group of a part of speech, `nil` for those whose lemma is the form.
    package static func of(_ part: UInt8) -> LemmaGroup? {
      switch part {
      case 8: .noun
      case 1: .adjective
      case 4, 16: .verb
      default: nil
      }
    }
  }

  /// What is known of one form, in two words: 21 bits of categories and three rule numbers of 11 bits.
  package struct Entry {
    private var first: UInt32 = 0
    private var second: UInt32 = 0

    /// Rule numbers are below this.
    package static let ruleLimit = 1 << 11

    /// The entry of an unknown form.
    package init() {}

    /// The entry of these two words.
    @inline(__always)
    init(_ first: UInt32, _ second: UInt32) {
      self.first = first
      self.second = second
    }

    /// An entry with a rule for each `LemmaGroup`, 0 for none.
    package init(categories: UInt32, rules: [UInt16]) {
      precondition(categories >> 21 == 0 && rules.count == 3 && rules.allSatisfy { $0 < Self.ruleLimit })
      first = categories | UInt32(rules[0]) << 21
      second = UInt32(rules[1]) | UInt32(rules[2]) << 11
    }

    /// The two words.
    package var words: [UInt32] { [first, second] }
    /// One bit for each category of the lexicon the form belongs to; 0 for an unknown form.
    package var categories: UInt32 { first & 0x1F_FFFF }

    /// The number of the rule for a group; 0 for none.
    package func rule(_ group: LemmaGroup) -> UInt16 {
      switch group {
      case .noun: UInt16(first >> 21)
      case .adjective: UInt16(second & 0x7FF)
      case .verb: UInt16(second >> 11 & 0x7FF)
      }
    }
  }

  /// The longest ending of the rules for unknown forms, in bytes.
  package static let longestEnding = 8

  private let forms: FormTable
  private let closed: FormTable
  private let accents: FormTable
  private let endings: FormTable
  private let rules: UnsafeBufferPointer<UInt32>
  private let strings: UnsafeRawBufferPointer

  /// The lexicon in `model`.
  package init(_ model: ModelFile) throws(ModelFile.Problem) {
    forms = try FormTable(model, section: "forms", stride: 3)
    closed = try FormTable(model, section: "closed", stride: 2)
    accents = try FormTable(model, section: "accents", stride: 2)
    endings = try FormTable(model, section: "endings", stride: 2)
    rules = try model.values("rules", as: UInt32.self)
    strings = try model.section("strings")
  }

  /// What is known of the form with this hash.
  @inline(__always)
  package func entry(_ hash: UInt64) -> Entry? {
    forms.find(hash).map { Entry($0[0], $0[1]) }
  }

  /// The form with accents that is written without them like the form with this hash.
  package func accented(_ hash: UInt64) -> UnsafeBufferPointer<UInt8>? { accents.find(hash).map { string($0[0]) } }

  /// The lemma listed for a form with a part of speech.
  package func listedLemma(_ hash: UInt64, _ part: UInt8) -> UnsafeBufferPointer<UInt8>? {
    closed.find(Self.key(hash, part)).map { string($0[0]) }
  }

  /// The key of a form's lemma as `part`, in `closed`.
  package static func key(_ hash: UInt64, _ part: UInt8) -> UInt64 { FormHash.mix(hash, UInt64(part) + 1) }

  /// The rule learnt for the longest ending of an unknown form; 0 when there is none.
  package func rule(forEndingOf form: UnsafeBufferPointer<UInt8>, _ group: LemmaGroup) -> UInt16 {
    var length = min(form.count, Self.longestEnding)
    while length > 0 {
      let ending = UnsafeBufferPointer(rebasing: form[(form.count - length)...])
      if let rule = endings.find(Self.key(FormHash.of(ending), UInt8(group.rawValue))) {
        return UInt16(truncatingIfNeeded: rule[0])
      }
      length -= 1
    }
    return 0
  }

  /// Applies a rule to a form: takes bytes off its end and puts others on.
  package func apply(_ rule: UInt16, to form: UnsafeBufferPointer<UInt8>, _ lemma: inout [UInt8]) {
    lemma.removeAll(keepingCapacity: true)
    guard rule > 0, Int(rule) * 2 + 1 < rules.count else {
      lemma.append(contentsOf: form)
      return
    }
    let strip = Int(rules[Int(rule) * 2])
    guard strip <= form.count else {
      lemma.append(contentsOf: form)
      return
    }
    lemma.append(contentsOf: form[..<(form.count - strip)])
    lemma.append(contentsOf: string(rules[Int(rule) * 2 + 1]))
  }

  /// The string at an offset: a byte of length, then its UTF-8; empty when the offset lies outside.
  private func string(_ offset: UInt32) -> UnsafeBufferPointer<UInt8> {
    let start = Int(offset)
    guard start < strings.count, start + 1 + Int(strings[start]) <= strings.count else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let bytes = UnsafeRawBufferPointer(rebasing: strings[(start + 1)..<(start + 1 + Int(strings[start]))])
    return bytes.bindMemory(to: UInt8.self)
  }
}

/// The Universal Dependencies part of speech of a token (UPOS, universaldependencies.org/u/pos).
public enum PartOfSpeech: UInt8, Sendable, CaseIterable {
  case none = 0
  case adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x

  /// The tag as Universal Dependencies writes it, such as `NOUN`; empty when no analyser has set it.
  public var tag: String { self == .none ? "" : String(describing: self).uppercased() }

  /// The part of speech written `tag`, or `nil`.
  public init?(tag: String) {
    guard let match = Self.byTag[tag] else { return nil }
    self = match
  }

  private static let byTag = Dictionary(uniqueKeysWithValues: allCases.dropFirst().map { ($0.tag, $0) })
}

import ArticleModel

/// A name or noun phrase that may say what an article is about.
struct KeyPhrase {
  /// The tokens of each occurrence, in text order.
  var places: [Range<Int>]
  /// The words that carry content, folded and cut to their beginnings, so that "malien" is near "Mali".
  var stems: [ArraySlice<UInt8>]
  /// How rare its words are, in tenths of bits.
  var weight: Int
  /// How many words carry content.
  var length: Int
  /// The entity that it names; `nil` for a noun phrase.
  var entity: Int?
  var score = 0

  /// Letters that two words of one family share: French endings are longer than the beginnings of most words.
  static let stemLength = 5
  /// A shorter beginning makes no family.
  private static let leastStem = 4

  /// Whether half of the words of the shorter phrase are in the other: to a reader both say the same.
  func isNear(_ other: KeyPhrase) -> Bool {
    let shared = stems.count { own in other.stems.contains { Self.isSameFamily(own, $0) } }
    return 2 * shared >= min(stems.count, other.stems.count)
  }

  private static func isSameFamily(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    if left.elementsEqual(right) { return true }
    let length = min(left.count, right.count, stemLength)
    return length >= leastStem && left.prefix(length).elementsEqual(right.prefix(length))
  }
}

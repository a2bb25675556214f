public import ArticleModel

/// What an article's words look like from afar: two articles agree in about as many bins as they share of their runs of
/// five words.
///
/// One-permutation MinHash (Li, Owen and Zhang, "One Permutation Hashing", NIPS 2012), empty bins filled by rotation
/// (Shrivastava and Li, "Densifying One Permutation Hashing via Rotation", ICML 2014), over the word shingles of Broder,
/// "On the resemblance and containment of documents", 1997; candidates are found by bands, as in Leskovec, Rajaraman and
/// Ullman, "Mining of Massive Datasets", chapter 3.
public struct NearCopySignature: Hashable, Sendable {
  /// How many bins there are.
  public static let count = 64
  /// Bins in a band: articles that agree in a whole band are compared.
  static let bandWidth = 4
  /// Articles that share this much of their runs of words are near-copies, in hundredths.
  public static let threshold = 50

  /// The bins.
  public let bins: [UInt32]

  /// The signature of `article`; `nil` when it has too few words to tell.
  public init?(_ article: Article) {
    let tokens = article.tokens
    var words: [UInt64] = []
    words.reserveCapacity(tokens.count)
    for index in 0..<tokens.count where tokens.partsOfSpeech[index] != .punct {
      words.append(tokens.strings.withBytes(of: tokens.forms[index], Self.hash))
    }
    guard words.count >= 20 else { return nil }
    var minima = [UInt64](repeating: .max, count: Self.count)
    for index in 0..<(words.count - 4) {
      var hash: UInt64 = 0
      for offset in 0..<5 { hash = Self.mix(hash ^ words[index + offset]) }
      let bin = Int(hash >> 58)
      minima[bin] = min(minima[bin], hash & 0xFFFF_FFFF)
    }
    bins = minima.indices.map { bin in
      var distance: UInt64 = 0
      var other = bin
      while minima[other] == .max {
        other = (other + 1) % Self.count
        distance += 1
      }
      return UInt32(truncatingIfNeeded: Self.mix(minima[other] &+ distance << 32))
    }
  }

  /// A signature that was kept; `nil` when the bytes are none.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.count * 4 else { return nil }
    let list = Array(bytes)
    bins = (0..<Self.count).map { bin in
      (0..<4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(list[bin * 4 + $1]) }
    }
  }

  /// Four bytes a bin, little-endian.
  public var bytes: [UInt8] { bins.flatMap { bin in withUnsafeBytes(of: bin.littleEndian) { Array($0) } } }

  /// One key a band; near-copies share at least one with a probability of 64 % at half of the words, 99.9 % at 80 %.
  public var bandKeys: [Int64] {
    (0..<(Self.count / Self.bandWidth)).map { band in
      var hash = UInt64(band)
      for bin in bins[(band * Self.bandWidth)..<((band + 1) * Self.bandWidth)] { hash = Self.mix(hash ^ UInt64(bin)) }
      return Int64(bitPattern: hash)
    }
  }

  /// The share of bins in which both agree, in hundredths.
  public func similarity(to other: NearCopySignature) -> Int {
    zip(bins, other.bins).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) } * 100 / Self.count
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// The finaliser of MurmurHash3.
  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ value >> 33) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ value >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return value ^ value >> 33
  }
}

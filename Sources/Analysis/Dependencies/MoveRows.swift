/// The weights of a linear choice among three moves, used where they lie in a model file.
///
/// A slot is one 32-bit word: 16 bits of fingerprint, then what the feature says for the second and for the third move
/// against the first, 8 bits each; 0 where the slot is empty. A feature has its place in one of the four slots of its
/// bucket, which are looked at together, without a branch.
package struct MoveRows: @unchecked Sendable {
  private static let width = 4

  private let slots: UnsafePointer<UInt32>
  private let mask: Int

  /// The section `name` of `model`.
  package init(_ model: ModelFile, section name: String) throws(ModelFile.Problem) {
    let words = try model.values(name, as: UInt32.self)
    let count = words.count / Self.width
    guard count > 0, count & (count - 1) == 0, count * Self.width == words.count, let first = words.baseAddress else {
      throw .damaged("length of section '\(name)'")
    }
    slots = first
    mask = (count - 1) * Self.width
  }

  /// Adds what a feature says, if it is known, to the sums of the second and the third move.
  @inline(__always)
  package func add(_ feature: UInt64, _ second: inout Int32, _ third: inout Int32) {
    let bucket = slots + (Int(truncatingIfNeeded: feature << 2) & mask)
    let fingerprint = UInt32(truncatingIfNeeded: feature >> 48) | 1
    // At most one of the four has the fingerprint.
    var found: UInt32 = 0
    found |= bucket[0] & 0xFFFF == fingerprint ? bucket[0] : 0
    found |= bucket[1] & 0xFFFF == fingerprint ? bucket[1] : 0
    found |= bucket[2] & 0xFFFF == fingerprint ? bucket[2] : 0
    found |= bucket[3] & 0xFFFF == fingerprint ? bucket[3] : 0
    second &+= Int32(Int8(truncatingIfNeeded: found >> 16))
    third &+= Int32(Int8(truncatingIfNeeded: found >> 24))
  }

  /// Lays out features given the most important first; those that find no place are left out.
  ///
  /// - Returns: the section and how many features were left out.
  package static func encode(
    _ features: [(hash: UInt64, second: Int8, third: Int8)], slots count: Int
  ) -> (bytes: [UInt8], dropped: Int) {
    precondition(count & (count - 1) == 0 && count >= width)
    var slots = [UInt32](repeating: 0, count: count)
    var dropped = 0
    for feature in features {
      let fingerprint = UInt32(truncatingIfNeeded: feature.hash >> 48) | 1
      let home = (Int(truncatingIfNeeded: feature.hash) & (count / width - 1)) * width
      let place = (home..<(home + width)).first { slots[$0] == 0 || slots[$0] & 0xFFFF == fingerprint }
      guard let place, slots[place] == 0 else {
        dropped += 1
        continue
      }
      let second = UInt32(UInt8(bitPattern: feature.second))
      let third = UInt32(UInt8(bitPattern: feature.third))
      slots[place] = fingerprint | second << 16 | third << 24
    }
    return (slots.withUnsafeBytes(Array.init), dropped)
  }
}

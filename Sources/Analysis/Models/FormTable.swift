/// A read-only hash table from byte strings to a few 32-bit words, used where it lies in a model file.
///
/// Layout: slots of `stride` words; the first word of a slot is the fingerprint of its key, 0 where the slot is empty.
/// Collisions go to the next slot. Keys are not kept: a string that is not in the table is taken for one that is about
/// once in a hundred million look-ups.
package struct FormTable: @unchecked Sendable {
  private let words: UnsafeBufferPointer<UInt32>
  private let stride: Int
  private let slots: Int

  /// The table in `section`, or an error when its size cannot be that of a table.
  package init(_ model: ModelFile, section: String, stride: Int) throws(ModelFile.Problem) {
    words = try model.values(section, as: UInt32.self)
    self.stride = stride
    slots = words.count / stride
    guard slots > 0, slots * stride == words.count else { throw .damaged("length of section '\(section)'") }
  }

  /// The words stored for the key with this hash, or `nil`.
  package func find(_ hash: UInt64) -> UnsafePointer<UInt32>? {
    let fingerprint = Self.fingerprint(hash)
    var slot = Self.home(hash, slots)
    // A damaged table may have no empty slot: look at each slot at most once.
    for _ in 0..<slots {
      let word = words[slot * stride]
      if word == fingerprint { return words.baseAddress! + slot * stride + 1 }
      if word == 0 { return nil }
      slot += 1
      if slot == slots { slot = 0 }
    }
    return nil
  }

  private static func fingerprint(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) | 1 }

  /// The low half of the hash, scaled to the number of slots (Lemire, 2019).
  private static func home(_ hash: UInt64, _ slots: Int) -> Int { Int(((hash & 0xFFFF_FFFF) &* UInt64(slots)) >> 32) }

  /// Lays out the entries, which must have different keys and `stride - 1` words each; at most four fifths are full.
  package static func encode(_ entries: [(hash: UInt64, words: [UInt32])], stride: Int) -> [UInt8] {
    let slots = entries.count * 5 / 4 + 1
    var table = [UInt32](repeating: 0, count: slots * stride)
    for entry in entries {
      var slot = home(entry.hash, slots)
      while table[slot * stride] != 0 { slot = (slot + 1) % slots }
      table[slot * stride] = fingerprint(entry.hash)
      for (index, word) in entry.words.enumerated() { table[slot * stride + 1 + index] = word }
    }
    return table.withUnsafeBytes(Array.init)
  }
}

/// The hash of model files: fixed, since tables on disk depend on it.
package enum FormHash {
  /// The hash of a byte string.
  @inline(__always)
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return mix(hash, 0)
  }

  /// The hash of a string's UTF-8.
  package static func of(_ string: String) -> UInt64 {
    var string = string
    return string.withUTF8 { of($0) }
  }

  /// One hash of two values.
  @inline(__always)
  package static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var hash = (left ^ (right &* 0xff51_afd7_ed55_8ccd)) &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 32
    hash = hash &* 0xd6e8_feb8_6659_fd93
    return hash ^ (hash >> 29)
  }
}

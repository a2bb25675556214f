/// Folds spellings of a name that differ in case, accents, hyphens, apostrophes or dots to one key.
///
/// Letters of Latin-1 and Latin Extended-A become their lower-case base letters (`œ` becomes `oe`), dots vanish
/// ("O.N.U." is "onu"), whatever else is no letter or digit parts words by one space; letters of other scripts stay.
package enum NameFolding {
  /// The base letters of U+0100…U+017F.
  private static let extendedA = Array(
    ("aaaaaacccccccc" + "ddddeeeeeeeeee" + "gggggggghhhh" + "iiiiiiiiiiii" + "jjkkkllllllllll" + "nnnnnnnnn"
      + "oooooooo"
      + "rrrrrrssssssss" + "ttttttuuuuuuuuuuuu" + "wwyyyzzzzzzs").utf8)
  /// The base letters of U+00C0…U+00FF; a space where there is none.
  private static let latin1 = Array(
    ("aaaaaaaceeeeiiii" + "dnooooo ouuuuyts" + "aaaaaaaceeeeiiii" + "dnooooo ouuuuyty").utf8)

  /// Appends the folded form of `bytes` to `key`; nothing when no letter or digit is in it.
  ///
  /// A space is put before it when `key` is not empty.
  package static func append(_ bytes: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
    var pendingSpace = !key.isEmpty
    func put(_ byte: UInt8) {
      if pendingSpace, !key.isEmpty { key.append(0x20) }
      pendingSpace = false
      key.append(byte)
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        switch byte {
        case 0x61...0x7A, 0x30...0x39: put(byte)
        case 0x41...0x5A: put(byte | 0x20)
        case 0x2E: break
        default: pendingSpace = true
        }
        index += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      guard index + length <= bytes.count else { return }
      if byte >= 0xC3, byte <= 0xC5 {
        let scalar = Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)
        if byte == 0xC3 {
          let letter = latin1[scalar - 0xC0]
          if letter == 0x20 { pendingSpace = true } else { put(letter) }
          if scalar == 0xC6 || scalar == 0xE6 { put(0x65) }
          if scalar == 0xDF { put(0x73) }
        } else {
          put(extendedA[scalar - 0x100])
          if scalar == 0x152 || scalar == 0x153 { put(0x65) }
        }
      } else if byte == 0xC2 || (byte == 0xE2 && bytes[index + 1] < 0xB0) {
        // Punctuation and symbols.
        pendingSpace = true
      } else {
        for offset in 0..<length { put(bytes[index + offset]) }
      }
      index += length
    }
  }

  /// The folded form of `string`.
  package static func fold(_ string: String) -> [UInt8] {
    var string = string
    var key: [UInt8] = []
    string.withUTF8 { append($0, to: &key) }
    return key
  }
}

/// FNV-1a over 64 bits, mixed at the end so that every bit depends on every byte.
package struct NameHash: Hashable, Sendable {
  package private(set) var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  package init() {}

  /// The hash of `bytes`.
  package init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { combine(byte) }
  }

  /// Adds one byte.
  package mutating func combine(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

  /// The mixed value (finaliser of MurmurHash3).
  package var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return mixed ^ (mixed >> 33)
  }
}

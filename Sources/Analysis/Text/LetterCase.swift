/// Case of letters in UTF-8, without Foundation: ASCII, Latin-1 and Latin Extended-A; others have no case here.
enum LetterCase {
  /// Writes `source` in small letters to `target`, which has room for as many bytes.
  static func lower(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) {
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte < 0x80 {
        target[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        index += 1
      } else if byte >= 0xC3, byte <= 0xC5, index + 1 < source.count {
        let scalar = lower(UInt32(byte & 0x1F) << 6 | UInt32(source[index + 1] & 0x3F))
        target[index] = UInt8(0xC0 | scalar >> 6)
        target[index + 1] = UInt8(0x80 | scalar & 0x3F)
        index += 2
      } else {
        target[index] = byte
        index += 1
      }
    }
  }

  /// The small letter of a code point below U+0180 whose UTF-8 has as many bytes; other code points unchanged.
  static func lower(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar | 0x20
    case 0xC0...0xD6, 0xD8...0xDE: scalar | 0x20
    case 0x100...0x12F, 0x132...0x137, 0x14A...0x177: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar + (scalar & 1)
    case 0x178: 0xFF
    default: scalar
    }
  }

  /// Whether a code point is a capital with a small counterpart.
  static func isUpper(_ scalar: UInt32) -> Bool { lower(scalar) != scalar }

  /// Whether a code point is a letter of the scripts above that has two cases.
  static func hasCase(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x17F: true
    default: false
    }
  }
}

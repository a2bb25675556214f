/// The characters of a file as UTF-8.
struct DecodedText: Sendable {
  /// Valid UTF-8.
  private(set) var bytes: [UInt8] = []
  /// How many characters could not be read and stand as U+FFFD.
  private(set) var replaced = 0
  /// Where the first of them is in `bytes`.
  private(set) var firstReplacement: Int?

  /// Decodes `file`, leaving out the byte-order mark that `detection` saw.
  init(_ file: [UInt8], _ detection: TextEncoding.Detection) {
    bytes.reserveCapacity(file.count)
    switch detection.encoding {
    case .utf8: decodeUTF8(file, from: detection.markLength)
    case .utf16LittleEndian: decodeUTF16(file, from: detection.markLength, highByte: 1)
    case .utf16BigEndian: decodeUTF16(file, from: detection.markLength, highByte: 0)
    case .windows1252, .latin1: decodeWestern(file)
    case .latin9: decodeWestern(file, Self.latin9Marks)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) { bytes += UTF8.encode(scalar)! }

  private mutating func replace() {
    if firstReplacement == nil { firstReplacement = bytes.count }
    replaced += 1
    bytes += [0xEF, 0xBF, 0xBD]
  }

  private mutating func decodeUTF8(_ file: [UInt8], from start: Int) {
    var offset = start
    while offset < file.count {
      let length = UTF8Statistics.sequenceLength(file, at: offset)
      if length == 0 { replace() } else { bytes += file[offset..<(offset + length)] }
      offset += max(length, 1)
    }
  }

  private mutating func decodeUTF16(_ file: [UInt8], from start: Int, highByte: Int) {
    func unit(at offset: Int) -> UInt16? {
      guard offset + 1 < file.count else { return nil }
      return UInt16(file[offset + highByte]) << 8 | UInt16(file[offset + 1 - highByte])
    }
    var offset = start
    while offset < file.count {
      if let first = unit(at: offset) {
        if let scalar = Unicode.Scalar(first) {
          append(scalar)
        } else if first < 0xDC00, let second = unit(at: offset + 2), (0xDC00...0xDFFF).contains(second) {
          append(Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))!)
          offset += 2
        } else {
          replace()
        }
      } else {
        replace()
      }
      offset += 2
    }
  }

  /// 0x80 to 0x9F of Windows-1252; 0 where it defines nothing. The rest of the table is ISO 8859-1.
  private static let windowsMarks: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  /// Where ISO 8859-15 differs from ISO 8859-1.
  private static let latin9Marks: [UInt8: UInt32] = [
    0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153, 0xBE: 0x178,
  ]

  private mutating func decodeWestern(_ file: [UInt8], _ changes: [UInt8: UInt32] = [:]) {
    for byte in file {
      if byte < 0x80 {
        bytes.append(byte)
      } else if !changes.isEmpty, let mark = changes[byte].flatMap(Unicode.Scalar.init) {
        append(mark)
      } else if byte >= 0xA0 {
        append(Unicode.Scalar(byte))
      } else if let mark = Unicode.Scalar(Self.windowsMarks[Int(byte) - 0x80]), mark.value != 0 {
        append(mark)
      } else {
        replace()
      }
    }
  }
}

/// A model or lexicon as a file of named sections, embedded in the binary or read from outside.
///
/// Layout, little endian: the magic `WBMODEL1`; 32 bytes SHA-256 of everything behind the header; a 32-bit length of
/// that; a 32-bit count of sections; then for each section a 32-byte name padded with zeros, a 32-bit offset from the
/// end of the section table and a 32-bit length; then the sections, each on an 8-byte boundary of the file.
public struct ModelFile: @unchecked Sendable {
  /// What is wrong with a model file.
  public enum Problem: Error, Equatable, CustomStringConvertible {
    case foreign
    case truncated(expected: Int, actual: Int)
    case damaged(String)
    case missing(section: String)

    public var description: String {
      switch self {
      case .foreign: "not a workbench model (its first bytes are not WBMODEL1)"
      case .truncated(let expected, let actual): "truncated: \(actual) of \(expected) bytes"
      case .damaged(let what): "damaged: \(what)"
      case .missing(let section): "has no section '\(section)': made by another version"
      }
    }
  }

  static let magic = Array("WBMODEL1".utf8)
  static let headerSize = 48
  static let entrySize = 40

  /// The whole file. Lives as long as the process: embedded bytes do, and a file from outside is never freed.
  public let bytes: UnsafeRawBufferPointer
  private let sections: [String: Range<Int>]

  /// Checks magic, length and the bounds of every section; the hash is checked by whoever has a hash function.
  public init(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    guard bytes.count >= 8, bytes.prefix(8).elementsEqual(Self.magic) else { throw .foreign }
    guard bytes.count >= Self.headerSize else { throw .truncated(expected: Self.headerSize, actual: bytes.count) }
    func word(_ offset: Int) -> Int {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    let length = word(40)
    guard bytes.count == Self.headerSize + length else {
      throw .truncated(expected: Self.headerSize + length, actual: bytes.count)
    }
    let count = word(44)
    guard count <= 256, count * Self.entrySize <= length else { throw .damaged("section table") }
    let base = Self.headerSize + count * Self.entrySize
    var sections: [String: Range<Int>] = [:]
    for index in 0..<count {
      let entry = Self.headerSize + index * Self.entrySize
      let name = String(decoding: bytes[entry..<(entry + 32)].prefix { $0 != 0 }, as: UTF8.self)
      let start = base + word(entry + 32)
      let end = start + word(entry + 36)
      guard start % 8 == 0, end <= bytes.count, sections[name] == nil else { throw .damaged("section '\(name)'") }
      sections[name] = start..<end
    }
    self.bytes = bytes
    self.sections = sections
  }

  /// The SHA-256 that the header states.
  public var statedHash: [UInt8] { Array(bytes[8..<40]) }
  /// What the hash is of: everything behind the 48 bytes of the header.
  public var payload: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...]) }
  /// The names of the sections, sorted.
  public var sectionNames: [String] { sections.keys.sorted() }

  /// The bytes of a section.
  public func section(_ name: String) throws(Problem) -> UnsafeRawBufferPointer {
    guard let range = sections[name] else { throw .missing(section: name) }
    return UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  /// A section as an array of little-endian integers of this machine's width.
  public func values<Value: FixedWidthInteger>(
    _ name: String, as type: Value.Type
  ) throws(Problem) -> UnsafeBufferPointer<Value> {
    let section = try section(name)
    guard section.count % MemoryLayout<Value>.stride == 0 else { throw .damaged("length of section '\(name)'") }
    return section.bindMemory(to: Value.self)
  }

  /// The file made of `sections`; `hash` is SHA-256.
  public static func encode(_ sections: [(name: String, bytes: [UInt8])], hash: ([UInt8]) -> [UInt8]) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(value).littleEndian, Array.init) }
    let base = headerSize + sections.count * entrySize
    var table: [UInt8] = []
    var body: [UInt8] = []
    for section in sections {
      while (base + body.count) % 8 != 0 { body.append(0) }
      let name = Array(section.name.utf8.prefix(32))
      table += name + [UInt8](repeating: 0, count: 32 - name.count) + word(body.count) + word(section.bytes.count)
      body += section.bytes
    }
    let payload = table + body
    return magic + hash(payload) + word(payload.count) + word(sections.count) + payload
  }
}

import Analysis
import Crypto
import Foundation

extension DataOptions {
  /// The bytes of a gzip-compressed file of the data folder.
  func readCompressed(_ path: String) throws -> Data {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", URL(fileURLWithPath: data).appendingPathComponent(path).path]
    let output = Pipe()
    gzip.standardOutput = output
    try gzip.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    guard gzip.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
    return bytes
  }

  /// Writes a model file and its card; the card's last lines are the size and the hash that the file states.
  func writeModel(_ sections: [(name: String, bytes: [UInt8])], name: String, card: String) throws {
    let file = ModelFile.encode(sections) { Array(SHA256.hash(data: $0)) }
    try write(file, to: name + ".model")
    let hash = file[8..<40].map { String(format: "%02x", $0) }.joined()
    let footer = "\n## File\n\n`\(name).model`, \(file.count) bytes, SHA-256 of the payload `\(hash)`.\n"
    try write(Array((card + footer).utf8), to: name + ".md")
    print("\(name).model: \(file.count) bytes")
  }

  /// Opens a model file of the models folder.
  func openModel(_ name: String) throws -> ModelFile {
    let url = URL(fileURLWithPath: models).appendingPathComponent(name + ".model")
    return try Self.keep(Array(Data(contentsOf: url)))
  }

  /// A model file over a copy of `bytes` that is never freed.
  static func keep(_ bytes: [UInt8]) throws -> ModelFile {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    memory.copyBytes(from: bytes)
    return try ModelFile(UnsafeRawBufferPointer(memory))
  }
}

/// Strings of a model file: each a byte of length and its UTF-8; equal strings are kept once.
struct StringPool {
  private(set) var bytes: [UInt8] = [0]
  private var offsets: [String: UInt32] = ["": 0]

  /// The offset of `string`, which is cut at 255 bytes.
  mutating func offset(_ string: String) -> UInt32 {
    if let offset = offsets[string] { return offset }
    let offset = UInt32(bytes.count)
    let utf8 = Array(string.utf8.prefix(255))
    bytes.append(UInt8(utf8.count))
    bytes += utf8
    offsets[string] = offset
    return offset
  }

  /// The string at an offset.
  func string(_ offset: UInt32) -> String {
    let start = Int(offset) + 1
    return String(decoding: bytes[start..<(start + Int(bytes[start - 1]))], as: UTF8.self)
  }
}

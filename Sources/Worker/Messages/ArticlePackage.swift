import ArticleModel

/// An article's bytes with the settings that belong to it alone, where both cross as one piece.
public enum ArticlePackage {
  /// The length of the settings in four bytes, little-endian, the settings as JSON, the bytes.
  public static func packed(_ bytes: [UInt8], _ settings: [String: String]) -> [UInt8] {
    let header = JSONValue.object(settings.mapValues { .string($0) }).encoded()
    return withUnsafeBytes(of: UInt32(header.count).littleEndian) { Array($0) } + header + bytes
  }

  /// The bytes and settings in what `packed` made; `nil` when it is something else.
  public static func unpacked(_ package: [UInt8]) -> (bytes: [UInt8], settings: [String: String])? {
    guard package.count >= 4 else { return nil }
    let length = package[..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= package.count - 4,
      case .object(let members)? = try? JSONValue(parsing: Array(package[4..<(4 + length)]))
    else { return nil }
    return (Array(package[(4 + length)...]), members.compactMapValues(\.text))
  }
}

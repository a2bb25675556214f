/// Something a plugin may do beyond reading the text, its tokens and its sentences; what is not granted does not exist
/// in the plugin's state.
public enum Capability: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Reads the facts of a layer, such as `read:quotes`.
  case read(layer: String)
  /// Adds facts to a layer, such as `add:events`.
  case add(layer: String)
  /// Reads the plugin's own data files.
  case data
  /// Writes report files beneath the folder the user names.
  case reports

  /// The capability written `text`, or `nil` when there is none.
  public init?(_ text: String) {
    switch text {
    case "data": self = .data
    case "reports": self = .reports
    default:
      guard let colon = text.firstIndex(of: ":") else { return nil }
      let layer = String(text[text.index(after: colon)...])
      guard PluginName.isLayer(layer) else { return nil }
      switch text[..<colon] {
      case "read": self = .read(layer: layer)
      case "add": self = .add(layer: layer)
      default: return nil
      }
    }
  }

  /// As manifests write it.
  public var description: String {
    switch self {
    case .read(let layer): "read:\(layer)"
    case .add(let layer): "add:\(layer)"
    case .data: "data"
    case .reports: "reports"
    }
  }

  /// What granting it means, for the person who is asked.
  public var meaning: String {
    switch self {
    case .read(let layer): "read the \(layer) that other analysers found"
    case .add(let layer): "add facts to the layer '\(layer)'"
    case .data: "read the data files that come with it"
    case .reports: "write report files into the output folder you name"
    }
  }

  public static func < (left: Capability, right: Capability) -> Bool { left.description < right.description }
}

/// How plugins, layers and files may be called.
public enum PluginName {
  /// Whether `text` can be a plugin's id: 2 to 64 small letters, digits and single hyphens, beginning with a letter.
  public static func isID(_ text: String) -> Bool {
    guard (2...64).contains(text.utf8.count), let first = text.utf8.first, isSmallLetter(first) else { return false }
    guard text.utf8.allSatisfy({ isSmallLetter($0) || isDigit($0) || $0 == 0x2D }) else { return false }
    return !text.hasSuffix("-") && !text.contains("--")
  }

  /// Whether `text` can be a layer's name: 1 to 64 small letters, digits, underscores and hyphens.
  public static func isLayer(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count), let first = text.utf8.first, isSmallLetter(first) else { return false }
    return text.utf8.allSatisfy { isSmallLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F }
  }

  /// What is wrong with `path` as the name of a plugin's file, or `nil`.
  ///
  /// A path is relative, has at most eight parts of ASCII letters, digits, `.`, `-` and `_`, and no part begins with a
  /// dot; so it means the same on every system and never leaves its folder.
  public static func problem(withPath path: String) -> String? {
    if path.isEmpty { return "the name is empty" }
    if path.utf8.count > 100 { return "the name is longer than 100 bytes" }
    if path.hasPrefix("/") { return "the name is absolute" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 8 { return "the name has more than 8 parts" }
    for part in parts {
      if part.isEmpty { return "the name has an empty part" }
      if part.hasPrefix(".") { return "a part of the name begins with a dot" }
      let isPlain = part.utf8.allSatisfy { byte in
        isSmallLetter(byte) || (0x41...0x5A).contains(byte) || isDigit(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
      }
      if !isPlain { return "the name has a character other than ASCII letters, digits, '.', '-' and '_'" }
    }
    return nil
  }

  private static func isSmallLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

public import ArticleModel
import Crypto

/// The files of a plugin: names and bytes, checked, in the order of their names.
public struct PluginFiles: Hashable, Sendable {
  /// The bounds that a plugin keeps.
  public enum Limit {
    public static let files = 1000
    /// Bytes of one file, and of all together.
    public static let file = 8 << 20
    public static let total = 32 << 20
  }

  /// Bytes by name, such as `lexicons/groups.tsv`.
  public private(set) var contents: [String: [UInt8]] = [:]

  /// The names, sorted by their bytes.
  public var names: [String] { contents.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// No files.
  public init() {}

  /// Adds a file.
  ///
  /// - Throws: a `PluginProblem` where the name or the content is not what a plugin may hold.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws(PluginProblem) {
    if let problem = PluginName.problem(withPath: name) { throw PluginProblem(problem, file: name) }
    if contents.keys.contains(where: { $0.lowercased() == name.lowercased() }) {
      throw PluginProblem("two files bear this name, or names that differ by capitals only", file: name)
    }
    // A file cannot be a folder as well.
    if contents.keys.contains(where: { $0.hasPrefix(name + "/") || name.hasPrefix($0 + "/") }) {
      throw PluginProblem("the name is that of a file and of a folder", file: name)
    }
    if bytes.count > Limit.file { throw PluginProblem("the file is larger than \(Limit.file >> 20) MiB", file: name) }
    if contents.count >= Limit.files { throw PluginProblem("a plugin has at most \(Limit.files) files") }
    if total + bytes.count > Limit.total { throw PluginProblem("a plugin has at most \(Limit.total >> 20) MiB") }
    if bytes.first == 0x1B, bytes.starts(with: [0x1B, 0x4C, 0x75, 0x61]) {
      throw PluginProblem("the file is compiled Lua, which nobody can read", file: name)
    }
    if name.hasSuffix(".lua"), !Self.isText(bytes) { throw PluginProblem("the Lua file is not UTF-8 text", file: name) }
    total += bytes.count
    contents[name] = bytes
  }

  private var total = 0

  private static func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && !bytes.contains(0x1B) && String(validating: bytes, as: UTF8.self) != nil
  }

  /// The manifest, or what is wrong with it or with the files it speaks of.
  public func manifest(folder: String) -> (manifest: PluginManifest?, problems: [Diagnostic]) {
    let file = folder + "/" + PluginManifest.fileName
    guard let bytes = contents[PluginManifest.fileName] else {
      let remedy = "`workbench plugin new NAME` writes a plugin to start from"
      return (nil, [Diagnostic(.error, code: "manifest", "there is no plugin.json", remedy: remedy, file: folder)])
    }
    var (manifest, problems) = ManifestReader.read(bytes, file: file)
    if let entry = manifest?.entry, contents[entry] == nil {
      problems.append(Diagnostic(.error, code: "manifest", "the file '\(entry)' is not there", file: file, line: 1))
      manifest = nil
    }
    if let manifest, manifest.kind == .lexicon,
      let code = names.first(where: { $0.hasSuffix(".lua") && !$0.hasPrefix("tests/") })
    {
      problems.append(
        Diagnostic(.error, code: "manifest", "a lexicon has no code, and '\(code)' is Lua", file: file, line: 1))
      return (nil, problems)
    }
    if let manifest {
      for table in LexiconFile.allCases where contents[table.fileName] != nil {
        guard !manifest.capabilities.contains(.add(layer: table.layer)) else { continue }
        problems.append(
          Diagnostic(
            .error, code: "manifest",
            "'\(table.fileName)' changes the \(table.layer), and the capability add:\(table.layer) is not asked for",
            remedy: "add \"\(table.layer)\" to 'provides' and \"add:\(table.layer)\" to 'capabilities'", file: file,
            line: 1))
      }
    }
    if let manifest, let frames = names.first(where: LexiconFile.isFrameFile),
      !manifest.capabilities.contains(.add(layer: "events"))
    {
      problems.append(
        Diagnostic(
          .error, code: "manifest", "'\(frames)' finds events, and the capability add:events is not asked for",
          remedy: "add \"events\" to 'provides' and \"add:events\" to 'capabilities'", file: file, line: 1))
    }
    return (problems.isEmpty ? manifest : nil, problems)
  }

  /// SHA-256 of `bytes`, lower-case hexadecimal.
  public static func sha256(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Why a plugin is refused.
public struct PluginProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// In one sentence without a full stop.
  public var message: String
  /// The file within the plugin.
  public var file: String?
  /// What to do about it.
  public var remedy: String?

  /// A problem, of one file or of the whole.
  public init(_ message: String, file: String? = nil, remedy: String? = nil) {
    self.message = message
    self.file = file
    self.remedy = remedy
  }

  public var description: String { (file.map { "'\(TerminalEscape.shown($0))': " } ?? "") + message }
}

/// Names from outside as a message may show them.
enum TerminalEscape {
  /// `text` with everything but printing ASCII and letters replaced, at most 80 characters.
  static func shown(_ text: String) -> String {
    String(text.prefix(80).map { $0.isLetter || $0.isNumber || ($0.isASCII && $0 >= " " && $0 != "\u{7F}") ? $0 : "?" })
  }
}

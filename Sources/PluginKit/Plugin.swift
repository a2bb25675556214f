public import ArticleModel

/// A plugin that was read whole: its files, what it says of itself, and the hash of its archive.
public struct Plugin: Sendable {
  public let manifest: PluginManifest
  public let files: PluginFiles
  /// SHA-256 of the archive, lower-case hexadecimal.
  public let sha256: String
  /// Folder or archive, as messages name it.
  public let place: String

  public var id: String { manifest.id }

  /// The version as facts state it: with the beginning of the archive's hash, so that it names the content too.
  public var versionWithHash: String { "\(manifest.version)+sha256.\(sha256.prefix(12))" }

  /// Unpacks and checks an archive.
  ///
  /// - Throws: a `PluginRefusal` with every problem that was found.
  public init(archive: [UInt8], place: String) throws(PluginRefusal) {
    let files: PluginFiles
    do {
      files = try PluginArchive.unpack(archive)
    } catch {
      throw PluginRefusal([error.diagnostic(in: place)])
    }
    try self.init(files, sha256: PluginFiles.sha256(archive), place: place)
  }

  /// Checks the files of a folder, which are packed to know their hash.
  public init(_ files: PluginFiles, place: String) throws(PluginRefusal) {
    try self.init(files, sha256: PluginFiles.sha256(PluginArchive.pack(files)), place: place)
  }

  private init(_ files: PluginFiles, sha256: String, place: String) throws(PluginRefusal) {
    let (manifest, problems) = files.manifest(folder: place)
    guard let manifest, problems.isEmpty else { throw PluginRefusal(problems) }
    self.manifest = manifest
    self.files = files
    self.sha256 = sha256
    self.place = place
  }

  /// A plugin without files, for the reference of the API.
  public init(reference manifest: PluginManifest) {
    self.manifest = manifest
    files = PluginFiles()
    sha256 = ""
    place = ""
  }

  /// The Lua modules that its code may require, by name: `helpers.dates` for `helpers/dates.lua`. Tests are none.
  public var modules: [(name: String, file: String)] {
    files.names.filter { $0.hasSuffix(".lua") && $0 != manifest.entry && !$0.hasPrefix("tests/") }
      .map { ($0.dropLast(4).split(separator: "/").joined(separator: "."), $0) }
  }

  /// The word lists that queries of its frames may call `$name`: the first columns of the tables in `lexicons/`, by
  /// their names, `meeting-nouns.tsv` as `meeting_nouns`.
  public var wordLists: [String: [String]] {
    var lists: [String: [String]] = [:]
    for name in files.names where name.hasPrefix("lexicons/") && name.hasSuffix(".tsv") {
      if LexiconFile.allCases.contains(where: { $0.fileName == name }) { continue }
      lists[Self.listName(of: name)] = Self.rows(files.contents[name] ?? []).map { String($0[0]) }.filter {
        !$0.isEmpty
      }
    }
    return lists
  }

  /// The name of the word list in a file.
  public static func listName(of file: String) -> String {
    let stem = file.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    return String(stem.map { $0 == "-" ? "_" : $0 })
  }

  /// The rows of a table, each split at its tabs; lines that begin with `#` are none.
  public static func rows(_ bytes: [UInt8]) -> [[Substring]] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
  }

  /// Whether it describes kinds of events to the analyser of events, in files or, as far as its text tells, in code.
  public var bringsFrames: Bool { files.names.contains(where: LexiconFile.isFrameFile) || mayDeclareFrames }

  /// Whether its code may declare kinds of events: nothing is evaluated.
  public var mayDeclareFrames: Bool {
    let call = Array(".frame".utf8)
    return files.names.contains { name in
      name.hasSuffix(".lua") && !name.hasPrefix("tests/") && files.contents[name]?.firstRange(of: call) != nil
    }
  }

  /// The bytes of a file.
  public func file(_ name: String) -> [UInt8]? { files.contents[name] }

  /// How a file of the plugin is named in messages.
  public func path(of file: String) -> String { "\(place)/\(file)" }
}

/// Why a plugin cannot be used: everything that is wrong with it.
public struct PluginRefusal: Error, Sendable {
  public let problems: [Diagnostic]

  /// A refusal for these reasons.
  public init(_ problems: [Diagnostic]) { self.problems = problems }
}

extension PluginProblem {
  /// The problem of the plugin at `place`.
  public func diagnostic(in place: String) -> Diagnostic {
    Diagnostic(.error, code: "plugin", description, remedy: remedy, file: place)
  }
}

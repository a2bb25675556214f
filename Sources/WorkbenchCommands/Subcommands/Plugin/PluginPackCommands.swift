import ArgumentParser
import ArticleModel
import Glibc
import PluginKit

/// `workbench plugin pack DIR`
struct PluginPackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Pack a plugin's folder into one archive, NAME-VERSION.tar.",
    discussion: "The same files give the same bytes, on any machine. Files whose names begin with a dot are left out.")

  @Argument(help: "The plugin's folder.", completion: .directory) var folder: String
  @Option(help: ArgumentHelp("Where the archive goes.", valueName: "folder"), completion: .directory) var output = "."
  @Option(help: ArgumentHelp("Sign it with this key, made by `workbench plugin key`.", valueName: "file")) var sign:
    String?

  func run() throws {
    try reportingPlugins {
      let (plugin, archive) = try PluginFolder.plugin(folder)
      // What is packed is what will be installed: read it back as a stranger would.
      _ = try PluginInspection.describe(archive, place: folder)
      let path = "\(output)/\(plugin.id)-\(plugin.manifest.version).tar"
      if let sign {
        let key = try SigningKey.read(sign)
        do {
          let signature = try PluginSignature(plugin.manifest, sha256: plugin.sha256, privateKey: key)
          try WholeFile.write(signature.file, to: path + ".sig", mode: 0o644)
        } catch let problem as PluginProblem {
          throw PluginCommandProblem(problem, place: sign)
        }
      } else {
        unlink(path + ".sig")
      }
      try WholeFile.write(archive, to: path, mode: 0o644)
      Streams.write("\(plugin.sha256)  \(path)\n".utf8, to: STDOUT_FILENO)
    }
  }
}

/// `workbench plugin key FILE`
struct PluginKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make a key to sign plugins with (Ed25519), readable by you alone.",
    discussion: "Keep it: those who installed your plugins expect the next version to be signed with it.")

  @Argument(help: "The file to write.") var file: String

  func run() throws {
    try reportingPlugins {
      guard access(file, F_OK) != 0 else { throw PluginCommandProblem("the file exists already", file: file) }
      let key = PluginSignature.makePrivateKey()
      let digits = key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      try WholeFile.write(Array((digits + "\n").utf8), to: file)
      Streams.write("\(file)\n".utf8, to: STDOUT_FILENO)
    }
  }
}

/// A private key in its file: 64 hexadecimal digits.
enum SigningKey {
  static func read(_ path: String) throws(PluginCommandProblem) -> [UInt8] {
    let wrong = PluginCommandProblem(
      "this is no signing key", file: path, remedy: "`workbench plugin key FILE` makes one")
    guard let bytes = try WholeFile.read(path, limit: 4096) else { throw wrong }
    let digits = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    guard digits.utf8.count == 64 else { throw wrong }
    var key: [UInt8] = []
    var rest = digits[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { throw wrong }
      key.append(byte)
      rest = rest.dropFirst(2)
    }
    return key
  }
}

/// `workbench plugin index DIR`
struct PluginIndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Make a folder of archives and plugin folders a registry: writes its index.json.")

  @Argument(help: "The folder.", completion: .directory) var folder: String

  func run() throws {
    try reportingPlugins {
      let registry = try PluginRegistry.index(of: folder)
      try WholeFile.write(registry.file, to: "\(folder)/\(PluginRegistry.fileName)", mode: 0o644)
      Streams.write("\(registry.rows.count) plugins in \(folder)/\(PluginRegistry.fileName)\n".utf8, to: STDOUT_FILENO)
    }
  }
}

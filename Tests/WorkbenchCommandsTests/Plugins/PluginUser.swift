import Glibc

/// Somebody with a home folder and a folder of work of their own.
final class PluginUser {
  private let folder = TemporaryFolder()
  var work: String { folder.path + "/work" }
  var home: String { folder.path + "/home" }
  private var program = Program()

  init() {
    mkdir(work, 0o700)
    mkdir(home, 0o700)
    program.home = home
  }

  /// Runs `workbench` with these arguments in the folder of work, or in one beneath it.
  @discardableResult func run(_ arguments: String..., input: String = "", in part: String? = nil) -> Program.Result {
    program.run(arguments, input: Array(input.utf8), in: part.map { "\(work)/\($0)" } ?? work)
  }

  /// Writes a file in the folder of work; folders on the way are made.
  @discardableResult func file(_ name: String, _ text: String) -> String { file(name, bytes: Array(text.utf8)) }

  @discardableResult func file(_ name: String, bytes: [UInt8]) -> String {
    var path = work
    for part in name.split(separator: "/").dropLast() {
      path += "/" + part
      mkdir(path, 0o700)
    }
    TemporaryFolder.write(bytes, to: "\(work)/\(name)")
    return name
  }

  func text(_ name: String) -> String { TemporaryFolder.read("\(work)/\(name)") }

  /// Changes a file of the folder of work.
  func change(_ name: String, _ old: String, _ new: String) {
    var text = text(name)
    guard let range = text.firstRange(of: old) else { return }
    text.replaceSubrange(range, with: new)
    file(name, text)
  }

  func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The mode of a file, without its kind.
  func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  /// Writes the folder of a small extractor that adds a layer.
  func extractor(
    _ id: String, version: String = "1.0.0", capabilities: [String] = ["add:sighting"], kind: String = "extractor",
    more: String = "", code: String? = nil
  ) {
    let provides = capabilities.filter { $0.hasPrefix("add:") }.map { "\"\($0.dropFirst(4))\"" }.joined(separator: ", ")
    let asked = capabilities.map { "\"\($0)\"" }.joined(separator: ", ")
    file(
      "\(id)/plugin.json",
      """
      { "id": "\(id)", "version": "\(version)", "api": "^1.0.0", "kind": "\(kind)", "authors": ["A. Nonym"],
        "licence": "MIT", "description": "A test.", "provides": [\(provides)], "capabilities": [\(asked)]\(more) }
      """)
    let standard = """
      require "plugin".rule "gauge" { match = [[ "pluviomètre" ]], layer = "sighting" }
      """
    file("\(id)/init.lua", code ?? standard)
  }
}

/// An article in which the small extractor finds something.
let gaugeArticle = """
  Pluies

  Le pluviomètre de Tessala a débordé le 3 mars 2025.
  """

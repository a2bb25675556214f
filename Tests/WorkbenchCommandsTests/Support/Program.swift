import Glibc

/// The built program, run as a user runs it.
struct Program {
  /// What a run left behind.
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The folder of the package.
  static let root = String(#filePath.dropLast("/Tests/WorkbenchCommandsTests/Support/Program.swift".count))

  /// The folder with what the build made: the test bundle lies in it.
  static let products: String = {
    let arguments = CommandLine.arguments
    let path =
      arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
      ?? arguments.first { $0.contains(".xctest") } ?? ""
    let bundle = path.split(separator: "/", omittingEmptySubsequences: false)
    let end = bundle.firstIndex { $0.hasSuffix(".xctest") } ?? bundle.count - 1
    return bundle[..<end].joined(separator: "/")
  }()

  var executable = Program.products + "/workbench"

  /// The user's home folder.
  var home = "/tmp"

  /// Runs the program with `arguments` in `folder`, with `input` on standard input.
  func run(_ arguments: [String], input: [UInt8] = [], in folder: String = Program.root) -> Result {
    let base = "/tmp/workbench-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let files = ["in", "out", "err"].map { "\(base).\($0)" }
    defer { files.forEach { unlink($0) } }
    TemporaryFolder.write(input, to: files[0])
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let command = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder, executable] + arguments
    let words = command.map { (word: String) in strdup(word) }
    defer { words.forEach { free($0) } }
    let variables = ["PATH=/usr/bin:/bin", "HOME=\(home)"].map { (word: String) in strdup(word) }
    defer { variables.forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, command[0], &actions, nil, words + [nil], variables + [nil])
    guard failure == 0 else { return Result(status: -1, output: "", errors: String(cString: strerror(failure))) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    return Result(status: code, output: TemporaryFolder.read(files[1]), errors: TemporaryFolder.read(files[2]))
  }
}

extension Program {
  /// Runs a script with three workers, each of which somebody kills.
  func runKillingWorkers(_ script: String, over articles: String) -> Result {
    var shell = self
    shell.executable = "/bin/sh"
    let killing = """
      "$0" run "$1" "$2" --workers 3 & P=$!
      for round in 1 2 3; do
        sleep 0.1
        C=$(ps --ppid $P -o pid= | sed -n ${round}p)
        if [ -n "$C" ]; then kill -9 $C; fi
      done
      wait $P
      """
    return shell.run(["-c", killing, executable, script, articles])
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() {
    path = "/tmp/workbench-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    mkdir(path, 0o700)
  }

  deinit { _ = system("rm -rf '\(path)'") }

  /// Writes a file and returns its path.
  @discardableResult func file(_ name: String, _ text: String) -> String { file(name, bytes: Array(text.utf8)) }

  /// Writes a file and returns its path.
  @discardableResult func file(_ name: String, bytes: [UInt8]) -> String {
    Self.write(bytes, to: "\(path)/\(name)")
    return "\(path)/\(name)"
  }

  /// The names in the folder, sorted.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }

  static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: result, as: UTF8.self) }
      result += buffer[..<count]
    }
  }
}

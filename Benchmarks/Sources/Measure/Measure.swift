import Analysis
import ArticleLoading
import ArticleModel
import Glibc
import LuaRuntime
import Scripting
import Worker

/// Prints what things cost, each beside something to compare it with in the same run.
///
/// Usage: Measure WORKBENCH [ARTICLE]: the release binary, and an article for the whole-process figures.
@main struct Measure {
  static func main() throws {
    guard CommandLine.arguments.count >= 2 else {
      print("usage: Measure WORKBENCH [ARTICLE]")
      exit(64)
    }
    let binary = CommandLine.arguments[1]
    let article = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : "../Examples/communique.txt"
    try Access.measure()
    Programs.measure(binary: binary, article: article)
    WholeProcess.measure(binary: binary, article: article)
    WorkerCost.measure(binary: binary)
    Throughput.measure(article: article)
  }
}

/// Seconds of the monotonic clock.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The least of `runs` times of `body`: noise only ever adds.
func least(_ runs: Int = 5, _ body: () -> Void) -> Double {
  (0..<runs).map { _ in
    let start = now()
    body()
    return now() - start
  }.min() ?? 0
}

func row(_ name: String, _ value: Double, _ unit: String, _ note: String = "") {
  let digits = value < 10 ? 2 : value < 100 ? 1 : 0
  let factor = [1.0, 10, 100][digits]
  let text = "\((value * factor).rounded() / factor)"
  print("  " + name.padded(46) + text.padded(12, right: true) + " " + unit.padded(10) + note)
}

extension String {
  func padded(_ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - count))
    return right ? space + self : self + space
  }
}

/// Bytes of the file at `path`.
func bytes(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { fatalError("cannot read \(path)") }
  defer { fclose(file) }
  var result: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return result }
    result += buffer[..<count]
  }
}

/// Runs a program with its output thrown away; false when it fails.
func runProgram(_ arguments: [String]) -> Bool {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  defer { posix_spawn_file_actions_destroy(&actions) }
  let words = arguments.map { (word: String) in strdup(word) }
  defer { words.forEach { free($0) } }
  var process: pid_t = 0
  guard posix_spawnp(&process, arguments[0], &actions, nil, words + [nil], environ) == 0 else { return false }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0, errno == EINTR {}
  return status == 0
}

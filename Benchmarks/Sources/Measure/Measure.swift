import Glibc

/// Prints what things cost, each beside something to compare it with in the same run.
///
/// Usage: Measure WORKBENCH [ARTICLE [SECTION…]]: the release binary, an article, and what to measure.
@main struct Measure {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let binary = arguments.first else {
      print("usage: Measure WORKBENCH [ARTICLE [access|programs|process|worker|throughput|growth …]]")
      exit(64)
    }
    let article = arguments.dropFirst().first ?? "../Examples/communique.txt"
    let sections = Set(arguments.dropFirst(2))
    func wants(_ section: String) -> Bool { sections.isEmpty || sections.contains(section) }
    if wants("process") { WholeProcess.measure(binary: binary, article: article) }
    if wants("worker") { WorkerCost.measure(binary: binary) }
    if wants("access") { try Access.measure() }
    if wants("programs") { Programs.measure(binary: binary, article: article) }
    if wants("throughput") { Throughput.measure(article: article) }
    if wants("growth") { Growth.measure(article: article) }
  }
}

func row(_ name: String, _ value: Double, _ unit: String, _ note: String = "") {
  let digits = value < 10 ? 2 : value < 100 ? 1 : 0
  let factor = [1.0, 10, 100][digits]
  let text = digits == 0 ? "\(Int(value.rounded()))" : "\((value * factor).rounded() / factor)"
  print("  " + name.padded(46) + text.padded(10, right: true) + " " + unit.padded(12) + note)
  fflush(nil)
}

/// A ratio with two decimals.
func ratio(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

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

import Glibc

/// Pure Lua programs in the sandbox and in Debian's interpreter, in turn; start-up and analysis taken off.
enum Programs {
  static func measure(binary: String, article: String) {
    print("Pure Lua programs, CPU time (start-up and the analysis of the article taken off)")
    let empty = "/tmp/workbench-measure-\(getpid()).lua"
    guard let file = fopen(empty, "w") else { return }
    fclose(file)
    defer { unlink(empty) }
    func sandbox(_ script: String) -> Double {
      ProgramCost(running: [binary, "run", script, article, "--time-limit", "60", "--memory-limit", "2048"]).cpu
    }
    func stock(_ script: String) -> Double { ProgramCost(running: ["lua5.4", script]).cpu }
    /// In turn, so that a slower moment of the machine meets both.
    func both(_ script: String) -> (own: Double, theirs: Double) {
      let times = (0..<7).map { _ in (sandbox(script), stock(script)) }
      return (times.map(\.0).min() ?? 0, times.map(\.1).min() ?? 0)
    }
    let start = both(empty)
    for name in ["recursion", "strings", "sort", "patterns", "captures", "pairs"] {
      let time = both("Programs/\(name).lua")
      let (own, theirs) = (time.own - start.own, time.theirs - start.theirs)
      row(
        name == "pairs" ? "pairs (in order)" : name, own * 1000, "ms",
        "\(ratio(own / theirs)) times lua5.4 (\(Int((theirs * 1000).rounded())) ms)")
    }
  }
}

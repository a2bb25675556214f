import Glibc

/// Pure Lua programs in the sandbox and in Debian's interpreter, whole process each, in turn.
enum Programs {
  static func measure(binary: String, article: String) {
    print("Pure Lua programs against lua5.4 (start-up and the analysis of the article taken off)")
    let folder = "Programs/"
    let empty = folder + ".empty.lua"
    guard let file = fopen(empty, "w") else { return }
    fclose(file)
    defer { unlink(empty) }
    func sandbox(_ script: String) -> Double {
      least { _ = runProgram([binary, "run", script, article, "--time-limit", "60", "--memory-limit", "2048"]) }
    }
    func stock(_ script: String) -> Double { least { _ = runProgram(["lua5.4", script]) } }
    let (emptySandbox, emptyStock) = (sandbox(empty), stock(empty))
    for name in ["recursion", "strings", "sort", "patterns", "pairs"] {
      let script = folder + name + ".lua"
      let own = sandbox(script) - emptySandbox
      let theirs = stock(script) - emptyStock
      row(
        name, own * 1000, "ms", "\((own / theirs * 100).rounded() / 100) times lua5.4 (\((theirs * 1000).rounded()) ms)"
      )
    }
  }
}

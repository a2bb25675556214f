import Glibc

/// Whole-process times, as a user waits for them.
enum WholeProcess {
  static func measure(binary: String, article: String) {
    print("Whole process, least of 15 runs (\(article))")
    let bare = "/tmp/workbench-bench-\(getpid()).lua"
    if let file = fopen(bare, "w") {
      fputs("print('x')\n", file)
      fclose(file)
    }
    defer { unlink(bare) }
    let lua = least(15) { _ = runProgram(["lua5.4", bare]) } * 1000
    row("lua5.4 with one print", lua, "ms")
    for (name, script) in [("run with one print", bare), ("run brief.lua", "../Scripts/brief.lua")] {
      let time = least(15) { _ = runProgram([binary, "run", script, article]) } * 1000
      row(name, time, "ms", "\((time / lua * 10).rounded() / 10) times lua5.4")
    }
    row("annotate", least(15) { _ = runProgram([binary, "annotate", article]) } * 1000, "ms")
    row("--version", least(15) { _ = runProgram([binary, "--version"]) } * 1000, "ms")
  }
}

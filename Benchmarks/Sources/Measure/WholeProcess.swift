import Glibc

/// Whole-process figures, as a user waits for them.
enum WholeProcess {
  static func measure(binary: String, article: String) {
    print("Whole process, least of 25 runs (\(article))")
    let bare = "/tmp/workbench-bench-\(getpid()).lua"
    if let file = fopen(bare, "w") {
      fputs("print('x')\n", file)
      fclose(file)
    }
    defer { unlink(bare) }
    let lua = ProgramCost.least(["lua5.4", bare], runs: 25)
    show("lua5.4 with one print", lua, lua)
    show("run with one print", ProgramCost.least([binary, "run", bare, article], runs: 25), lua)
    show("run brief.lua", ProgramCost.least([binary, "run", "../Scripts/brief.lua", article], runs: 25), lua)
    show("annotate", ProgramCost.least([binary, "annotate", article], runs: 25), lua)
    show("--version", ProgramCost.least([binary, "--version"], runs: 25), lua)
  }

  private static func show(_ name: String, _ cost: ProgramCost, _ lua: ProgramCost) {
    row(
      name, cost.wall * 1000, "ms",
      "\(ratio(cost.wall / lua.wall)) times lua5.4; CPU \(ratio(cost.cpu * 1000)) ms, \(cost.memory >> 20) MiB")
  }
}

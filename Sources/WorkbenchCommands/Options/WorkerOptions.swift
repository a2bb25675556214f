import ArgumentParser
import Glibc

/// How many articles are worked on at once.
struct WorkerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Articles to work on at once; all processors by default.", valueName: "number"))
  var workers: Int?

  func validate() throws {
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers takes 1 to 256") }
  }

  /// The number given, or that of the processors.
  var count: Int { workers ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

import ArgumentParser
import Worker

/// What the work on one article may use.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("CPU time an article may take, analysis and script together.", valueName: "seconds"))
  var timeLimit = 10.0

  @Option(help: ArgumentHelp("Memory an article may take.", valueName: "MiB"))
  var memoryLimit = 512

  func validate() throws {
    guard timeLimit > 0, timeLimit <= 86_400 else { throw ValidationError("--time-limit takes 0.001 to 86400 seconds") }
    guard (16...65_536).contains(memoryLimit) else { throw ValidationError("--memory-limit takes 16 to 65536 MiB") }
  }

  /// As limits of a job.
  var jobLimits: JobLimits {
    JobLimits(cpuTime: .milliseconds(max(1, Int64(timeLimit * 1000))), memory: memoryLimit << 20)
  }

  /// How a worker for such jobs is started: the program's own needs come on top of the script's memory.
  var workerConfiguration: WorkerConfiguration {
    WorkerConfiguration(memory: (memoryLimit + 256) << 20)
  }
}

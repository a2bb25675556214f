import Worker

/// What a worker costs: its start, and a job that does nothing.
enum WorkerCost {
  static func measure(binary: String) {
    print("Workers, time on the clock")
    let configuration = WorkerConfiguration(executable: binary)
    row(
      "start and end of a worker",
      leastWall(20) {
        let supervisor = Supervisor(configuration)
        _ = supervisor.start()
        supervisor.shutdown()
      } * 1000, "ms")
    let supervisor = Supervisor(configuration)
    _ = supervisor.start()
    let job = WorkerJob(kind: "none")
    row(
      "round trip of a refused job",
      leastWall(5) { for _ in 0..<1000 { _ = supervisor.run(job) { _ in } } } / 1000 * 1e6, "µs")
    supervisor.shutdown()
  }
}

extension WorkerPool {
  /// Runs one job in a worker of its own.
  public static func once(_ job: WorkerJob, _ configuration: WorkerConfiguration) -> Finished {
    var result = Finished(outcome: .died(.killed))
    var isGiven = false
    // Neither closure throws.
    try? WorkerPool(configuration, count: 1).run(
      next: { () -> (Int, WorkerJob)? in
        defer { isGiven = true }
        return isGiven ? nil : (0, job)
      }, deliver: { (_: Int, finished: Finished) in result = finished })
    return result
  }
}

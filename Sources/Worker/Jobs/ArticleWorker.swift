import LuaRuntime

/// The worker of this program: every kind of job it knows.
public enum ArticleWorker {
  /// Runs jobs until the host is gone.
  public static func run() -> Never {
    let sessions = SessionHolder()
    WorkerMain.run(interrupted: { RunningScript.current?.send() }) { job, channel in
      var job = job
      try EnabledPlugins.enable(for: &job, channel)
      return switch job.kind {
      case JobKind.run: try ScriptJob.run(job, channel)
      case JobKind.runCorpus: try CorpusScriptJob.run(job, channel)
      case JobKind.map: try MapJob.run(job, channel)
      case JobKind.merge: try MergeJob.run(job, channel)
      case JobKind.mapLine: try MapLineJob.run(job, channel)
      case JobKind.annotate: try AnnotateJob.run(job, channel)
      case JobKind.split: try SplitJob.run(job, channel)
      case JobKind.prepare: try PrepareJob.run(job, channel)
      case JobKind.prepareAgain: try PrepareJob.runAgain(job, channel)
      case JobKind.signatures: try SignaturesJob.run(job, channel)
      case JobKind.evaluate: try EvaluateJob.run(job, channel)
      case JobKind.query: try QueryJob.run(job, channel)
      case JobKind.corpusQuery: try CorpusQueryJob.run(job, channel)
      case JobKind.count: try CountJob.run(job, channel)
      case JobKind.why: try WhyJob.run(job, channel)
      case JobKind.inspectPlugin: try InspectPluginJob.run(job, channel)
      case JobKind.testPlugin: try TestPluginJob.run(job, channel)
      case _ where SessionJob.kinds.contains(job.kind): try sessions.run(job, channel)
      default: throw WorkerFailure(.unsupported, "no such job: \(job.kind)")
      }
    }
  }
}

/// The script under way, for the signal handler.
enum RunningScript {
  // A worker has one thread; the handler runs on it, and a script is set before it starts.
  nonisolated(unsafe) static var current: LuaInterrupt?
}

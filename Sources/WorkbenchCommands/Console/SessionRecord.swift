import Scripting
import Worker

/// The lines of a session that have succeeded: what a new worker runs again, and what `:save` writes.
struct SessionRecord {
  /// A line, or several that belong together.
  struct Line: Equatable {
    /// The chunk's name in messages.
    var name: String
    var source: String
    /// Whether it is a script that was run.
    var isScript = false
    /// The modules that came with it.
    var modules: [WorkerJob.Chunk] = []
    /// The numbers of the results it has given; empty for statements.
    var results: Range<Int> = 0..<0
    var cpuMicroseconds: Int64 = 0
    var limits = JobLimits()

    /// The job that runs it.
    func job(silent: Bool, options: [String: String] = [:]) -> WorkerJob {
      var options = options
      if silent {
        options[SessionOption.silent] = "yes"
        options[SessionOption.firstResult] = String(max(results.lowerBound, 1))
      }
      return WorkerJob(
        kind: SessionJob.evaluate, options: options,
        chunks: [.init(key: isScript ? SessionJob.script : "line", path: name, source: Array(source.utf8))] + modules,
        limits: limits)
    }
  }

  private(set) var lines: [Line] = []

  /// Only looking takes no longer than this in microseconds to be worth running again.
  private static let patience = 1_000_000

  mutating func append(_ line: Line) { lines.append(line) }

  mutating func remove(_ line: Line) { lines.removeAll { $0 == line } }

  /// The lines that make a new worker's session what this one is: all of them but those that have shown a value, took
  /// long and are not referred to.
  var replayed: [Line] {
    let used = usedResults
    return lines.filter { line in
      line.results.isEmpty || line.cpuMicroseconds <= Self.patience || !used.isDisjoint(with: line.results)
    }
  }

  /// The results that later lines refer to by `_` or `_1`.
  private var usedResults: Set<Int> {
    var used: Set<Int> = []
    var last = 0
    for line in lines {
      for name in ScriptSource.names(in: Array(line.source.utf8)) where name.hasPrefix("_") {
        if name == "_" { used.insert(last) } else if let number = Int(name.dropFirst()) { used.insert(number) }
      }
      if !line.results.isEmpty { last = line.results.lowerBound }
    }
    return used
  }

  /// The lines as a script: what showed a value prints it.
  var script: String {
    let used = usedResults
    var text = "-- Saved from workbench console.\nlocal report = require \"report\"\n\n"
    for line in lines {
      if line.isScript {
        // A script may end with a return, and has locals of its own.
        let source = line.source.hasPrefix("#") ? line.source.drop { !$0.isNewline } : line.source[...]
        text += ";(function(...)\n\(source)\nend)()"
      } else if line.results.isEmpty {
        text += line.source
      } else if !used.isDisjoint(with: line.results) {
        let names = line.results.map { "_\($0)" }.joined(separator: ", ")
        text += "\(names) = \(line.source)\n_ = _\(line.results.lowerBound)"
      } else {
        text += line.source.contains("--") ? "print(\(line.source)\n)" : "print(\(line.source))"
      }
      text += "\n"
    }
    return text
  }
}

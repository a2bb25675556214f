import Analysis
import ArticleModel
import PatternQuery
import Reporting

/// Matches a query over an article; the result is the rows of its concordance.
struct QueryJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first, let text = job.options[JobOption.query] else {
      throw WorkerFailure(.unsupported, "a query and an article are needed")
    }
    let lists = WordListFile.lists(job.inputs.dropFirst())
    let query: PatternQuery
    do {
      query = try PatternQuery(text, lists: lists)
    } catch {
      throw WorkerFailure(.unsupported, "bad query, " + error.rendered)
    }
    var options = job.options
    options[JobOption.layers] = layers(for: query)
    let article = try ArticlePreparation(options).article(from: input)
    let bound = BoundQuery(query, to: ArticleTokenSource(article))
    bound.shouldStop = { channel.isInterrupted || channel.cpuTimeLeft == .zero }
    let matches = bound.matches(
      strategy: job.options[JobOption.strategy].flatMap(MatchStrategy.init),
      limit: job.options[JobOption.limit].flatMap { Int($0) } ?? .max)
    if channel.isInterrupted { throw WorkerFailure(.interrupted, "interrupted") }
    if channel.cpuTimeLeft == .zero {
      throw WorkerFailure(.cpuTime, "stopped: analysis and query may take \(job.limits.cpuTime?.seconds ?? 0) s")
    }
    let context = ConcordanceContext(job.options[JobOption.context] ?? "") ?? .standard
    let rows = KeywordsInContext(article, context: context).rows(of: matches, labels: query.labels)
    try channel.count(facts: rows.count)
    try channel.writeResult(ConcordanceRow.encoded(rows))
    // Only what bears on this query: nobody who looks for words needs to hear of a missing date.
    let readsDates = !Set(["date", "event"]).isDisjoint(with: query.structures)
    for diagnostic in article.diagnostics where diagnostic.severity != .note {
      if diagnostic.code != "no-date" || readsDates { try channel.report(diagnostic) }
    }
    if bound.isIncomplete {
      try channel.report(
        Diagnostic(
          .warning, code: "incomplete-search", "the query leaves too many ways open; matches may be missing",
          remedy: "say more between the labels, or keep the match within s"))
    }
    return 0
  }

  /// The layers that must be made for `query` to see all it asks for, divided by commas.
  private static func layers(for query: PatternQuery) -> String {
    var layers: Set<Layer> = [.tokens, .sentences]
    for column in query.columns {
      switch column {
      case "lemma": layers.insert(.lemmas)
      case "pos", "feats": layers.insert(.partsOfSpeech)
      case "ent": layers.insert(.mentions)
      case "entity": layers.formUnion([.mentions, .entities, .references])
      case "head", "deprel": layers.formUnion([.dependencies, .lemmas])
      default: break
      }
    }
    for structure in query.structures {
      switch structure {
      case "ent": layers.formUnion([.mentions, .entities])
      case "ref": layers.formUnion([.references, .entities])
      case "quote": layers.formUnion([.quotes, .entities, .references])
      case "event": layers.formUnion([.events, .entities])
      case "role": layers.formUnion([.roles, .entities])
      case "date": layers.insert(.dates)
      default: break
      }
    }
    return layers.sorted().map(\.name).joined(separator: ",")
  }
}

/// A file of words, one a line: what `--list name=file` reads.
public enum WordListFile {
  /// The words of `bytes`; empty lines are none, nor are lines that begin with `#`.
  public static func words(in bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
      var line = line
      while line.first?.isWhitespace == true || line.first == "\u{FEFF}" { line.removeFirst() }
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line)
    }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  /// The lists in a job's inputs, by name.
  static func lists(_ inputs: some Sequence<WorkerJob.Input>) -> [String: [String]] {
    Dictionary(inputs.map { ($0.name, words(in: $0.bytes)) }) { first, _ in first }
  }
}

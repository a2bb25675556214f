import ArgumentParser
import ArticleModel
import Corpus
import Glibc
import PatternQuery
import Reporting
import Worker

extension QueryCommand {
  /// So many matches of a corpus are shown when the user does not say.
  private static let page = 100

  /// Searches a corpus: its index is asked, nothing is analysed.
  func searchCorpus(_ lists: [WorkerJob.Input]) throws {
    try withCorpus {
      var options: [String: String] = [:]
      options[JobOption.query] = query
      options[JobOption.context] = context
      options[JobOption.strategy] = strategy
      let limit = limit ?? Self.page
      // One more, to know whether there are more.
      options[JobOption.limit] = String(limit + 1)
      if count { options[JobOption.counts] = "yes" }
      let job = try CorpusJob(articles[0], limits: limits)
      let (status, result) = try job.run(
        JobKind.corpusQuery, inputs: lists, options: options,
        filter: ArticleFilter(filter, publisher: article.publisher))
      guard status == .success else { throw ExitCode(status.rawValue) }
      if count {
        let numbers = String(decoding: result, as: UTF8.self).split(separator: " ")
        guard numbers.count == 2 else { throw ExitCode(ExitStatus.workerDied.rawValue) }
        Streams.write("\(numbers[0]) matches in \(numbers[1]) articles\n".utf8, to: STDOUT_FILENO)
        return
      }
      guard var rows = ConcordanceRow.decoded(from: result) else { throw ExitCode(ExitStatus.workerDied.rawValue) }
      let hasMore = rows.count > limit
      if hasMore { rows.removeLast() }
      // The labels' names come with the rows: a query of a corpus may name layers that this process does not know.
      var labels: [String] = []
      for label in rows.flatMap(\.labels) where !labels.contains(label.name) { labels.append(label.name) }
      try show(Concordance(rows, labels: (try? PatternQuery(query, lists: words(lists)).labels) ?? labels))
      if rows.isEmpty {
        Streams.report(Diagnostic(.note, code: "no-match", "the query matches nowhere in \(articles[0])"))
      } else if hasMore {
        Streams.report(
          Diagnostic(
            .note, code: "more", "these are the first \(limit) matches",
            remedy: "--limit NUMBER shows more, --count counts them all"))
      }
    }
  }

  private func words(_ lists: [WorkerJob.Input]) -> [String: [String]] {
    Dictionary(lists.map { ($0.name, WordListFile.words(in: $0.bytes)) }) { first, _ in first }
  }
}

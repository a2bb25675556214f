import PatternQuery
import Segments

/// Counts over the segments of a corpus; the result is `CountRows`.
struct CountJob {
  /// What can be counted.
  enum Kind: String {
    /// Values (or matches of a query, written as their values): occurrences, articles.
    case frequency
    /// Values near the matches of a query: near, everywhere. Totals: tokens near, matches, all tokens.
    case collocations
    /// Values in the articles that are meant: there, elsewhere. Totals: tokens there, elsewhere.
    case keyness
    /// Sequences of values: occurrences, articles.
    case ngrams
    /// Matches in each article: the article's number, its tokens, its matches.
    case articles
  }

  private let selection: SegmentSelection
  private let query: PatternQuery?
  private let attribute: String
  private let size: Int
  private let minimum: Int

  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    let selection = try SegmentSelection(job, channel)
    guard let kind = job.options[JobOption.counts].flatMap(Kind.init) else {
      throw WorkerFailure(.unsupported, "no such count")
    }
    let counting = CountJob(
      selection: selection,
      query: try job.options[JobOption.query].map { try selection.compile($0, lists: selection.lists) },
      attribute: job.options[JobOption.attribute] ?? "lemma",
      size: job.options[JobOption.size].flatMap { Int($0) } ?? 0,
      minimum: job.options[JobOption.minimum].flatMap { Int($0) } ?? 1)
    let rows =
      switch kind {
      case .frequency: try counting.frequency()
      case .collocations: try counting.collocations()
      case .keyness: try counting.keyness()
      case .ngrams: try counting.sequences()
      case .articles: try counting.articles()
      }
    try channel.writeResult(rows.encoded)
    return 0
  }

  private func counter(_ segment: Segment) throws(WorkerFailure) -> SegmentCounter {
    guard let counter = SegmentCounter(segment, attribute: attribute) else {
      throw WorkerFailure(.unsupported, "the corpus has no attribute '\(attribute)'")
    }
    return counter
  }

  private func forEachArticle(_ body: (Segment, SegmentCounter, Int) throws -> Void) throws {
    for segment in selection.segments {
      let counter = try counter(segment)
      for index in 0..<segment.articleCount where selection.wants(index, of: segment) {
        if index & 0xFF == 0 { try selection.checkLimits() }
        try body(segment, counter, index)
      }
    }
  }

  private func forEachMatching(_ body: (Segment, SegmentCounter, Int, [PatternMatch]) throws -> Void) throws {
    guard let query else { throw WorkerFailure(.unsupported, "a query is needed") }
    for segment in selection.segments {
      let counter = try counter(segment)
      let search = SegmentSearch(query, segment)
      try selection.forEachArticle(of: search, segment) { index, matches in
        try selection.checkLimits()
        try body(segment, counter, index, matches)
        return true
      }
    }
  }

  private func rows(_ counts: ValueCounts, totals: [Int]) -> CountRows {
    CountRows(
      totals: totals, rows: counts.values(minimum: minimum).map { .init($0.value, [$0.count, $0.articles]) })
  }

  private func frequency() throws -> CountRows {
    var counts = ValueCounts()
    if query == nil {
      try forEachArticle { segment, counter, index in
        let tokens = segment.tokens(ofArticle: index)
        counter.count(tokens.lazy.filter { !counter.isPunctuation($0) }, ofArticle: index, into: &counts)
      }
    } else {
      try forEachMatching { segment, counter, index, matches in
        for match in matches { counts.count(counter.text(match.range), in: segment.articleID(index)) }
      }
    }
    return rows(counts, totals: [counts.total])
  }

  private func collocations() throws -> CountRows {
    var near = ValueCounts()
    var all = ValueCounts()
    var nodes = 0
    try forEachArticle { segment, counter, index in
      let tokens = segment.tokens(ofArticle: index)
      counter.count(tokens.lazy.filter { !counter.isPunctuation($0) }, ofArticle: index, into: &all)
    }
    try forEachMatching { segment, counter, index, matches in
      let tokens = segment.tokens(ofArticle: index)
      nodes += matches.count
      var isNear = [Bool](repeating: false, count: tokens.count)
      for match in matches {
        let window = (match.range.lowerBound - size)..<(match.range.upperBound + size)
        for token in window.clamped(to: tokens) { isNear[token - tokens.lowerBound] = true }
      }
      for match in matches { for token in match.range { isNear[token - tokens.lowerBound] = false } }
      counter.count(
        tokens.lazy.filter { isNear[$0 - tokens.lowerBound] && !counter.isPunctuation($0) }, ofArticle: index,
        into: &near)
    }
    return CountRows(
      totals: [near.total, nodes, all.total],
      rows: near.values(minimum: minimum).map { .init($0.value, [$0.count, all.occurrences(of: $0.value)]) })
  }

  private func keyness() throws -> CountRows {
    var there = ValueCounts()
    var elsewhere = ValueCounts()
    for segment in selection.segments {
      let counter = try counter(segment)
      for index in 0..<segment.articleCount {
        if index & 0xFF == 0 { try selection.checkLimits() }
        let words = segment.tokens(ofArticle: index).lazy.filter { !counter.isPunctuation($0) }
        if selection.wants(index, of: segment) {
          counter.count(words, ofArticle: index, into: &there)
        } else {
          counter.count(words, ofArticle: index, into: &elsewhere)
        }
      }
    }
    return CountRows(
      totals: [there.total, elsewhere.total],
      rows: there.values(minimum: minimum).map { .init($0.value, [$0.count, elsewhere.occurrences(of: $0.value)]) })
  }

  private func sequences() throws -> CountRows {
    var counts = ValueCounts()
    for segment in selection.segments {
      let counter = try counter(segment)
      guard let sentences = segment.structure("s") else { continue }
      for (start, end) in zip(sentences.starts, sentences.ends) {
        let index = segment.article(ofToken: Int(start))
        guard selection.wants(index, of: segment) else { continue }
        var words: [Int] = []
        // A sequence does not reach over a punctuation mark.
        func take() {
          if words.count >= size {
            for first in 0...(words.count - size) {
              counts.count(
                counter.text(words[first]..<(words[first] + size)), in: segment.articleID(index))
            }
          }
          words = []
        }
        for token in Int(start)..<Int(end) {
          if counter.isPunctuation(token) { take() } else { words.append(token) }
        }
        take()
      }
      try selection.checkLimits()
    }
    return rows(counts, totals: [counts.total])
  }

  private func articles() throws -> CountRows {
    var matches: [Int64: Int] = [:]
    if query != nil {
      try forEachMatching { segment, _, index, own in matches[segment.articleID(index)] = own.count }
    }
    var rows: [CountRows.Row] = []
    try forEachArticle { segment, _, index in
      let id = segment.articleID(index)
      rows.append(.init("", [Int(id), segment.tokens(ofArticle: index).count, matches[id] ?? 0]))
    }
    return CountRows(totals: [], rows: rows)
  }
}

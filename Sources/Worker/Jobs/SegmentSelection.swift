import ArticleModel
import PatternQuery
import Segments

/// The segments that a host has passed with a job, and which of their articles are meant.
struct SegmentSelection {
  let segments: [Segment]
  let lists: [String: [String]]
  private let wanted: Set<Int64>?
  private let channel: JobChannel
  private let limits: JobLimits

  init(_ job: WorkerJob, _ channel: JobChannel) throws {
    self.channel = channel
    limits = job.limits
    do {
      segments = try channel.files.map { try Segment($0) }
    } catch {
      throw WorkerFailure(.input, "\(error)")
    }
    lists = WordListFile.lists(job.inputs.filter { $0.name != JobInput.articles })
    wanted = job.inputs.first { $0.name == JobInput.articles }.map { input in
      Set(
        stride(from: 0, to: input.bytes.count - 7, by: 8).map { offset in
          Int64(bitPattern: input.bytes[offset..<(offset + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        })
    }
  }

  /// The query written `text`; it may also name the annotation layers that the segments hold.
  func compile(_ text: String, lists: [String: [String]] = [:]) throws(WorkerFailure) -> PatternQuery {
    var vocabulary = QueryVocabulary.article
    for segment in segments {
      for name in segment.structureNames where vocabulary.structures[name] == nil {
        let attributes = segment.structure(name).map { Set($0.attributes.keys) } ?? []
        vocabulary = vocabulary.adding(structure: name, attributes: attributes)
      }
    }
    do {
      return try PatternQuery(text, lists: lists, vocabulary: vocabulary)
    } catch {
      throw WorkerFailure(.unsupported, "bad query, " + error.rendered)
    }
  }

  /// Whether every article is meant.
  var isWhole: Bool { wanted == nil }

  /// Whether the article at `index` of `segment` is meant.
  func wants(_ index: Int, of segment: Segment) -> Bool { wanted?.contains(segment.articleID(index)) ?? true }

  /// Calls `body` with each article that has matches, in order, until it says `false`. Searches a little at first and
  /// more and more at a time, so that the first matches are there soon.
  func forEachArticle(
    of search: SegmentSearch, _ segment: Segment, _ strategy: MatchStrategy? = nil,
    _ body: (Int, [PatternMatch]) throws -> Bool
  ) throws {
    var next = 0
    var size = 50_000
    while next < segment.articleCount {
      var end = next
      var tokens = 0
      while end < segment.articleCount, tokens < size {
        tokens += segment.tokens(ofArticle: end).count
        end += 1
      }
      let matches = search.matches(inArticles: next..<end, strategy: strategy)
      var first = 0
      while first < matches.count {
        let article = segment.article(ofToken: matches[first].range.lowerBound)
        let limit = segment.tokens(ofArticle: article).upperBound
        var last = first
        while last < matches.count, matches[last].range.lowerBound < limit { last += 1 }
        if wants(article, of: segment), try !body(article, Array(matches[first..<last])) { return }
        first = last
      }
      next = end
      size *= 4
    }
  }

  /// Throws when the user or a limit has stopped the job.
  func checkLimits() throws(WorkerFailure) {
    if channel.isInterrupted { throw WorkerFailure(.interrupted, "interrupted") }
    if channel.cpuTimeLeft == .zero {
      throw WorkerFailure(.cpuTime, "stopped: the work may take \(limits.cpuTime?.seconds ?? 0) s of CPU time")
    }
  }
}

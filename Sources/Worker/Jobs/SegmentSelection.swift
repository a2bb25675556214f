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

  /// What queries may name: also the annotation layers that the segments hold.
  var vocabulary: QueryVocabulary {
    var vocabulary = QueryVocabulary.article
    for segment in segments {
      for name in segment.structureNames where vocabulary.structures[name] == nil {
        let attributes = segment.structure(name).map { Set($0.attributes.keys) } ?? []
        vocabulary = vocabulary.adding(structure: name, attributes: attributes)
      }
    }
    return vocabulary
  }

  /// The query written `text`; it may also name the annotation layers that the segments hold.
  func compile(_ text: String, lists: [String: [String]] = [:]) throws(WorkerFailure) -> PatternQuery {
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

  /// Calls `body` with each article that is meant and has matches, in order, until it says `false`.
  func forEachArticle(
    of search: SegmentSearch, _ segment: Segment, _ strategy: MatchStrategy? = nil,
    _ body: (Int, [PatternMatch]) throws -> Bool
  ) throws {
    let channel = channel
    let walk = SegmentWalk(search, segment, strategy) { channel.isInterrupted || channel.cpuTimeLeft == .zero }
    while let (index, matches) = walk.next() {
      if wants(index, of: segment), try !body(index, matches) { return }
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

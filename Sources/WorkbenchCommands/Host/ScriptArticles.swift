import ArticleModel
import Corpus
import Glibc
import Segments
import Worker

/// The articles that a script runs over, as its jobs get them.
protocol ScriptArticles: AnyObject {
  /// How many there are; positions count from 0.
  var count: Int { get }
  /// What messages call the article at `position`.
  func name(_ position: Int) -> String
  /// Gives `job` the article at `position`; one that cannot be read is reported, and the status says so.
  func give(_ position: Int, to job: inout WorkerJob) -> ExitStatus
}

/// Articles in files.
final class ArticlesInFiles: ScriptArticles {
  private let sources: ArticleSources

  init(_ sources: ArticleSources) { self.sources = sources }

  var count: Int { sources.paths.count }

  func name(_ position: Int) -> String { sources.paths[position] }

  func give(_ position: Int, to job: inout WorkerJob) -> ExitStatus {
    let path = sources.paths[position]
    return sources.attempt(path) { article in
      job.inputs = [.init(name: path, bytes: article.bytes)]
      job.options = article.options(job.options)
      return .success
    }
  }

  /// The article at `position` with its own settings, as one piece of bytes; `nil` for one that cannot be read.
  func packed(_ position: Int) -> [UInt8]? {
    var packed: [UInt8]?
    _ = sources.attempt(sources.paths[position]) { article in
      packed = ArticlePackage.packed(article.bytes, article.settings)
      return .success
    }
    return packed
  }
}

/// Articles of a corpus, in its order: the worker rebuilds them from the segment that it is passed.
final class ArticlesOfCorpus: ScriptArticles {
  let reader: CorpusReader
  private let segments: [CorpusReader.OpenSegment]
  /// The articles that are meant; `nil` for all.
  let ids: [Int64]?
  /// The number of the segment and the index in it.
  private let places: [(segment: UInt32, index: UInt32)]

  /// The articles of the corpus at `path` that `filter` means.
  init(_ path: String, filter: ArticleFilter) throws {
    reader = try CorpusReader(path: path)
    ids = try reader.articleIDs(filter)
    segments = try reader.openSegments()
    let wanted = ids.map(Set.init)
    var places: [(UInt32, UInt32)] = []
    for (number, open) in segments.enumerated() {
      let segment = try Segment(SegmentMapping(descriptor: open.descriptor))
      for index in 0..<segment.articleCount where wanted?.contains(segment.articleID(index)) ?? true {
        places.append((UInt32(number), UInt32(index)))
      }
    }
    self.places = places
  }

  deinit { for segment in segments { close(segment.descriptor) } }

  var count: Int { places.count }

  /// The segments for a job over all articles.
  var descriptors: [Int32] { segments.map(\.descriptor) }

  func name(_ position: Int) -> String {
    let place = places[position]
    guard let segment = try? Segment(SegmentMapping(descriptor: segments[Int(place.segment)].descriptor)) else {
      return "article \(position + 1)"
    }
    let id = segment.articleID(Int(place.index))
    return (try? reader.entries([id]))?[id]?.source ?? "article \(id)"
  }

  /// The position of the article with this number; `nil` when it is not meant.
  func position(ofArticle id: Int64) -> Int? {
    for (number, open) in segments.enumerated() {
      guard let segment = try? Segment(SegmentMapping(descriptor: open.descriptor)),
        let index = segment.index(ofArticle: id)
      else { continue }
      return places.firstIndex { $0.segment == UInt32(number) && $0.index == UInt32(index) }
    }
    return nil
  }

  func give(_ position: Int, to job: inout WorkerJob) -> ExitStatus {
    let place = places[position]
    job.descriptors = [segments[Int(place.segment)].descriptor]
    job.options[JobOption.article] = String(place.index)
    return .success
  }
}

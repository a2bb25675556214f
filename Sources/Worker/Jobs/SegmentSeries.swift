import ArticleModel
import PatternQuery
import Scripting
import Segments

/// The articles of a corpus as a script sees them: rebuilt from the segments that the host has passed, not analysed.
final class SegmentSeries: ArticleSeries {
  private let segments: [Segment]
  /// The articles that are meant: the number of the segment and the index in it.
  private let places: [(segment: UInt32, index: UInt32)]
  let vocabulary: QueryVocabulary

  init(_ selection: SegmentSelection) {
    segments = selection.segments
    vocabulary = selection.vocabulary
    var places: [(UInt32, UInt32)] = []
    for (number, segment) in segments.enumerated() {
      for index in 0..<segment.articleCount where selection.wants(index, of: segment) {
        places.append((UInt32(number), UInt32(index)))
      }
    }
    self.places = places
  }

  var count: Int { places.count }

  var isComplete: Bool { true }

  func heading(_ position: Int) throws -> ArticleHeading {
    let place = places[position]
    let segment = segments[Int(place.segment)]
    let record = segment.record(ofArticle: Int(place.index)).bindMemory(to: UInt8.self)
    var heading = try ArticleHeading(record: record)
    heading.tokens = segment.tokens(ofArticle: Int(place.index)).count
    return heading
  }

  func article(_ position: Int) throws -> Article? {
    let place = places[position]
    do {
      return try segments[Int(place.segment)].article(Int(place.index))
    } catch {
      throw WorkerFailure(.input, "\(error)")
    }
  }

  /// The position of the article at `index` of segment `number`; `nil` when it is not meant.
  private func position(of index: Int, segment number: Int) -> Int? {
    let wanted = (UInt32(number), UInt32(index))
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if (places[middle].segment, places[middle].index) < wanted { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] == wanted ? low : nil
  }

  func matches(
    of query: PatternQuery, strategy: MatchStrategy?, shouldStop: @escaping () -> Bool
  ) -> () throws -> SeriesMatches? {
    let iterator = SegmentIterator(segments, query, strategy, shouldStop)
    return { [self] in
      while let found = iterator.next() {
        guard let position = position(of: found.index, segment: found.segment) else { continue }
        let first = segments[found.segment].tokens(ofArticle: found.index).lowerBound
        return SeriesMatches(
          position: position, matches: found.matches.map { $0.moved(by: -first) }, isIncomplete: iterator.isIncomplete)
      }
      return nil
    }
  }

  func counts(of queries: [PatternQuery], shouldStop: @escaping () -> Bool) throws -> [SeriesCounts] {
    var counts: [Int: [Int]] = [:]
    for (number, query) in queries.enumerated() {
      let iterator = SegmentIterator(segments, query, nil, shouldStop)
      while let found = iterator.next() {
        guard let position = position(of: found.index, segment: found.segment) else { continue }
        counts[position, default: [Int](repeating: 0, count: queries.count)][number] = found.matches.count
      }
    }
    return counts.keys.sorted().map { SeriesCounts(position: $0, counts: counts[$0]!) }
  }

  func values(
    of attribute: String, in query: PatternQuery, shouldStop: @escaping () -> Bool
  ) throws -> [SeriesValue] {
    var counts = ValueCounts()
    for (number, segment) in segments.enumerated() where !shouldStop() {
      guard let counter = SegmentCounter(segment, attribute: attribute) else { continue }
      let walk = SegmentWalk(SegmentSearch(query, segment), segment, nil, shouldStop: shouldStop)
      while let (index, matches) = walk.next() {
        guard position(of: index, segment: number) != nil else { continue }
        for match in matches { counts.count(counter.text(match.range), in: segment.articleID(index)) }
      }
    }
    return counts.values().map { SeriesValue($0.value, occurrences: $0.count, articles: $0.articles) }
  }
}

/// Walks the articles of segments in which a query matches.
private final class SegmentIterator {
  private let segments: [Segment]
  private let query: PatternQuery
  private let strategy: MatchStrategy?
  private let shouldStop: () -> Bool
  private var number = 0
  private var walk: SegmentWalk?
  /// Whether matches may be missing so far.
  private(set) var isIncomplete = false

  init(
    _ segments: [Segment], _ query: PatternQuery, _ strategy: MatchStrategy?, _ shouldStop: @escaping () -> Bool
  ) {
    self.segments = segments
    self.query = query
    self.strategy = strategy
    self.shouldStop = shouldStop
  }

  /// The next article with matches: its segment, its index there, and its matches counted from the segment's first token.
  func next() -> (segment: Int, index: Int, matches: [PatternMatch])? {
    while number < segments.count, !shouldStop() {
      if walk == nil {
        let segment = segments[number]
        walk = SegmentWalk(SegmentSearch(query, segment), segment, strategy, shouldStop: shouldStop)
      }
      if let (index, matches) = walk?.next() {
        isIncomplete = isIncomplete || walk?.isIncomplete == true
        return (number, index, matches)
      }
      walk = nil
      number += 1
    }
    return nil
  }
}

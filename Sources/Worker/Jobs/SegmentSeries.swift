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
    var number = 0
    var walk: SegmentWalk?
    return { [self] in
      while number < segments.count, !shouldStop() {
        var current =
          walk
          ?? SegmentWalk(SegmentSearch(query, segments[number]), segments[number], strategy, shouldStop: shouldStop)
        while let (index, matches) = current.next() {
          guard let position = position(of: index, segment: number) else { continue }
          walk = current
          let first = segments[number].tokens(ofArticle: index).lowerBound
          return SeriesMatches(
            position: position, matches: matches.map { $0.moved(by: -first) }, isIncomplete: current.isIncomplete)
        }
        number += 1
        walk = nil
      }
      return nil
    }
  }

  func counts(of queries: [PatternQuery], shouldStop: @escaping () -> Bool) throws -> [SeriesCounts] {
    var counts: [Int: [Int]] = [:]
    for (number, query) in queries.enumerated() {
      let walk = matches(of: query, strategy: nil, shouldStop: shouldStop)
      while let found = try walk() {
        counts[found.position, default: [Int](repeating: 0, count: queries.count)][number] = found.matches.count
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
      var walk = SegmentWalk(SegmentSearch(query, segment), segment, nil, shouldStop: shouldStop)
      while let (index, matches) = walk.next() {
        guard position(of: index, segment: number) != nil else { continue }
        for match in matches { counts.count(counter.text(match.range), in: segment.articleID(index)) }
      }
    }
    return counts.values().map { SeriesValue($0.value, occurrences: $0.count, articles: $0.articles) }
  }
}

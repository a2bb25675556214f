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

  func source(_ position: Int) throws -> String { try article(position)?.source ?? "" }

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
}

import PatternQuery
import Segments

/// Walks the articles of a segment in which a query matches. Searches a little at first and more and more at a time, so
/// that the first matches are there soon.
final class SegmentWalk {
  private let search: SegmentSearch
  private let segment: Segment
  private let strategy: MatchStrategy?
  private var following = 0
  private var size = 50_000
  private var found: [PatternMatch] = []
  private var taken = 0

  init(
    _ search: SegmentSearch, _ segment: Segment, _ strategy: MatchStrategy?, shouldStop: @escaping () -> Bool
  ) {
    self.search = search
    self.segment = segment
    self.strategy = strategy
    search.shouldStop = shouldStop
  }

  /// Whether matches may be missing so far.
  var isIncomplete: Bool { search.isIncomplete }

  /// The next article with matches: its index and these.
  func next() -> (index: Int, matches: [PatternMatch])? {
    while taken == found.count {
      guard following < segment.articleCount, !search.shouldStop() else { return nil }
      searchOn()
    }
    let article = segment.article(ofToken: found[taken].range.lowerBound)
    let limit = segment.tokens(ofArticle: article).upperBound
    var end = taken
    while end < found.count, found[end].range.lowerBound < limit { end += 1 }
    defer { taken = end }
    return (article, Array(found[taken..<end]))
  }

  private func searchOn() {
    var end = following
    var tokens = 0
    while end < segment.articleCount, tokens < size {
      tokens += segment.tokens(ofArticle: end).count
      end += 1
    }
    found = search.matches(inArticles: following..<end, strategy: strategy)
    taken = 0
    following = end
    size *= 4
  }
}

/// A filter over one source: for each start of a match the ends it allows, which always are one range.
///
/// A match lies within some region if it ends no later than the furthest region around its start; it contains some
/// region if it ends no earlier than the nearest end of the regions that start at its start or later.
struct BoundFilter {
  enum Rule {
    case within(RegionList)
    case withinTokens(Int)
    case withinRegions(Int, RegionList)
    case containing(RegionList)
  }

  let rule: Rule
  let negated: Bool

  /// Narrows `low...high`, the ends allowed for a match that starts at `start`.
  @inline(__always)
  func narrow(_ start: Int, _ low: inout Int, _ high: inout Int) {
    switch rule {
    case .within(let regions):
      let end = regions.end(around: start)
      if negated { low = max(low, end + 1) } else { high = min(high, end) }
    case .withinTokens(let count):
      if negated { low = max(low, start + count + 1) } else { high = min(high, start + count) }
    case .withinRegions(let count, let regions):
      var end = 0
      if regions.end(around: start) > 0 {
        end = Int(regions.ends[min(regions.upperBound(start) - 1 + count, regions.count) - 1])
      }
      if negated { low = max(low, end + 1) } else { high = min(high, end) }
    case .containing(let regions):
      let end = regions.smallestEnd(from: start)
      if negated {
        if let end { high = min(high, end - 1) }
      } else {
        low = max(low, end ?? Int.max)
      }
    }
  }

  /// The regions that cut the text into stretches no match crosses.
  var partition: RegionList? {
    if case .within(let regions) = rule, !negated, regions.isDisjoint { return regions }
    return nil
  }
}

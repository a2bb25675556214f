/// Precision and recall as counts, so that scores of many articles add up before anything is divided.
public struct Score: Hashable, Sendable {
  /// Found items that are right.
  public var right: Int
  /// Items found.
  public var found: Int
  /// Gold items that were found.
  public var recalled: Int
  /// Gold items.
  public var gold: Int
  /// Whether this is a share of decided cases, where precision and recall are the same thing.
  public var isShare = false
  /// By how much the counts are multiplied, where single items count in part.
  public var scale = 1

  /// A score; `recalled` is `right` where items match one to one.
  public init(right: Int = 0, found: Int = 0, recalled: Int? = nil, gold: Int = 0) {
    self.right = right
    self.found = found
    self.recalled = recalled ?? right
    self.gold = gold
  }

  /// `right` of `all` cases.
  public static func share(_ right: Int, of all: Int) -> Score {
    var score = Score(right: right, found: all, gold: all)
    score.isShare = true
    return score
  }

  /// Tenths of a per cent; `nil` where nothing was found.
  public var precision: Int? { Self.permille(right, found) }
  /// Tenths of a per cent; `nil` where gold is empty.
  public var recall: Int? { Self.permille(recalled, gold) }
  /// The harmonic mean of precision and recall in tenths of a per cent; `nil` where there is nothing to find and nothing
  /// was found.
  public var f1: Int? {
    if found == 0, gold == 0 { return nil }
    if right == 0 || recalled == 0 { return 0 }
    return Self.permille(2 * right * recalled, right * gold + recalled * found)
  }

  private static func permille(_ part: Int, _ whole: Int) -> Int? {
    whole == 0 ? nil : (2 * part * 1000 + whole) / (2 * whole)
  }

  /// Tenths of a per cent as people read them: `87.3`.
  public static func percent(_ permille: Int?) -> String {
    permille.map { "\($0 / 10).\($0 % 10)" } ?? "–"
  }

  public static func += (left: inout Score, right: Score) {
    left.right += right.right
    left.found += right.found
    left.recalled += right.recalled
    left.gold += right.gold
    left.isShare = left.isShare || right.isShare
    left.scale = max(left.scale, right.scale)
  }
}

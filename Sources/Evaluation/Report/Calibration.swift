import ArticleModel

/// How often facts are right, beside how sure the analyser said it was.
struct Calibration {
  /// Facts of one rule, or of one step of confidence.
  struct Row: Equatable {
    var name: String
    var count = 0
    var right = 0
    /// The sum of the confidences in hundredths.
    var stated = 0

    init(_ name: String) { self.name = name }

    mutating func add(_ judgement: Judgement) {
      count += 1
      right += judgement.isRight ? 1 : 0
      stated += Int(judgement.confidence.hundredths)
    }

    /// Mean stated confidence in hundredths.
    var meanStated: Int { count == 0 ? 0 : (2 * stated + count) / (2 * count) }
    /// Share of right facts in hundredths.
    var measured: Int { count == 0 ? 0 : (200 * right + count) / (2 * count) }
    /// A word where the two are ten hundredths apart over at least ten facts.
    var verdict: String {
      guard count >= 10, abs(meanStated - measured) >= 10 else { return "" }
      return meanStated > measured ? "too sure" : "too modest"
    }
  }

  let steps: [Row]
  let rules: [Row]

  init(_ judgements: [Judgement]) {
    var steps: [Int: Row] = [:]
    var rules: [String: Row] = [:]
    for judgement in judgements {
      let step = min(Int(judgement.confidence.hundredths) / 10, 9)
      let name = step == 9 ? "0.90 to 1.00" : "0.\(step)0 to 0.\(step)9"
      steps[step, default: Row(name)].add(judgement)
      rules[judgement.rule, default: Row(judgement.rule)].add(judgement)
    }
    self.steps = steps.sorted { $0.key < $1.key }.map(\.value)
    self.rules = rules.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.value)
  }
}

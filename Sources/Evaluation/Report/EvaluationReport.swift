/// What the comparison of a whole set gave, and its forms.
public struct EvaluationReport: Sendable {
  /// What was compared, in a line.
  public var subject: String
  public private(set) var results: [LayerResult] = []
  /// Layers that gold holds and no analyser makes.
  public var missing: Set<String> = []
  public var showsErrors = false
  public var showsCalibration = false

  /// A report about `subject` with nothing in it.
  public init(subject: String = "") { self.subject = subject }

  /// Adds the results of one article or sentence.
  public mutating func add(_ new: [LayerResult]) {
    for result in new {
      if let index = results.firstIndex(where: { $0.layer == result.layer }) {
        results[index].add(result)
      } else {
        results.append(result)
      }
    }
  }
}

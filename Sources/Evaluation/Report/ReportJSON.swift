public import ArticleModel

extension EvaluationReport {
  /// The report for programs. Shares are numbers between 0 and 1 with three decimals, `null` where there is nothing to
  /// divide by.
  public var json: JSONValue {
    [
      "schema": "workbench.evaluation/1", "subject": .string(subject),
      "missing": .array(missing.sorted().map { .string($0) }),
      "layers": .object(Dictionary(uniqueKeysWithValues: results.map { ($0.layer, layer($0)) })),
    ]
  }

  private func layer(_ result: LayerResult) -> JSONValue {
    var members: [String: JSONValue] = [
      "scores": .array(
        result.scores.map { label, score in
          [
            "measure": .string(label), "precision": share(score.precision), "recall": share(score.recall),
            "f1": share(score.f1), "right": .integer(score.right / score.scale),
            "found": .integer(score.found / score.scale), "gold": .integer(score.gold / score.scale),
          ]
        })
    ]
    if showsErrors { members["errors"] = .array(result.discrepancies.map(error)) }
    if showsCalibration, !result.judgements.isEmpty {
      let calibration = Calibration(result.judgements)
      members["calibration"] = [
        "steps": .array(calibration.steps.map(row)), "rules": .array(calibration.rules.map(row)),
      ]
    }
    return .object(members)
  }

  private func share(_ permille: Int?) -> JSONValue {
    guard let permille else { return .null }
    return .decimal("\(permille / 1000).\(CalendarDate.padded(permille % 1000, 3))")
  }

  private func error(_ item: Discrepancy) -> JSONValue {
    [
      "article": .string(item.article), "line": .integer(item.line), "kind": .string(item.kind),
      "gold": .optional(item.gold), "found": .optional(item.found), "by": .optional(item.evidence),
      "context": .string(item.context),
    ]
  }

  private func row(_ row: Calibration.Row) -> JSONValue {
    [
      "name": .string(row.name), "facts": .integer(row.count), "right": .integer(row.right),
      "stated": .decimal(Confidence(hundredths: row.meanStated).description),
    ]
  }
}

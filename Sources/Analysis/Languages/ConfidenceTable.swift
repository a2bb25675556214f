import ArticleModel

/// How often the facts that a rule finds are right, as measured on articles that careful readers have marked.
struct ConfidenceTable: Sendable {
  private var hundredths: [String: Int] = [:]

  /// Reads a table of analyser, rule and hundredths.
  init(_ table: RuleFile) {
    for row in table.rows where row.count >= 3 { hundredths["\(row[0])/\(row[1])"] = Int(row[2]) }
  }

  /// The confidence of what `rule` of `analyzer` finds; that of the analyser's row "-" where the rule has none.
  func confidence(_ analyzer: String, _ rule: String) -> Confidence {
    Confidence(hundredths: hundredths["\(analyzer)/\(rule)"] ?? hundredths["\(analyzer)/-"] ?? 50)
  }
}

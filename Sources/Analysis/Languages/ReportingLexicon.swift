/// The verbs with which a language reports what somebody said.
struct ReportingLexicon: Sendable {
  private let stances: [String: String]

  /// Reads a table of lemma and stance.
  init(_ table: RuleFile) {
    stances = Dictionary(table.rows.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// What saying it with the verb `lemma` amounts to, such as `denies`; `nil` when it reports nothing.
  func stance(of lemma: String) -> String? { stances[lemma] }
}

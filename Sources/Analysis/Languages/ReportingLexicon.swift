/// The verbs with which a language reports what somebody said.
struct ReportingLexicon: Sendable {
  /// A reporting verb.
  struct Verb: Sendable, Hashable {
    var lemma: String
    /// What saying it with this verb amounts to, such as `denies`.
    var stance: String
  }

  private var verbs: [String: Verb] = [:]

  /// Reads a table of lemma, stance and forms parted by spaces.
  init(_ table: RuleFile) {
    for row in table.rows where row.count == 3 {
      for form in row[2].split(separator: " ") where verbs[String(form)] == nil {
        verbs[String(form)] = Verb(lemma: row[0], stance: row[1])
      }
    }
  }

  /// The verb of which `form`, in lower case, is a form.
  func verb(_ form: String) -> Verb? { verbs[form] }
}

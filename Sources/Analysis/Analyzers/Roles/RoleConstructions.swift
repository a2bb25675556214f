import ArticleModel
import PatternQuery

/// Constructions that join an office and a name, written in the query language: "X est le président de …", "X a été
/// nommé …".
///
/// A query labels the name `person` and the office `office`, which `<office/>` stands for.
struct RoleConstructions: Sendable {
  private let patterns: PatternSet
  private let rules: [(rule: String, status: String?)]

  /// Reads a table of rule, status ("-" for none) and query.
  init(_ table: RuleFile) {
    let vocabulary = QueryVocabulary.article.adding(structure: "office", attributes: ["plural"])
    var queries: [PatternQuery] = []
    var rules: [(rule: String, status: String?)] = []
    for row in table.rows {
      guard row.count == 3 else { preconditionFailure("a construction has three columns: \(row)") }
      do {
        queries.append(try PatternQuery(row[2], vocabulary: vocabulary))
      } catch {
        preconditionFailure("a construction of roles: \(error)")
      }
      rules.append((row[0], row[1] == "-" ? nil : row[1]))
    }
    patterns = PatternSet(queries)
    self.rules = rules
  }

  /// The roles that the constructions state, by phrase; the first row that fits a phrase counts.
  func matches(in text: RoleText, _ phrases: [RolePhrase]) -> [FoundRole] {
    if phrases.isEmpty || text.article.mentions.isEmpty { return [] }
    let source = OfficeSource(text.article, phrases)
    let matches = PatternSetMatcher(patterns).matches(in: source, strategy: .traditional)
    var result: [FoundRole] = []
    var done: [Int: Int] = [:]
    var numbers: [Range<Int>: Int] = [:]
    for (number, phrase) in phrases.enumerated() { numbers[phrase.tokens] = number }
    for match in matches {
      let names = patterns.queries[match.query].labels
      func label(_ name: String) -> Range<Int>? { names.firstIndex(of: name).flatMap { match.match.labels[$0] } }
      guard let person = label("person"), let office = label("office"),
        let mention = text.mention(startingAt: person.lowerBound), let phrase = numbers[office]
      else { continue }
      if let query = done[phrase], query != match.query { continue }
      if done[phrase] != nil, !phrases[phrase].isPlural { continue }
      done[phrase] = match.query
      let rule = rules[match.query]
      result.append(FoundRole(phrase: phrase, mention: mention, rule: rule.rule, status: rule.status))
    }
    return result
  }
}

/// An article with its role phrases as a structure.
private final class OfficeSource: TokenSource {
  private let article: ArticleTokenSource
  private let offices: StructureColumn

  init(_ article: Article, _ phrases: [RolePhrase]) {
    self.article = ArticleTokenSource(article)
    offices = StructureColumn(
      phrases.map { (tokens: $0.tokens, values: ["plural": $0.isPlural ? "yes" : "no"]) }, attributeNames: ["plural"])
  }

  var count: Int { article.count }
  func column(_ name: String) -> TokenColumn? { article.column(name) }
  func structure(_ name: String) -> StructureColumn? { name == "office" ? offices : article.structure(name) }
}

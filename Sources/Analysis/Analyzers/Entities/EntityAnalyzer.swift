public import ArticleModel

/// Groups the mentions of one thing: the same name in any spelling, a surname and the full name that ends in it, an
/// acronym and the long form it abbreviates, names that are known to be of one thing.
///
/// A surname that two full names share stays alone: what is ambiguous is not decided.
public struct EntityAnalyzer: Analyzer {
  public let id = "entities"
  public let version = "2"
  public let requires: Set<Layer> = [.tokens, .mentions]
  public let provides: Set<Layer> = [.entities]

  /// The analyser.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    let lexicon = context.language.entityKnowledge?.roles
    let words = context.words(of: article)
    let names = NameSpellings(article, words: words, honorifics: lexicon?.words.honorifics ?? [:])
    var knowledge = NameKnowledge(
      gazetteer: context.language.gazetteer, lexicon: context.language.entityKnowledge?.names)
    if let lexicon { knowledge.religious = religious(article, names, words, lexicon) }
    write(NameGrouping(article, names, knowledge: knowledge), names, to: &article, context.language)
  }

  /// The spellings before which a religious title stands: "le prophète Mohammed" is nobody's first name.
  private func religious(
    _ article: Article, _ names: NameSpellings, _ words: FoldedWords, _ lexicon: RoleLexicon
  ) -> Set<Int> {
    var result: Set<Int> = []
    for (number, mention) in article.mentions.enumerated() where mention.type == .person {
      let token = article.tokens.firstIndex(endingAfter: mention.span.start) - 1
      guard token >= 0, let reading = lexicon.offices.read(at: token, words, spelling: article.tokens.form),
        lexicon.offices.offices[reading.office].sense == "prophet"
      else { continue }
      result.insert(names.ofMention[number])
    }
    return result
  }

  private func write(
    _ grouping: NameGrouping, _ names: NameSpellings, to article: inout Article, _ language: Language
  ) {
    var members: [Int: [Int]] = [:]
    for form in names.forms.indices { members[grouping.root(form), default: []].append(form) }
    var joins: [Int: [NameGrouping.Join]] = [:]
    for join in grouping.joins { joins[grouping.root(join.short), default: []].append(join) }
    let groups = members.map { root, forms in
      (root: root, forms: forms, mentions: forms.flatMap { names.forms[$0].mentions }.sorted())
    }.sorted { $0.mentions[0] < $1.mentions[0] }
    article.entities = groups.map { group in
      let spellings = spellings(group.mentions, article)
      let name = Self.fullest(spellings)
      var types = [Int](repeating: 0, count: EntityType.allCases.count)
      for form in group.forms { for (type, count) in names.forms[form].types.enumerated() { types[type] += count } }
      let type = EntityType.allCases[types.firstIndex(of: types.max() ?? 0) ?? 0]
      let weakest = joins[group.root]?.max { $0.rule < $1.rule }
      let rule = weakest?.rule ?? .sameName
      let spans = group.mentions.prefix(8).map { article.mentions[$0].span }
      return Entity(
        type: type, name: name, aliases: spellings.filter { $0 != name }, mentions: group.mentions,
        evidence: Evidence(
          by: id, rule: rule.rawValue, version: version,
          confidence: language.confidence(id, rule.rawValue), spans: Array(spans),
          reason: weakest.flatMap { reason($0, names) }))
    }
    for (entity, group) in groups.enumerated() {
      for mention in group.mentions { article.mentions[mention].entity = entity }
    }
  }

  private func spellings(_ mentions: [Int], _ article: Article) -> [String] {
    var known: Set<String> = []
    return mentions.map { article.text[article.mentions[$0].span] }.filter { known.insert($0).inserted }
  }

  /// The fullest spelling; of two as full, the one in ordinary capitals, then the earlier.
  private static func fullest(_ names: [String]) -> String {
    var best = names.first ?? ""
    func rank(_ name: String) -> (Int, Int) {
      (
        name.split { $0 == " " || $0 == "-" || $0 == "\u{A0}" || $0 == "\n" }.count > 1 ? name.utf8.count : 0,
        name.utf8.count
      )
    }
    for name in names.dropFirst() {
      let isShouted = best == best.uppercased() && name != name.uppercased()
      if rank(name) > rank(best) || (name.utf8.count == best.utf8.count && isShouted) { best = name }
    }
    return best
  }

  private func reason(_ join: NameGrouping.Join, _ names: NameSpellings) -> String? {
    let (short, long) = (names.forms[join.short].name, names.forms[join.long].name)
    switch join.rule {
    case .sameName: return nil
    case .variant: return "“\(short)” and “\(long)” are spellings of one name"
    case .alias: return "“\(short)” and “\(long)” are known names of one thing"
    case .acronymInBrackets: return "“\(short)” and “\(long)”: one stands in brackets behind the other"
    case .acronym: return "“\(short)” are the initials of “\(long)” and of no other name in the article"
    case .surname: return "“\(long)” is the only full name in the article that holds “\(short)”"
    case .firstName: return "“\(long)” is the only person in the article with the first name “\(short)”"
    case .shortened: return "“\(long)” is the only name in the article that “\(short)” shortens"
    }
  }
}

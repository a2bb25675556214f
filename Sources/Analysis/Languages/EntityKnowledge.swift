import ArticleModel
import CLanguageData

/// What a language knows about entities and what they do: offices, names of one thing, countries, and how far each rule
/// is to be trusted.
struct EntityKnowledge: Sendable {
  /// Offices, ranks and trades, and the words around them.
  let roles: RoleLexicon
  /// Constructions that join an office and a name.
  let constructions: RoleConstructions
  /// Words inside names, and names of one thing.
  let names: NameLexicon
  let countries: CountryTable
  /// Provinces and the like.
  let divisions: DivisionTable
  let confidences: ConfidenceTable

  /// French, read when first asked for.
  static let french: EntityKnowledge? = {
    let countries = CountryTable(RuleFile(languageDataFrenchCountries()))
    return EntityKnowledge(
      roles: RoleLexicon(
        offices: OfficeLexicon(RuleFile(languageDataFrenchOffices())),
        words: OfficeWords(
          RuleFile(languageDataFrenchOfficeWords()), groupNouns: RuleFile(languageDataFrenchGroupNouns()))),
      constructions: RoleConstructions(RuleFile(languageDataFrenchRoleConstructions())),
      names: NameLexicon(
        words: RuleFile(languageDataFrenchNameWords()), aliases: RuleFile(languageDataFrenchAliases()),
        countries: countries),
      countries: countries, divisions: DivisionTable(RuleFile(languageDataFrenchRegions())),
      confidences: ConfidenceTable(RuleFile(languageDataFrenchConfidence())))
  }()
}

extension Language {
  /// How often what a rule finds is right, as measured; a half where nothing was.
  func confidence(_ analyzer: String, _ rule: String) -> Confidence {
    entityKnowledge?.confidences.confidence(analyzer, rule) ?? Confidence(hundredths: 50)
  }
}

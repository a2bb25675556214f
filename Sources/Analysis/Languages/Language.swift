import CLanguageData

/// All that is known of one language: rules, lexicons, models and gazetteers behind one value.
///
/// Analysers ask the language and never its name, so that a new language is a new folder of data and no new code.
public final class Language: Sendable {
  /// ISO 639-1 code; `und` for the language of no language.
  public let code: String
  private let readNumbers: @Sendable () -> NumberLexicon?
  /// The words for numbers; read when first asked for.
  package var numbers: NumberLexicon? { readNumbers() }
  /// Names, titles and places.
  let gazetteer: Gazetteer?
  /// Words, in lower case, that begin sentences and no names.
  let functionWords: Set<String>

  /// How its texts fall into tokens and sentences.
  let tokenization: TokenizationRules

  private let openReporting: @Sendable () -> ReportingLexicon?
  /// The verbs, phrases and prepositions that report speech; read when first asked for.
  var reporting: ReportingLexicon? { openReporting() }
  private let openCalendar: @Sendable () -> CalendarLexicon?
  /// The words and the grammar of time; read when first asked for.
  var calendar: CalendarLexicon? { openCalendar() }

  private let openTopics: @Sendable () -> TopicLexicon?
  /// Weights of lemmas and words of themes; read when first asked for.
  var topics: TopicLexicon? { openTopics() }

  private let openMorphology: @Sendable () -> MorphologyModel?
  /// Tagger and lemmatiser, where there are any; opened when first asked for.
  package var morphology: MorphologyModel? { openMorphology() }

  private let openParser: @Sendable () -> ParserModel?
  /// The dependency parser, where there is one; opened when first asked for.
  package var parser: ParserModel? { openParser() }

  private let openEvents: @Sendable () -> EventLexicon?
  /// The frames of events; compiled when first asked for.
  package var events: EventLexicon? { openEvents() }

  private let openEntityKnowledge: @Sendable () -> EntityKnowledge?
  /// Offices, names of one thing, countries, where there are any; read when first asked for.
  var entityKnowledge: EntityKnowledge? { openEntityKnowledge() }

  private let openNames: @Sendable () -> NameModel?
  /// The name recogniser, where there is one; opened when first asked for.
  package var names: NameModel? { openNames() }

  /// A language.
  init(
    code: String, tokenization: TokenizationRules, gazetteer: Gazetteer? = nil, functionWords: Set<String> = [],
    calendar: @escaping @Sendable () -> CalendarLexicon? = { nil },
    reporting: @escaping @Sendable () -> ReportingLexicon? = { nil },
    numbers: @escaping @Sendable () -> NumberLexicon? = { nil },
    topics: @escaping @Sendable () -> TopicLexicon? = { nil },
    morphology: @escaping @Sendable () -> MorphologyModel? = { nil },
    parser: @escaping @Sendable () -> ParserModel? = { nil },
    names: @escaping @Sendable () -> NameModel? = { nil },
    entityKnowledge: @escaping @Sendable () -> EntityKnowledge? = { nil },
    events: @escaping @Sendable () -> EventLexicon? = { nil }
  ) {
    self.code = code
    self.tokenization = tokenization
    self.gazetteer = gazetteer
    self.functionWords = functionWords
    openCalendar = calendar
    openReporting = reporting
    readNumbers = numbers
    openTopics = topics
    openMorphology = morphology
    openParser = parser
    openNames = names
    openEntityKnowledge = entityKnowledge
    openEvents = events
  }

  /// `other` with some of its knowledge in another form; `nil` leaves it.
  init(
    _ other: Language, entityKnowledge: EntityKnowledge?, reporting: ReportingLexicon?, events: EventLexicon?
  ) {
    code = other.code
    tokenization = other.tokenization
    gazetteer = other.gazetteer
    functionWords = other.functionWords
    openCalendar = other.openCalendar
    if let reporting { openReporting = { reporting } } else { openReporting = other.openReporting }
    readNumbers = other.readNumbers
    openMorphology = other.openMorphology
    openParser = other.openParser
    openNames = other.openNames
    openTopics = other.openTopics
    if let events { openEvents = { events } } else { openEvents = other.openEvents }
    if let entityKnowledge {
      openEntityKnowledge = { entityKnowledge }
    } else {
      openEntityKnowledge = other.openEntityKnowledge
    }
  }

  /// French.
  public static let french = Language(
    code: "fr", tokenization: .french, gazetteer: try? Gazetteer(embedded(languageDataFrenchGazetteer())),
    functionWords: Set(RuleFile(languageDataFrenchFunctionWords()).rows.map { $0[0] }),
    calendar: { .french },
    reporting: { .french },
    numbers: { .french },
    topics: { .french },
    morphology: { .french },
    parser: { .french },
    names: { .french },
    entityKnowledge: { .french },
    events: { .french })

  /// What remains when an article's language is not supported: tokens and sentences.
  public static let undetermined = Language(code: "und", tokenization: .generic)

  /// The models that the binary carries, by name.
  public static let embeddedModels: [(name: String, file: ModelFile)] = [
    ("fr-clusters", embedded(languageDataFrenchClusters())), ("fr-gazetteer", embedded(languageDataFrenchGazetteer())),
    ("fr-lexicon", embedded(languageDataFrenchLexicon())), ("fr-names", embedded(languageDataFrenchNames())),
    ("fr-parser", embedded(languageDataFrenchParser())), ("fr-tags", embedded(languageDataFrenchTags())),
    ("fr-topics", embedded(languageDataFrenchTopics())),
  ]

  /// A model that the build put into the binary: it is whole, or the build is broken.
  private static func embedded(_ data: LanguageDataFile) -> ModelFile {
    do {
      return try ModelFile(UnsafeRawBufferPointer(start: data.bytes, count: data.count))
    } catch {
      preconditionFailure("an embedded model is damaged: \(error)")
    }
  }

  /// The codes of the supported languages.
  public static let supported = ["fr"]

  /// The language with this code, or `nil` when it is not supported.
  public static func named(_ code: String) -> Language? {
    code == "fr" ? french : nil
  }
}

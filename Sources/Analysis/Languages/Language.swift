import CLanguageData

/// All that is known of one language: rules, lexicons, models and gazetteers behind one value.
///
/// Analysers ask the language and never its name, so that a new language is a new folder of data and no new code.
public final class Language: Sendable {
  /// ISO 639-1 code; `und` for the language of no language.
  public let code: String
  /// The words of the calendar.
  let calendar: CalendarLexicon?
  /// The verbs that report speech.
  let reporting: ReportingLexicon?
  private let readNumbers: @Sendable () -> NumberLexicon?
  /// The words for numbers; read when first asked for.
  package var numbers: NumberLexicon? { readNumbers() }
  /// Names, titles and places.
  let gazetteer: Gazetteer?
  /// Words, in lower case, that begin sentences and no names.
  let functionWords: Set<String>

  /// How its texts fall into tokens and sentences.
  let tokenization: TokenizationRules

  private let openMorphology: @Sendable () -> MorphologyModel?
  /// Tagger and lemmatiser, where there are any; opened when first asked for.
  package var morphology: MorphologyModel? { openMorphology() }

  private let openParser: @Sendable () -> ParserModel?
  /// The dependency parser, where there is one; opened when first asked for.
  package var parser: ParserModel? { openParser() }

  private let openEvents: @Sendable () -> EventLexicon?
  /// The frames of events; compiled when first asked for.
  package var events: EventLexicon? { openEvents() }

  /// A language.
  init(
    code: String, tokenization: TokenizationRules, calendar: CalendarLexicon? = nil, reporting: ReportingLexicon? = nil,
    gazetteer: Gazetteer? = nil, functionWords: Set<String> = [],
    numbers: @escaping @Sendable () -> NumberLexicon? = { nil },
    morphology: @escaping @Sendable () -> MorphologyModel? = { nil },
    parser: @escaping @Sendable () -> ParserModel? = { nil },
    events: @escaping @Sendable () -> EventLexicon? = { nil }
  ) {
    self.code = code
    self.tokenization = tokenization
    self.calendar = calendar
    self.reporting = reporting
    self.gazetteer = gazetteer
    self.functionWords = functionWords
    openMorphology = morphology
    openParser = parser
    openEvents = events
    readNumbers = numbers
  }

  /// French.
  public static let french = Language(
    code: "fr", tokenization: .french, calendar: CalendarLexicon(RuleFile(languageDataFrenchCalendar())),
    reporting: ReportingLexicon(RuleFile(languageDataFrenchReportingVerbs())),
    gazetteer: try? Gazetteer(embedded(languageDataFrenchGazetteer())),
    functionWords: Set(RuleFile(languageDataFrenchFunctionWords()).rows.map { $0[0] }), numbers: { .french },
    morphology: { .french }, parser: { .french }, events: { .french })

  /// What remains when an article's language is not supported: tokens and sentences.
  public static let undetermined = Language(code: "und", tokenization: .generic)

  /// The models that the binary carries, by name.
  public static let embeddedModels: [(name: String, file: ModelFile)] = [
    ("fr-clusters", embedded(languageDataFrenchClusters())), ("fr-gazetteer", embedded(languageDataFrenchGazetteer())),
    ("fr-lexicon", embedded(languageDataFrenchLexicon())), ("fr-parser", embedded(languageDataFrenchParser())),
    ("fr-tags", embedded(languageDataFrenchTags())),
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

import CLanguageData

/// All that is known of one language: rules, lexicons, models and gazetteers behind one value.
///
/// Analysers ask the language and never its name, so that a new language is a new folder of data and no new code.
public final class Language: Sendable {
  /// ISO 639-1 code; `und` for the language of no language.
  public let code: String
  /// The words of the calendar.
  public let calendar: CalendarLexicon?
  /// The verbs that report speech.
  public let reporting: ReportingLexicon?

  /// A language.
  init(code: String, calendar: CalendarLexicon? = nil, reporting: ReportingLexicon? = nil) {
    self.code = code
    self.calendar = calendar
    self.reporting = reporting
  }

  /// French.
  public static let french = Language(
    code: "fr",
    calendar: CalendarLexicon(LexiconTable(workbench_fr_calendar())),
    reporting: ReportingLexicon(LexiconTable(workbench_fr_reporting_verbs())))

  /// What remains when an article's language is not supported: tokens and sentences.
  public static let undetermined = Language(code: "und")

  /// The codes of the supported languages.
  public static let supported = ["fr"]

  /// The language with this code, or `nil` when it is not supported.
  public static func named(_ code: String) -> Language? {
    code == "fr" ? french : nil
  }
}

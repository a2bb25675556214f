/// All that is known of one language: rules, lexicons, models and gazetteers behind one value.
///
/// Analysers ask the language and never its name, so that a new language is a new folder of data and no new code.
public final class Language: Sendable {
  /// ISO 639-1 code; `und` for the language of no language.
  public let code: String

  /// How its texts fall into tokens and sentences.
  let tokenization: TokenizationRules

  private let openMorphology: @Sendable () -> MorphologyModel?
  /// Tagger and lemmatiser, where there are any; opened when first asked for.
  package var morphology: MorphologyModel? { openMorphology() }

  /// A language.
  init(code: String, tokenization: TokenizationRules, morphology: @escaping @Sendable () -> MorphologyModel?) {
    self.code = code
    self.tokenization = tokenization
    openMorphology = morphology
  }

  /// French.
  public static let french = Language(code: "fr", tokenization: .french, morphology: { .french })

  /// What remains when an article's language is not supported: tokens and sentences.
  public static let undetermined = Language(code: "und", tokenization: .generic, morphology: { nil })

  /// The codes of the supported languages.
  public static let supported = ["fr"]

  /// The language with this code, or `nil` when it is not supported.
  public static func named(_ code: String) -> Language? {
    code == "fr" ? french : nil
  }
}

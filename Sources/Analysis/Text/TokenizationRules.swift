import CLanguageData

/// What the tokeniser and the sentence splitter know of a language; all lists are in small letters but abbreviations.
struct TokenizationRules: Sendable {
  /// What an abbreviation says of the word behind it.
  enum Abbreviation: UInt8 {
    case beforeName = 1, beforeNumber, inside, end
  }
  /// Where an elision holds.
  enum Elision: UInt8 {
    case anywhere = 1, beforeVowel
  }
  /// How free an enclitic is.
  enum Clitic {
    /// Also counts in capitals and behind a space.
    static let subject: UInt8 = 0x80
    /// The low bits: where a second token begins in the ending; 0 for one token.
    static let breakMask: UInt8 = 0x7F
  }

  /// Words that lose a vowel before an apostrophe.
  var elisions = WordList()
  /// Endings with their hyphens that are tokens of their own.
  var clitics = WordList()
  /// Words with apostrophes and hyphens that stay whole.
  var compounds = WordList()
  /// Abbreviations with their full stop.
  var abbreviations = WordList()
  /// Words that, capitalised, open a sentence behind a doubtful full stop.
  var sentenceOpeners = WordList()
  /// Endings that a typist leaves open in brackets.
  var suffixesInBrackets = WordList()
  /// Last labels of web addresses.
  var topLevelDomains = WordList()

  /// What holds in every language.
  static let generic: TokenizationRules = {
    var rules = TokenizationRules()
    rules.topLevelDomains = WordList(RuleFile(languageDataTopLevelDomains()))
    return rules
  }()

  /// French.
  static let french: TokenizationRules = {
    var rules = generic
    rules.elisions = WordList(RuleFile(languageDataFrenchElisions())) { row in
      (row[1] == "vowel" ? Elision.beforeVowel : .anywhere).rawValue
    }
    for row in RuleFile(languageDataFrenchClitics()).rows {
      let parts = row[0].split(separator: "|")
      let second = parts.count > 1 ? UInt8(parts[0].utf8.count) : 0
      rules.clitics.insert(parts.joined(), second | (row[1] == "subject" ? Clitic.subject : 0))
    }
    rules.compounds = WordList(RuleFile(languageDataFrenchCompounds()))
    rules.abbreviations = WordList(RuleFile(languageDataFrenchAbbreviations())) { row in
      switch row[1] {
      case "name": Abbreviation.beforeName.rawValue
      case "number": Abbreviation.beforeNumber.rawValue
      case "inside": Abbreviation.inside.rawValue
      default: Abbreviation.end.rawValue
      }
    }
    rules.sentenceOpeners = WordList(RuleFile(languageDataFrenchSentenceOpeners()))
    rules.suffixesInBrackets = WordList(RuleFile(languageDataFrenchSuffixesInBrackets()))
    return rules
  }()
}

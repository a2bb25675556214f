import ArticleModel
import CLanguageData

/// What is known of a language to tell what a text is about: how rare each lemma is, words without content, and the
/// words of the themes.
package struct TopicLexicon: Sendable {
  private let weights: FormTable
  /// The weight of a lemma that the background does not have.
  private let rarest: Int
  /// Words that are no part of a key phrase.
  private let emptyWords: Set<String>
  /// Words that make a key phrase only with others.
  private let generalWords: Set<String>
  /// The prepositions that join two nouns to one phrase, and the articles behind them.
  private let joints: Set<String>
  private let articles: Set<String>
  /// The names of the themes, in the order of the table.
  let themes: [String]
  private var themesOfWord: [String: [Int]] = [:]

  init(_ model: ModelFile, generalWords words: RuleFile, themes table: RuleFile) throws(ModelFile.Problem) {
    weights = try FormTable(model, section: "weights", stride: 2)
    let rarest = try model.values("rarest", as: UInt32.self)
    guard let first = rarest.first else { throw .damaged("length of section 'rarest'") }
    self.rarest = Int(first)
    emptyWords = Set(words.rows.filter { $0.count == 2 && $0[1] == "never" }.map { $0[0] })
    generalWords = Set(words.rows.filter { $0.count == 2 && $0[1] == "not-alone" }.map { $0[0] })
    joints = Set(words.rows.filter { $0.count == 2 && $0[1] == "joins" }.map { $0[0] })
    articles = Set(words.rows.filter { $0.count == 2 && $0[1] == "article" }.map { $0[0] })
    var names: [String] = []
    for row in table.rows where row.count == 2 {
      let theme = names.firstIndex(of: row[0]) ?? names.count
      if theme == names.count { names.append(row[0]) }
      themesOfWord[row[1], default: []].append(theme)
    }
    themes = names
  }

  /// French.
  static let french: TopicLexicon = {
    let file = languageDataFrenchTopics()
    do {
      return try TopicLexicon(
        ModelFile(UnsafeRawBufferPointer(start: file.bytes, count: file.count)),
        generalWords: RuleFile(languageDataFrenchGeneralWords()), themes: RuleFile(languageDataFrenchThemes()))
    } catch {
      preconditionFailure("the embedded weights of lemmas: \(error)")
    }
  }()

  /// Inverse document frequency of a lemma in small letters, in tenths of bits; 0 for what is no word or says nothing.
  func weight(_ lemma: String) -> Int {
    if emptyWords.contains(lemma) || !Self.isWord(lemma) { return 0 }
    return weights.find(FormHash.of(lemma)).map { Int($0[0]) } ?? rarest
  }

  /// Whether a lemma in small letters is too general to be a key phrase by itself ("problème").
  func isGeneral(_ lemma: String) -> Bool { generalWords.contains(lemma) }

  /// Whether a preposition joins two nouns to one phrase.
  func joins(_ lemma: String) -> Bool { joints.contains(lemma) }

  /// Whether a determiner leaves the two nouns one phrase: "mariage de son frère" is none.
  func isArticle(_ lemma: String) -> Bool { articles.contains(lemma) }

  private static func isWord(_ lemma: String) -> Bool {
    lemma.utf8.count > 2 && lemma.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "-" || $0 == "'" }
  }

  /// The themes that a lemma in small letters speaks of.
  func themes(_ lemma: String) -> [Int] { themesOfWord[lemma] ?? [] }
}

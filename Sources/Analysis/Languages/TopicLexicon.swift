import ArticleModel
import CLanguageData

/// What is known of a language to tell what a text is about: how rare each lemma is, words without content, and the
/// words of the themes.
package struct TopicLexicon: Sendable {
  private let weights: FormTable
  /// The weight of a lemma that the background does not have.
  private let rarest: Int
  private let emptyWords: Set<String>
  /// The names of the themes, in the order of the table.
  let themes: [String]
  private var themesOfWord: [String: [Int]] = [:]

  init(_ model: ModelFile, emptyWords: RuleFile, themes table: RuleFile) throws(ModelFile.Problem) {
    weights = try FormTable(model, section: "weights", stride: 2)
    let rarest = try model.values("rarest", as: UInt32.self)
    guard let first = rarest.first else { throw .damaged("length of section 'rarest'") }
    self.rarest = Int(first)
    self.emptyWords = Set(emptyWords.rows.map { $0[0] })
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
        emptyWords: RuleFile(languageDataFrenchEmptyWords()), themes: RuleFile(languageDataFrenchThemes()))
    } catch {
      preconditionFailure("the embedded weights of lemmas: \(error)")
    }
  }()

  /// Inverse document frequency of a lemma in small letters, in tenths of bits; 0 for a word without content.
  func weight(_ lemma: String) -> Int {
    if emptyWords.contains(lemma) { return 0 }
    return weights.find(FormHash.of(lemma)).map { Int($0[0]) } ?? rarest
  }

  /// The themes that a lemma in small letters speaks of.
  func themes(_ lemma: String) -> [Int] { themesOfWord[lemma] ?? [] }
}

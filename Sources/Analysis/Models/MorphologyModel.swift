import ArticleModel
import CLanguageData

/// The tagger and lemmatiser of one language: lexicon, word classes and weights, each in its own model file because
/// each has its own licence.
package struct MorphologyModel: @unchecked Sendable {
  package let lexicon: Lexicon
  package let clusters: WordClusters
  /// Weights of `TaggerFeatures`, a column a `MorphologyLabel`.
  let tags: FeatureRows
  /// Weights of `FeatureHead.features`.
  let heads: FeatureRows
  /// 32 × 32 weights from a label to the next, then 32 of the first label and 32 of the last.
  let transitions: UnsafeBufferPointer<Int16>
  /// The features that a form has under a label, besides those that the classifier chooses.
  let fixed: FormTable
  private let fixedStrings: UnsafeRawBufferPointer
  /// What taggers remember of forms.
  let memory: Lent<FormMemory<FormFeatures>>

  /// The model in these files.
  package init(lexicon: ModelFile, clusters: ModelFile, tags: ModelFile) throws(ModelFile.Problem) {
    let rows = try FeatureRows(tags, section: "tags")
    self.lexicon = try Lexicon(lexicon)
    self.clusters = try WordClusters(clusters)
    self.tags = rows
    memory = Lent {
      FormMemory(border: .border) { form, weights in
        for place in 0..<TaggerFeatures.places {
          TaggerFeatures.ofForm(form, at: place) { rows.add($0, to: weights + place * FeatureRows.width) }
        }
      }
    }
    heads = try FeatureRows(tags, section: "heads")
    transitions = try tags.values("transitions", as: Int16.self)
    guard transitions.count == 34 * FeatureRows.width else { throw .damaged("length of section 'transitions'") }
    fixed = try FormTable(tags, section: "fixed", stride: 2)
    fixedStrings = try tags.section("fixed.strings")
  }

  /// The French model that is part of the binary.
  static let french: MorphologyModel? = {
    func open(_ file: LanguageDataFile) throws(ModelFile.Problem) -> ModelFile {
      try ModelFile(UnsafeRawBufferPointer(start: file.bytes, count: file.count))
    }
    do {
      return try MorphologyModel(
        lexicon: open(languageDataFrenchLexicon()), clusters: open(languageDataFrenchClusters()),
        tags: open(languageDataFrenchTags()))
    } catch {
      preconditionFailure("the embedded French model: \(error)")
    }
  }()

  /// The number of the features that a form always has under a label, 0 for none.
  func fixedFeatures(_ key: UInt64, _ label: MorphologyLabel) -> UInt32 {
    fixed.find(Lexicon.key(key, label.rawValue)).map { $0[0] } ?? 0
  }

  /// The features behind a number of `fixedFeatures`.
  func fixedFeatures(_ number: UInt32) -> String {
    let start = Int(number)
    guard number > 0, start < fixedStrings.count, start + 1 + Int(fixedStrings[start]) <= fixedStrings.count else {
      return ""
    }
    return String(decoding: fixedStrings[(start + 1)..<(start + 1 + Int(fixedStrings[start]))], as: UTF8.self)
  }
}

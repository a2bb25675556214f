import ArticleModel
import CLanguageData

/// The name recogniser of one language: weights, what unlabelled press says of forms, and how far a margin is to be
/// believed, with the lexicon, word classes and gazetteer that its features ask.
package struct NameModel: @unchecked Sendable {
  let lexicon: Lexicon
  let clusters: WordClusters
  package let gazetteer: Gazetteer
  let usage: NameUsage?
  /// Columns 0 to 15 are the weights of the first reading, 16 to 31 those of the second.
  let rows: FeatureRows
  /// For each reading 16 × 16 weights from a label to the next, then 16 of the first label and 16 of the last.
  let transitions: UnsafeBufferPointer<Int16>
  /// For each type and margin the share of names that were right, in hundredths.
  private let confidences: UnsafeBufferPointer<UInt8>
  /// The groups of features that the weights are for.
  let groups: NameFeatureGroups

  /// What taggers remember of forms.
  let memory: Lent<FormMemory<NameForm>>

  static let transitionRows = NameLabel.capacity + 2
  /// Margins are told apart in so many steps.
  package static let confidenceSteps = 16

  /// The model in these files.
  package init(
    names: ModelFile, lexicon: ModelFile, clusters: ModelFile, gazetteer: ModelFile
  ) throws(ModelFile.Problem) {
    try self.init(
      names: names, lexicon: Lexicon(lexicon), clusters: WordClusters(clusters), gazetteer: Gazetteer(gazetteer))
  }

  /// The model in `names`, with what its features ask.
  package init(
    names: ModelFile, lexicon: Lexicon, clusters: WordClusters, gazetteer: Gazetteer
  ) throws(ModelFile.Problem) {
    self.lexicon = lexicon
    self.clusters = clusters
    self.gazetteer = gazetteer
    usage = try NameUsage(names)
    let rows = try FeatureRows(names, section: "names")
    self.rows = rows
    transitions = try names.values("transitions", as: Int16.self)
    guard transitions.count == 2 * Self.transitionRows * NameLabel.capacity else {
      throw .damaged("length of section 'transitions'")
    }
    confidences = try names.values("confidences", as: UInt8.self)
    guard confidences.count == 3 * Self.confidenceSteps else { throw .damaged("length of section 'confidences'") }
    let bits = try names.values("groups", as: UInt32.self)
    guard bits.count == 1 else { throw .damaged("length of section 'groups'") }
    let groups = NameFeatureGroups(rawValue: bits[0])
    self.groups = groups
    memory = Lent {
      FormMemory(border: .border) { form, weights in
        for place in 0..<NameFeatures.places {
          NameFeatures.ofForm(form, at: place, groups) { rows.add($0, to: weights + place * FeatureRows.width) }
        }
      }
    }
  }

  /// The step of a margin.
  package static func step(ofMargin margin: Int) -> Int { min(max(margin, 0) / 12, confidenceSteps - 1) }

  /// How sure a name of a type with this margin is, in hundredths.
  func confidence(_ type: EntityType, margin: Int) -> Int {
    Int(confidences[Int(NameLabel.number(of: type)) * Self.confidenceSteps + Self.step(ofMargin: margin)])
  }

  /// The French model that is part of the binary.
  static let french: NameModel? = {
    func open(_ file: LanguageDataFile) throws(ModelFile.Problem) -> ModelFile {
      try ModelFile(UnsafeRawBufferPointer(start: file.bytes, count: file.count))
    }
    do {
      return try NameModel(
        names: open(languageDataFrenchNames()), lexicon: open(languageDataFrenchLexicon()),
        clusters: open(languageDataFrenchClusters()), gazetteer: open(languageDataFrenchGazetteer()))
    } catch {
      preconditionFailure("the embedded French names: \(error)")
    }
  }()
}

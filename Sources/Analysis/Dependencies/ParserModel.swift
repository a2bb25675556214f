import CLanguageData

/// The weights of the dependency parser of one language.
package struct ParserModel: Sendable {
  /// Weights of `ParserFeatures`.
  let moves: MoveRows
  /// Weights of `RelationFeatures`, a column a relation.
  let relations: FeatureRows
  /// Weights of `MarkAttachment`.
  let marks: MoveRows

  /// The model in this file.
  package init(_ file: ModelFile) throws(ModelFile.Problem) {
    moves = try MoveRows(file, section: "moves")
    relations = try FeatureRows(file, section: "relations")
    marks = try MoveRows(file, section: "marks")
  }

  /// The French model that is part of the binary.
  static let french: ParserModel? = {
    let file = languageDataFrenchParser()
    do {
      return try ParserModel(ModelFile(UnsafeRawBufferPointer(start: file.bytes, count: file.count)))
    } catch {
      preconditionFailure("the embedded French parser: \(error)")
    }
  }()
}

/// Classes of words that stand in like contexts, found in unlabelled text by the exchange algorithm (Martin, Liermann
/// and Ney, 1998), used where they lie in a model file.
package struct WordClusters: Sendable {
  private let table: FormTable

  /// The classes in the section `clusters` of `model`.
  package init(_ model: ModelFile) throws(ModelFile.Problem) {
    table = try FormTable(model, section: "clusters", stride: 2)
  }

  /// The fine and the coarse class of the form (in small letters) with this hash; zeros for an unknown one.
  @inline(__always)
  package func classes(_ hash: UInt64) -> (fine: UInt16, coarse: UInt16) {
    guard let words = table.find(hash) else { return (0, 0) }
    return (UInt16(truncatingIfNeeded: words[0]), UInt16(truncatingIfNeeded: words[0] >> 16))
  }
}

/// How forms were used in unlabelled press: how often capitalised, and as names of which type the recogniser itself took
/// them there; small numbers in a model file, no text.
package struct NameUsage: Sendable {
  private let table: FormTable

  /// The section `usage` of `model`.
  package init(_ model: ModelFile) throws(ModelFile.Problem) {
    table = try FormTable(model, section: "usage", stride: 2)
  }

  /// What is known of the form (in small letters) with this hash; 0 for nothing.
  @inline(__always)
  package func of(_ hash: UInt64) -> UInt32 { table.find(hash).map { $0[0] } ?? 0 }

  /// Packs the counts of a form into one word: how many in a hundred are capitalised, persons, organisations and
  /// places, each in five steps, and how often the form was seen in four.
  package static func pack(total: Int, capitalized: Int, types: [Int]) -> UInt32 {
    func step(_ part: Int, _ whole: Int) -> UInt32 {
      guard whole > 0, part > 0 else { return 0 }
      let share = part * 100 / whole
      return share < 10 ? 1 : share < 40 ? 2 : share < 75 ? 3 : share < 95 ? 4 : 5
    }
    let seen: UInt32 = total >= 50 ? 3 : total >= 10 ? 2 : total >= 3 ? 1 : 0
    var word = 1 | seen << 1 | step(capitalized, total) << 3
    for (index, count) in types.enumerated() { word |= step(count, capitalized) << UInt32(6 + 3 * index) }
    return word
  }
}

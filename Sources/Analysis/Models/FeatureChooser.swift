/// Chooses gender, number, person, tense and mood of labelled tokens, front to back, each with an eye to the last.
struct FeatureChooser {
  private let model: MorphologyModel
  private var sums = [Int16](repeating: 0, count: FeatureRows.width)
  /// Label and values of the last token that had any, as a feature of the next.
  private var previous: UInt64 = 0

  init(_ model: MorphologyModel) { self.model = model }

  /// Forgets the last token: a sentence begins.
  mutating func start() { previous = 0 }

  /// The index of the value of each head, a byte a head.
  mutating func choose(
    _ label: MorphologyLabel, _ before2: FormFeatures, _ before: FormFeatures, _ form: FormFeatures,
    _ behind: FormFeatures
  ) -> UInt32 {
    let heads = Self.headsOfLabels[Int(label.rawValue)]
    guard !heads.isEmpty else { return 0 }
    let model = model
    let previous = previous
    var values: UInt32 = 0
    sums.withUnsafeMutableBufferPointer { sums in
      let sums = sums.baseAddress!
      sums.update(repeating: 0, count: FeatureRows.width)
      FeatureHead.features(label, before2, before, form, behind, previous: previous) { model.heads.add($0, to: sums) }
      for head in heads {
        var best = 0
        for value in 1..<head.count where sums[head.column + value] > sums[head.column + best] { best = value }
        values |= UInt32(best) << head.shift
      }
    }
    self.previous = FeatureHead.context(label, values)
    return values
  }

  private static let headsOfLabels: [[(column: Int, count: Int, shift: UInt32)]] = MorphologyLabel.allCases.map {
    FeatureHead.heads(of: $0).map { ($0.column, $0.values.count, UInt32($0.rawValue) * 8) }
  }
}

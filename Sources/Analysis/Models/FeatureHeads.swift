/// The morphological features that a second classifier chooses, each from labels of its own.
package enum FeatureHead: Int, CaseIterable, Sendable {
  case gender, number, person, tense

  /// The values as Universal Dependencies writes them, the empty one first.
  package var values: [String] {
    switch self {
    case .gender: ["", "Gender=Fem", "Gender=Masc"]
    case .number: ["", "Number=Plur", "Number=Sing"]
    case .person: ["", "Person=1", "Person=2", "Person=3"]
    case .tense:
      [
        "", "Mood=Ind|Tense=Pres", "Mood=Ind|Tense=Imp", "Mood=Ind|Tense=Past", "Mood=Ind|Tense=Fut",
        "Mood=Cnd|Tense=Pres", "Mood=Sub|Tense=Pres", "Mood=Sub|Tense=Imp", "Mood=Imp|Tense=Pres",
      ]
    }
  }

  /// The first column of a row that belongs to the head.
  package var column: Int {
    switch self {
    case .gender: 0
    case .number: 3
    case .person: 6
    case .tense: 10
    }
  }

  /// The heads that decide on tokens with this label.
  package static func heads(of label: MorphologyLabel) -> [FeatureHead] {
    switch label {
    case .noun, .adj, .pastParticiple, .det, .pronoun, .relativePronoun, .auxParticiple: [.gender, .number]
    case .personalPronoun: [.gender, .number, .person]
    case .finite, .auxFinite: [.number, .person, .tense]
    case .num, .propn: []
    default: []
    }
  }

  /// The index of the value that `features` (as Universal Dependencies writes them) have for this head.
  package func value(in features: String) -> Int {
    let present = Set(features.split(separator: "|").map(String.init))
    return values.lastIndex { value in
      value.isEmpty || value.split(separator: "|").allSatisfy { present.contains(String($0)) }
    } ?? 0
  }

  /// What the next token sees of one with this label and these values, a byte a head.
  package static func context(_ label: MorphologyLabel, _ values: UInt32) -> UInt64 {
    UInt64(label.rawValue) << 16 | UInt64(values & 0xFFFF)
  }

  /// Calls `body` with the hash of each feature that the classifier looks at.
  ///
  /// - Parameter previous: `context` of the last token that had any feature, 0 at the start of a sentence.
  @inline(__always)
  package static func features(
    _ label: MorphologyLabel, _ before2: FormFeatures, _ before: FormFeatures, _ form: FormFeatures,
    _ behind: FormFeatures, previous: UInt64, _ body: (UInt64) -> Void
  ) {
    let seed = UInt64(label.rawValue) + 200
    @inline(__always) func row(_ template: UInt64, _ value: UInt64) -> UInt64 {
      FormHash.mix(value, seed &+ template &* 64)
    }
    body(row(1, form.word))
    body(row(2, form.endings.0))
    body(row(3, form.endings.1))
    body(row(4, form.endings.2))
    body(row(5, form.endings.3))
    body(row(6, before.word))
    body(row(7, before2.word))
    body(row(8, behind.word))
    body(row(9, behind.endings.1))
    body(row(10, before.endings.1))
    body(row(11, previous))
    body(row(12, FormHash.mix(previous, form.endings.1)))
    body(row(13, form.fine))
    body(row(14, 0))
  }
}

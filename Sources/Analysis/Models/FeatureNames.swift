import ArticleModel

/// Writes the features of a token as Universal Dependencies does: sorted by name, joined by bars.
struct FeatureNames {
  private var known: [UInt64: UInt32] = [:]

  /// The id in `strings` of the features of a token.
  mutating func id(
    _ label: MorphologyLabel, _ values: UInt32, fixed: UInt32, model: MorphologyModel, in strings: inout StringTable
  ) -> UInt32 {
    let key = UInt64(fixed) << 40 | UInt64(values) << 8 | UInt64(label.rawValue)
    if let id = known[key] { return id }
    let id = strings.intern(Self.text(label, values, fixed: model.fixedFeatures(fixed)))
    known[key] = id
    return id
  }

  private static func text(_ label: MorphologyLabel, _ values: UInt32, fixed: String) -> String {
    var features = fixed.split(separator: "|").map(String.init)
    for head in FeatureHead.allCases {
      let value = head.values[Int(values >> (UInt32(head.rawValue) * 8) & 0xFF)]
      features += value.split(separator: "|").map(String.init)
    }
    switch label {
    case .finite, .auxFinite: features.append("VerbForm=Fin")
    case .infinitive, .auxInfinitive: features.append("VerbForm=Inf")
    case .pastParticiple: features += ["Tense=Past", "VerbForm=Part"]
    case .presentParticiple: features += ["Tense=Pres", "VerbForm=Part"]
    case .auxParticiple: features.append("VerbForm=Part")
    default: break
    }
    return features.sorted().joined(separator: "|")
  }
}

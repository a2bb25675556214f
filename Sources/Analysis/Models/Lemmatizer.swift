import ArticleModel

/// Finds lemmas: what is listed for a form and its part of speech, then the lexicon's rule, then the rule learnt for
/// the form's ending. Names, numbers, signs and foreign words are their own lemma.
struct Lemmatizer {
  private let lexicon: Lexicon
  private var reader: FormReader
  private var known: [UInt64: UInt32] = [:]
  private var lemma: [UInt8] = []

  init(_ model: MorphologyModel) {
    lexicon = model.lexicon
    reader = FormReader(lexicon: model.lexicon, clusters: model.clusters)
  }

  /// The id in `strings` of the lemma of the form with id `form`.
  mutating func lemma(of form: UInt32, _ part: PartOfSpeech, _ features: FormFeatures, in strings: inout StringTable)
    -> UInt32
  {
    let key = UInt64(form) << 8 | UInt64(part.rawValue)
    if let id = known[key] { return id }
    let id = find(form, part, features, in: &strings)
    known[key] = id
    return id
  }

  private mutating func find(
    _ form: UInt32, _ part: PartOfSpeech, _ features: FormFeatures, in strings: inout StringTable
  ) -> UInt32 {
    if let listed = lexicon.listedLemma(features.key, part.rawValue) { return strings.intern(listed) }
    switch part {
    case .propn, .punct, .sym, .x, .none: return form
    case .num where features.shape & 8 != 0: return form
    // Acronyms and Roman numbers.
    case _ where features.isCapitals && features.entry.categories == 0: return form
    default: break
    }
    strings.withBytes(of: form) { reader.normalize($0) }
    return reader.normal.withUnsafeBufferPointer { normal in
      guard let group = Lexicon.LemmaGroup.of(part.rawValue), normal.count < FormReader.longest else {
        return strings.intern(normal)
      }
      var rule = features.entry.rule(group)
      if rule == 0 { rule = lexicon.rule(forEndingOf: normal, group) }
      lexicon.apply(rule, to: normal, &lemma)
      return lemma.withUnsafeBufferPointer { strings.intern($0) }
    }
  }
}

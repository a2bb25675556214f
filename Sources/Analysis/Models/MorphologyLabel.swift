package import ArticleModel

/// The labels of the tagger: parts of speech, divided where verb forms differ and where contractions do.
package enum MorphologyLabel: UInt8, CaseIterable, Sendable {
  case adj, adp, contraction, adv, auxFinite, auxInfinitive, auxParticiple, cconj, det, intj, noun, num
  case personalPronoun, relativePronoun, pronoun, propn, punct, sconj, sym
  case finite, infinitive, pastParticiple, presentParticiple, x

  /// How many labels a row of weights has room for.
  package static let capacity = 32

  /// The part of speech of the label.
  package var part: PartOfSpeech {
    switch self {
    case .adj: .adj
    case .adp, .contraction: .adp
    case .adv: .adv
    case .auxFinite, .auxInfinitive, .auxParticiple: .aux
    case .cconj: .cconj
    case .det: .det
    case .intj: .intj
    case .noun: .noun
    case .num: .num
    case .personalPronoun, .relativePronoun, .pronoun: .pron
    case .propn: .propn
    case .punct: .punct
    case .sconj: .sconj
    case .sym: .sym
    case .finite, .infinitive, .pastParticiple, .presentParticiple: .verb
    case .x: .x
    }
  }

  /// The label of a token of a treebank, from its Universal part of speech and features.
  package init(tag: String, features: String, isContraction: Bool) {
    func has(_ feature: String) -> Bool { features.split(separator: "|").contains { $0 == feature } }
    switch tag {
    case "ADJ": self = .adj
    case "ADP": self = isContraction ? .contraction : .adp
    case "ADV": self = .adv
    case "AUX": self = has("VerbForm=Inf") ? .auxInfinitive : has("VerbForm=Part") ? .auxParticiple : .auxFinite
    case "CCONJ": self = .cconj
    case "DET": self = .det
    case "INTJ": self = .intj
    case "NOUN": self = .noun
    case "NUM": self = .num
    case "PRON": self = has("PronType=Prs") ? .personalPronoun : has("PronType=Rel") ? .relativePronoun : .pronoun
    case "PROPN": self = .propn
    case "PUNCT": self = .punct
    case "SCONJ": self = .sconj
    case "SYM": self = .sym
    case "VERB":
      self =
        has("VerbForm=Inf")
        ? .infinitive
        : has("VerbForm=Part") ? (has("Tense=Pres") ? .presentParticiple : .pastParticiple) : .finite
    default: self = .x
    }
  }
}

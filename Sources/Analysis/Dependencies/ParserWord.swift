package import ArticleModel

/// What the parser looks at in one word, as hashes and small numbers.
package struct ParserWord: Sendable {
  /// The hash of the lemma; all numbers in digits have one.
  package var lemma: UInt64 = 0
  /// The tagger's label and one more; 0 where there is no word.
  package var tag: UInt64 = 0
  /// Lemma and tag as one value.
  package var lexeme: UInt64 = 0
  /// The fine and the coarse class of the form.
  package var fine: UInt64 = 0
  package var coarse: UInt64 = 0
  /// Gender in the low two bits, number in the next two, 0 where unknown.
  package var agreement: UInt64 = 0
  /// Which marks stand between the word before and this one, a bit a kind.
  package var marks: UInt64 = 0
  /// How many commas, other marks and open brackets precede the word in its sentence.
  package var commas: Int32 = 0
  package var otherMarks: Int32 = 0
  package var depth: Int32 = 0

  /// What stands where there is no word.
  package static let none = ParserWord()

  /// The artificial root behind the last word of a sentence.
  package static let root = {
    var word = ParserWord()
    word.tag = 60
    word.lemma = 60
    word.lexeme = 60
    return word
  }()

  /// Whether the word is written with the preposition or conjunction that marks its phrase.
  package var isMarker: Bool { tag == Self.tag(.adp) || tag == Self.tag(.sconj) }

  @inline(__always)
  package static func tag(_ label: MorphologyLabel) -> UInt64 { UInt64(label.rawValue) + 1 }

  /// 0 where the two may agree or one is unknown, else which of gender (1) and number (2) differ; 4 where both are known
  /// and agree.
  @inline(__always)
  package func disagreement(with other: ParserWord) -> UInt64 {
    let (own, others) = (agreement, other.agreement)
    let genders = own & 3 != 0 && others & 3 != 0
    let numbers = own & 12 != 0 && others & 12 != 0
    let differences: UInt64 =
      (genders && own & 3 != others & 3 ? 1 : 0) | (numbers && own & 12 != others & 12 ? 2 : 0)
    return differences == 0 && genders && numbers ? 4 : differences
  }
}

/// Makes the words of a sentence; what depends on a string alone is worked out once a string.
package struct ParserWordReader {
  /// Kinds of marks between words.
  package enum Mark {
    package static let comma: UInt64 = 1
    package static let colon: UInt64 = 2
    package static let opening: UInt64 = 4
    package static let closing: UInt64 = 8
    package static let quotation: UInt64 = 16
    package static let dash: UInt64 = 32
    package static let other: UInt64 = 64
  }

  private struct FormValues {
    var fine: UInt16 = 0
    var coarse: UInt16 = 0
    var mark: UInt8 = 0
    var isNumber = false
    var isKnown = false
  }

  private var reader: FormReader
  private var lemmas: [UInt64]
  private var forms: [FormValues]
  /// Of each list of features: 0 unknown, else 0x8000 with verb form and pronoun type in bits 4–7, agreement in 0–3.
  private var features: [UInt16]

  /// A reader for the strings of one article.
  package init(lexicon: Lexicon, clusters: WordClusters, stringCount: Int) {
    reader = FormReader(lexicon: lexicon, clusters: clusters)
    lemmas = [UInt64](repeating: 0, count: stringCount)
    forms = [FormValues](repeating: FormValues(), count: stringCount)
    features = [UInt16](repeating: 0, count: stringCount)
  }

  /// The words of the tokens of `range`, marks left out; `indices` says which token each word is.
  package mutating func read(
    _ range: Range<Int>, of tokens: TokenColumns, into words: inout [ParserWord], indices: inout [Int32]
  ) {
    words.removeAll(keepingCapacity: true)
    indices.removeAll(keepingCapacity: true)
    var marks: UInt64 = 0
    var commas: Int32 = 0
    var otherMarks: Int32 = 0
    var depth: Int32 = 0
    for token in range {
      let form = values(ofForm: tokens.forms[token], tokens.strings)
      let part = tokens.partsOfSpeech[token]
      if part == .punct {
        let mark = UInt64(form.mark)
        marks |= mark
        switch mark {
        case Mark.comma: commas += 1
        case Mark.opening: depth += 1
        case Mark.closing: depth -= 1
        default: otherMarks += 1
        }
        continue
      }
      var word = ParserWord()
      let traits = values(ofFeatures: tokens.features[token], tokens.strings)
      word.tag = ParserWord.tag(Self.label(part, traits))
      word.agreement = UInt64(traits & 15)
      word.lemma = form.isNumber && part == .num ? 30 : hash(ofLemma: tokens.lemmas[token], tokens.strings)
      word.lexeme = FormHash.mix(word.lemma, word.tag)
      word.fine = UInt64(form.fine)
      word.coarse = UInt64(form.coarse)
      word.marks = marks
      word.commas = commas
      word.otherMarks = otherMarks
      word.depth = depth
      marks = 0
      words.append(word)
      indices.append(Int32(token))
    }
  }

  /// The kind of mark a token is, 0 for a word.
  package mutating func mark(_ form: UInt32, _ strings: StringTable) -> UInt64 {
    UInt64(values(ofForm: form, strings).mark)
  }

  private mutating func hash(ofLemma lemma: UInt32, _ strings: StringTable) -> UInt64 {
    let known = lemmas[Int(lemma)]
    if known != 0 { return known }
    let hash = strings.withBytes(of: lemma) { FormHash.of($0) } | 64
    lemmas[Int(lemma)] = hash
    return hash
  }

  private mutating func values(ofForm form: UInt32, _ strings: StringTable) -> FormValues {
    let known = forms[Int(form)]
    if known.isKnown { return known }
    var values = strings.withBytes(of: form) { bytes in
      let classes = reader.classes(bytes)
      return FormValues(
        fine: classes.fine, coarse: classes.coarse, mark: UInt8(Self.mark(bytes)),
        isNumber: bytes.contains { $0 &- 0x30 < 10 })
    }
    values.isKnown = true
    forms[Int(form)] = values
    return values
  }

  private static func mark(_ form: UnsafeBufferPointer<UInt8>) -> UInt64 {
    switch form.first {
    case UInt8(ascii: ","): Mark.comma
    case UInt8(ascii: ":"), UInt8(ascii: ";"): Mark.colon
    case UInt8(ascii: "("), UInt8(ascii: "["): Mark.opening
    case UInt8(ascii: ")"), UInt8(ascii: "]"): Mark.closing
    case UInt8(ascii: "\""), UInt8(ascii: "'"), 0xC2: Mark.quotation
    case UInt8(ascii: "-"): Mark.dash
    // Dashes and high quotation marks.
    case 0xE2 where form.count == 3 && form[1] == 0x80: form[2] < 0x96 ? Mark.dash : Mark.quotation
    default: Mark.other
    }
  }

  private mutating func values(ofFeatures list: UInt32, _ strings: StringTable) -> UInt16 {
    let known = features[Int(list)]
    if known != 0 { return known }
    var traits: UInt16 = 0x8000
    for feature in strings[list].split(separator: "|") {
      switch feature {
      case "Gender=Fem": traits |= 1
      case "Gender=Masc": traits |= 2
      case "Number=Plur": traits |= 4
      case "Number=Sing": traits |= 8
      case "VerbForm=Inf": traits |= 0x10
      case "VerbForm=Part": traits |= 0x20
      case "Tense=Pres": traits |= 0x40
      case "PronType=Prs": traits |= 0x80
      case "PronType=Rel": traits |= 0x100
      default: break
      }
    }
    features[Int(list)] = traits
    return traits
  }

  private static func label(_ part: PartOfSpeech, _ traits: UInt16) -> MorphologyLabel {
    switch part {
    case .adj: .adj
    case .adp: .adp
    case .adv: .adv
    case .aux: traits & 0x10 != 0 ? .auxInfinitive : traits & 0x20 != 0 ? .auxParticiple : .auxFinite
    case .cconj: .cconj
    case .det: .det
    case .intj: .intj
    case .noun: .noun
    case .num: .num
    case .pron: traits & 0x80 != 0 ? .personalPronoun : traits & 0x100 != 0 ? .relativePronoun : .pronoun
    case .propn: .propn
    case .punct: .punct
    case .sconj: .sconj
    case .sym: .sym
    case .verb:
      traits & 0x10 != 0
        ? .infinitive
        : traits & 0x20 == 0 ? .finite : traits & 0x40 != 0 ? .presentParticiple : .pastParticiple
    case .part, .x, .none: .x
    }
  }
}

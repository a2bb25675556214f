import ArticleModel

/// Classes of words around reported speech, by form and by lemma.
struct ReportingWords: Sendable {
  /// What a word is by its form.
  struct Form: OptionSet, Sendable, Hashable {
    let rawValue: UInt64

    static let comma = Form(rawValue: 1 << 0)
    static let stop = Form(rawValue: 1 << 1)
    static let colon = Form(rawValue: 1 << 2)
    static let semicolon = Form(rawValue: 1 << 3)
    static let dash = Form(rawValue: 1 << 4)
    static let openingMark = Form(rawValue: 1 << 5)
    static let closingMark = Form(rawValue: 1 << 6)
    static let straightMark = Form(rawValue: 1 << 7)
    /// "que" and its elided form.
    static let that = Form(rawValue: 1 << 8)
    /// Pronouns that open a relative clause.
    static let relative = Form(rawValue: 1 << 9)
    static let who = Form(rawValue: 1 << 10)
    static let subjectPronoun = Form(rawValue: 1 << 11)
    /// A subject pronoun that hangs on its verb: "-t-il".
    static let invertedPronoun = Form(rawValue: 1 << 12)
    /// "on".
    static let one = Form(rawValue: 1 << 13)
    static let thisOne = Form(rawValue: 1 << 14)
    static let stressedPronoun = Form(rawValue: 1 << 15)
    static let pluralPronoun = Form(rawValue: 1 << 16)
    static let femininePronoun = Form(rawValue: 1 << 17)
    static let masculinePronoun = Form(rawValue: 1 << 18)
    /// Pronouns for things: "ce", "cela".
    static let it = Form(rawValue: 1 << 19)
    static let clitic = Form(rawValue: 1 << 20)
    static let reflexive = Form(rawValue: 1 << 21)
    static let negation = Form(rawValue: 1 << 22)
    /// Words between auxiliary and participle that are no adverbs to the tagger.
    static let quantifier = Form(rawValue: 1 << 23)
    static let of = Form(rawValue: 1 << 24)
    static let to = Form(rawValue: 1 << 25)
    static let on = Form(rawValue: 1 << 26)
    static let against = Form(rawValue: 1 << 27)
    static let `for` = Form(rawValue: 1 << 28)
    static let en = Form(rawValue: 1 << 29)
    static let like = Form(rawValue: 1 << 30)
    static let beside = Form(rawValue: 1 << 31)
    static let before = Form(rawValue: 1 << 32)
    /// "tout" before "en" and a participle.
    static let whole = Form(rawValue: 1 << 33)
    static let because = Form(rawValue: 1 << 34)
    /// Words that set one clause against another.
    static let contrast = Form(rawValue: 1 << 35)
    static let others = Form(rawValue: 1 << 36)
    static let same = Form(rawValue: 1 << 37)
    static let two = Form(rawValue: 1 << 38)
    /// Prepositions that go on with a noun phrase.
    static let linksNoun = Form(rawValue: 1 << 39)
    /// Prepositions that go on with a noun phrase behind a person's name.
    static let linksName = Form(rawValue: 1 << 40)
    /// Words of the phrases that stand between auxiliary and participle: "a, pour sa part, déclaré".
    static let aside = Form(rawValue: 1 << 41)
    static let time = Form(rawValue: 1 << 42)
    static let determiner = Form(rawValue: 1 << 43)
    static let indefinite = Form(rawValue: 1 << 44)
    static let definite = Form(rawValue: 1 << 45)
    static let question = Form(rawValue: 1 << 46)
    /// Words that make an infinitive an act of speech: "il a saisi l'occasion pour saluer".
    static let speechOccasion = Form(rawValue: 1 << 47)
    static let maleHonorific = Form(rawValue: 1 << 48)
    static let femaleHonorific = Form(rawValue: 1 << 49)
    /// What a word with a stray letter before it is.
    static let preposition = Form(rawValue: 1 << 50)
    static let pronoun = Form(rawValue: 1 << 51)
    static let article = Form(rawValue: 1 << 52)
    static let hyphen = Form(rawValue: 1 << 53)
    static let apostrophe = Form(rawValue: 1 << 54)
    /// Demonstrative and possessive determiners.
    static let demonstrative = Form(rawValue: 1 << 55)
    /// A preposition and an article in one word.
    static let contraction = Form(rawValue: 1 << 56)

    static let anyMark: Form = [.openingMark, .closingMark, .straightMark, .apostrophe]

    static let named: [String: Form] = [
      "comma": .comma, "stop": .stop, "colon": .colon, "semicolon": .semicolon, "dash": .dash,
      "opening-mark": .openingMark, "closing-mark": .closingMark, "straight-mark": .straightMark, "that": .that,
      "relative": .relative, "who": .who, "subject-pronoun": .subjectPronoun, "inverted-pronoun": .invertedPronoun,
      "one": .one, "this-one": .thisOne, "stressed-pronoun": .stressedPronoun, "plural-pronoun": .pluralPronoun,
      "feminine-pronoun": .femininePronoun, "masculine-pronoun": .masculinePronoun, "it": .it, "clitic": .clitic,
      "reflexive": .reflexive, "negation": .negation, "quantifier": .quantifier, "of": .of, "to": .to, "on": .on,
      "against": .against, "for": .for, "en": .en, "like": .like, "beside": .beside, "before": .before,
      "whole": .whole, "because": .because, "contrast": .contrast, "others": .others, "same": .same, "two": .two,
      "links-noun": .linksNoun, "links-name": .linksName, "aside": .aside, "time": .time, "determiner": .determiner,
      "indefinite": .indefinite, "definite": .definite, "question": .question, "speech-occasion": .speechOccasion,
      "honorific-m": .maleHonorific, "honorific-f": .femaleHonorific, "preposition": .preposition,
      "pronoun": .pronoun, "article": .article, "hyphen": .hyphen, "apostrophe": .apostrophe,
      "demonstrative": .demonstrative, "contraction": .contraction,
    ]
  }

  /// What a word is by its lemma.
  struct Lemma: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// Nouns that make no source of "selon": "selon le cas".
    static let notASource = Lemma(rawValue: 1 << 0)
    static let first = Lemma(rawValue: 1 << 1)
    static let modal = Lemma(rawValue: 1 << 2)
    static let impersonal = Lemma(rawValue: 1 << 3)
    /// Verbs whose negation affirms: "n'a pas manqué de saluer".
    static let liftsNegation = Lemma(rawValue: 1 << 4)
    /// Nouns and verbs before a title, theme or motto in quotation marks.
    static let theme = Lemma(rawValue: 1 << 5)
    /// Things that speak for whoever wrote them.
    static let document = Lemma(rawValue: 1 << 6)
    /// Nouns that with "même" stand for the last speaker.
    static let echo = Lemma(rawValue: 1 << 7)
    static let organization = Lemma(rawValue: 1 << 8)
    /// Nouns by which a text calls a person it has named.
    static let person = Lemma(rawValue: 1 << 9)
    /// Nouns for those who can speak.
    static let speaker = Lemma(rawValue: 1 << 10)
    /// Titles and offices of the gazetteer.
    static let title = Lemma(rawValue: 1 << 11)

    static let be = Lemma(rawValue: 1 << 12)
    static let auxiliary = Lemma(rawValue: 1 << 14)

    /// Bodies that can speak.
    static let body = Lemma(rawValue: 1 << 13)

    static let anySpeaker: Lemma = [.document, .organization, .person, .speaker, .body, .title]

    static let named: [String: Lemma] = [
      "not-a-source": .notASource, "first": .first, "modal": .modal, "impersonal": .impersonal,
      "lifts-negation": .liftsNegation, "theme": .theme, "document": .document, "echo": .echo,
      "organization": .organization, "person": .person, "speaker": .speaker, "be": .be, "auxiliary": .auxiliary,
      "body": .body,
    ]
  }

  private var forms = StringTable(capacity: 512)
  private var formClasses: [UInt64] = [0]
  private var lemmas = StringTable(capacity: 512)
  private var lemmaClasses: [UInt16] = [0]

  /// Reads a table of class, `form` or `lemma`, and words divided by spaces.
  init(_ table: RuleFile) {
    for row in table.rows where row.count == 3 {
      for word in row[2].split(separator: " ") {
        if row[1] == "form" {
          guard let value = Form.named[row[0]] else { preconditionFailure("a class '\(row[0])'") }
          let id = Int(forms.intern(String(word)))
          if id == formClasses.count { formClasses.append(0) }
          formClasses[id] |= value.rawValue
        } else {
          guard let value = Lemma.named[row[0]] else { preconditionFailure("a class '\(row[0])'") }
          let id = Int(lemmas.intern(String(word)))
          if id == lemmaClasses.count { lemmaClasses.append(0) }
          lemmaClasses[id] |= value.rawValue
        }
      }
    }
  }

  /// The classes of a form in small letters.
  func form(_ bytes: UnsafeBufferPointer<UInt8>) -> Form {
    guard let id = forms.find(bytes) else { return [] }
    return Form(rawValue: formClasses[Int(id)])
  }

  /// The classes of a lemma in small letters.
  func lemma(_ bytes: UnsafeBufferPointer<UInt8>) -> Lemma {
    guard let id = lemmas.find(bytes) else { return [] }
    return Lemma(rawValue: lemmaClasses[Int(id)])
  }
}

import ArticleModel

/// An event that a trigger names, before it is known whether the article is about it.
struct EventCandidate {
  var frame: Int
  /// The trigger's head.
  var head: Int
  var trigger: Span
  /// The verb the clause belongs to: the head itself, or the verb whose subject, object or complement it is.
  var verb: Int?
  /// How the head hangs on that verb.
  var relation: DependencyRelation
  var status = "happened"
  var participants: [Event.Participant] = []
  var place: Int?
  var placeSpan: Span?
  var date: Int?
  var dateSpan: Span?
  var numbers: [Event.Count] = []
  var isNoun = false
  /// A noun that points back: "cette attaque", "la réunion".
  var isAnaphoric = false
  /// What speaks for and against a main event.
  var circumstances: EventCircumstances = []
  /// Where else the event is named.
  var otherTriggers: [Span] = []
  var score = 0
  var isMain = false
  /// The step of confidence of a main event.
  var rank = "lesser"
  var reason: String?
}

/// What speaks for or against an event's being one that the article is about. Each has a weight in the frame file, where
/// it bears the name given here.
struct EventCircumstances: OptionSet, Hashable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(_ bit: UInt64) { rawValue = 1 << bit }

  static let headline = Self(0)
  static let firstSentence = Self(1)
  static let end = Self(2)
  static let quoted = Self(3)
  static let dateInSentence = Self(4)
  static let dateInClause = Self(5)
  static let participant = Self(6)
  static let namedSubject = Self(7)
  static let place = Self(8)
  static let past = Self(9)
  static let present = Self(10)
  static let future = Self(11)
  static let infinitive = Self(12)
  static let participle = Self(13)
  static let negated = Self(14)
  static let firstPerson = Self(15)
  static let mainVerb = Self(16)
  static let passive = Self(17)
  static let noun = Self(18)
  static let indefinite = Self(19)
  static let demonstrative = Self(20)
  static let possessive = Self(21)
  static let bare = Self(22)
  static let passiveSubject = Self(23)
  static let supported = Self(24)
  static let firstOfSeveral = Self(25)
  static let headlineWord = Self(26)
  static let likeHeadline = Self(27)
  static let muchLikeHeadline = Self(28)
  static let reported = Self(29)
  static let firstOfSpeaker = Self(30)
  static let numbers = Self(31)

  /// The circumstances with their names, in the order in which a reason lists them.
  static let named: [(Self, String)] = [
    (headline, "headline"), (firstSentence, "first sentence"), (dateInClause, "date in clause"),
    (dateInSentence, "date in sentence"), (participant, "participant"), (namedSubject, "named subject"),
    (place, "place"), (numbers, "numbers"), (past, "past"), (future, "future"), (mainVerb, "main verb"),
    (passive, "passive"), (supported, "supported"), (reported, "reported"), (firstOfSpeaker, "first of speaker"),
    (firstOfSeveral, "named more than once"), (likeHeadline, "like headline"),
    (muchLikeHeadline, "much like headline"), (headlineWord, "headline word"), (noun, "noun"),
    (indefinite, "indefinite"), (possessive, "possessive"), (passiveSubject, "passive subject"), (end, "end"),
    (present, "present"), (infinitive, "infinitive"), (participle, "participle"), (negated, "negated"),
    (firstPerson, "first person"), (demonstrative, "demonstrative"), (bare, "bare"), (quoted, "quoted"),
  ]
}

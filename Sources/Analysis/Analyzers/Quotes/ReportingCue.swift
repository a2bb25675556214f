import ArticleModel

/// A verb group that reports speech: "a également déclaré", "insiste-t-elle", "en rappelant".
final class ReportingCue {
  enum Form {
    case finite, infinitive, presentParticiple, other
  }

  /// Where the content of a cue begins, by which frame.
  struct Content {
    var start: Int
    var rule: String
    /// Whether the content is a phrase and no clause, so that a clause behind it is not part of it.
    var isPhrase: Bool
  }

  /// The verb itself and the tokens of its group.
  let head: Int
  var first: Int
  var last: Int
  var entry: ReportingLexicon.Entry
  var form: Form
  /// The pronoun that hangs on the verb, its subject.
  var pronoun: Int?
  var isNegated = false
  var isReflexive = false
  var isPassive = false
  /// First or second person, or an order: the article's own voice.
  var isOwnVoice = false
  var isPlural = false

  /// A marked quotation has this cue, so that it has no other content.
  var isUsed = false
  // What is known once somebody has asked.
  var subject: Range<Int>??
  var isInserted: Bool?
  var content: Content??
  /// Its subject is no speaker: "ce qui signifie que".
  var hasNoSpeaker = false

  init(head: Int, entry: ReportingLexicon.Entry) {
    self.head = head
    first = head
    last = head
    self.entry = entry
    form = .other
  }

  /// The tokens of the verb group.
  var tokens: Range<Int> { first..<(last + 1) }
}

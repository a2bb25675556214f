/// A fact of the entity model: where it stands in the text and how it was found.
public protocol Fact: Sendable {
  /// Letter that begins the ids of such facts (`m` in `m12`).
  static var idPrefix: String { get }
  /// Where the fact stands.
  var span: Span { get }
  /// How it was found.
  var evidence: Evidence { get }
}

extension Fact {
  /// The id of the fact at `index` of its list: the same input gives the same id.
  public static func id(_ index: Int) -> String { "\(idPrefix)\(index + 1)" }
}

/// What kind of thing a name names.
public enum EntityType: String, Sendable, CaseIterable {
  case person = "PER"
  case organization = "ORG"
  case location = "LOC"
}

/// One occurrence of a proper name.
public struct Mention: Fact, Hashable {
  public static let idPrefix = "m"
  public var span: Span
  public var type: EntityType
  /// Index into the article's entities.
  public var entity: Int?
  /// The honorific, rank or office that stands before the name and is not part of it ("M.", "le général").
  public var title: Span?
  public var evidence: Evidence

  /// A mention not yet grouped into an entity.
  public init(span: Span, type: EntityType, entity: Int? = nil, title: Span? = nil, evidence: Evidence) {
    self.span = span
    self.type = type
    self.entity = entity
    self.title = title
    self.evidence = evidence
  }
}

/// Where in the world an entity lies, by identifier and position.
public struct Link: Hashable, Sendable {
  /// GeoNames identifier.
  public var geonames: Int?
  /// Degrees times 10,000, so that output needs no floating point; `nil` when unknown.
  public var latitude, longitude: Int?
  /// ISO 3166-1 alpha-2 code.
  public var country: String?

  /// A link; every part may be missing.
  public init(geonames: Int? = nil, latitude: Int? = nil, longitude: Int? = nil, country: String? = nil) {
    self.geonames = geonames
    self.latitude = latitude
    self.longitude = longitude
    self.country = country
  }
}

/// A person, organisation or place of the article: the group of all its mentions.
public struct Entity: Hashable, Sendable {
  public var type: EntityType
  /// The fullest name the article gives.
  public var name: String
  /// The other spellings and short forms, in order of appearance.
  public var aliases: [String]
  /// Indices of its mentions, in text order.
  public var mentions: [Int]
  public var link: Link?
  /// Other places the name could stand for, likeliest first.
  public var alternatives: [Link]
  public var evidence: Evidence

  /// An entity made of `mentions`.
  public init(
    type: EntityType, name: String, aliases: [String] = [], mentions: [Int] = [], link: Link? = nil,
    alternatives: [Link] = [], evidence: Evidence
  ) {
    self.type = type
    self.name = name
    self.aliases = aliases
    self.mentions = mentions
    self.link = link
    self.alternatives = alternatives
    self.evidence = evidence
  }

  /// The id of the entity at `index`.
  public static func id(_ index: Int) -> String { "e\(index + 1)" }
}

/// Words other than a name that point at an entity of the article: a role phrase ("le ministre de la défense"), a common
/// noun ("l'organisation") or a pronoun.
public struct Reference: Fact, Hashable {
  public static let idPrefix = "f"
  public var span: Span
  /// `role`, `noun` or `pronoun`.
  public var kind: String
  /// Index into the article's entities; `nil` where several would do, or none.
  public var entity: Int?
  /// Every entity the words may point at, likeliest first; more than one where the article does not decide.
  public var candidates: [Int]
  public var evidence: Evidence

  /// A reference to `entity`.
  public init(span: Span, kind: String, entity: Int?, candidates: [Int] = [], evidence: Evidence) {
    self.span = span
    self.kind = kind
    self.entity = entity
    self.candidates = candidates
    self.evidence = evidence
  }
}

/// A title, rank, office or function that the article states of a person.
public struct Role: Fact, Hashable {
  public static let idPrefix = "r"
  public var span: Span
  /// Index into the article's entities.
  public var person: Int
  /// The role's words, without article.
  public var title: String
  /// The organisation or place it belongs to: index into the article's entities.
  public var of: Int?
  /// The office's class, such as `state` or `military`.
  public var category: String?
  /// `current`, `former`, `interim`, `candidate` or `appointed`.
  public var status: String?
  public var evidence: Evidence

  /// A role held by entity number `person`.
  public init(
    span: Span, person: Int, title: String, of: Int? = nil, category: String? = nil, status: String? = nil,
    evidence: Evidence
  ) {
    self.span = span
    self.person = person
    self.title = title
    self.of = of
    self.category = category
    self.status = status
    self.evidence = evidence
  }
}

/// A calendar point or interval that the text names.
public struct TimeExpression: Fact, Hashable {
  public static let idPrefix = "d"
  public var span: Span
  /// What the words mean: `date`.
  public var kind: String
  /// ISO 8601 (`2025-06-20`, `2025-04`, `2019`, `2019-W05`, `start/end`), or `nil` when it cannot be resolved.
  public var value: String?
  /// First and last day of the value, both inclusive.
  public var interval: ClosedRange<CalendarDate>?
  /// `day`, `week`, `month`, `quarter`, `year`, `decade`, `century` or `interval`.
  public var precision: String
  /// What the value was reckoned from: `text`, `published`, `mentioned`, or `nil` when it is unresolved.
  public var anchor: String?
  public var evidence: Evidence

  /// A time expression.
  public init(
    span: Span, kind: String = "date", value: String?, interval: ClosedRange<CalendarDate>? = nil, precision: String,
    anchor: String? = nil, evidence: Evidence
  ) {
    self.span = span
    self.kind = kind
    self.value = value
    self.interval = interval
    self.precision = precision
    self.anchor = anchor
    self.evidence = evidence
  }

  /// ACLED's time precision: 1 for a day, 2 for at most a week, 3 for at most a month, `nil` for anything coarser.
  public var acled: Int? {
    guard let interval else { return nil }
    switch interval.upperBound.dayNumber - interval.lowerBound.dayNumber {
    case 0: return 1
    case 1...6: return 2
    case 7...30: return 3
    default: return nil
    }
  }
}

/// What somebody said or wrote, with the words that say so.
public struct Quote: Fact, Hashable {
  public static let idPrefix = "q"
  /// The content, without its quotation marks.
  public var span: Span
  /// `direct`, `mixed` or `indirect`.
  public var kind: String
  /// Index into the article's entities.
  public var speaker: Int?
  /// The words that point at the speaker.
  public var speakerSpan: Span?
  /// Lemma of the reporting verb or the preposition.
  public var cue: String?
  public var cueSpan: Span?
  public var stance: String?
  public var evidence: Evidence

  /// A quote.
  public init(
    span: Span, kind: String, speaker: Int? = nil, speakerSpan: Span? = nil, cue: String? = nil, cueSpan: Span? = nil,
    stance: String? = nil, evidence: Evidence
  ) {
    self.span = span
    self.kind = kind
    self.speaker = speaker
    self.speakerSpan = speakerSpan
    self.cue = cue
    self.cueSpan = cueSpan
    self.stance = stance
    self.evidence = evidence
  }
}

/// Something reported to have happened, be happening or be announced.
public struct Event: Fact, Hashable {
  /// Somebody's part in an event.
  public struct Participant: Hashable, Sendable {
    public var entity: Int
    /// `agent`, `patient`, `chair`, `host`…
    public var part: String
    public var span: Span

    /// Entity number `entity` in this part.
    public init(entity: Int, part: String, span: Span) {
      self.entity = entity
      self.part = part
      self.span = span
    }
  }

  /// A number the event's report gives, with what it counts.
  public struct Count: Hashable, Sendable {
    public var value: Int
    public var what: String
    public var span: Span

    /// `value` of `what`.
    public init(value: Int, what: String, span: Span) {
      self.value = value
      self.what = what
      self.span = span
    }
  }

  public static let idPrefix = "v"
  /// The trigger.
  public var span: Span
  public var type: String
  /// PLOVER's code, where it has one.
  public var code: String?
  public var status: String?
  public var isMain: Bool
  public var participants: [Participant]
  /// Index into the article's entities.
  public var place: Int?
  /// Index into the article's dates.
  public var date: Int?
  public var numbers: [Count]
  public var evidence: Evidence

  /// An event whose trigger is `span`.
  public init(
    span: Span, type: String, code: String? = nil, status: String? = nil, isMain: Bool = false,
    participants: [Participant] = [], place: Int? = nil, date: Int? = nil, numbers: [Count] = [], evidence: Evidence
  ) {
    self.span = span
    self.type = type
    self.code = code
    self.status = status
    self.isMain = isMain
    self.participants = participants
    self.place = place
    self.date = date
    self.numbers = numbers
    self.evidence = evidence
  }
}

import ArticleModel

/// The days from which an expression may be reckoned.
struct ReferenceDays {
  /// The day of publication, or that of the dateline; `nil` when the article gives neither.
  var day: CalendarDate?
  /// Whether `day` was read in the text, not given with the article.
  var isDateline = false
  /// The date last mentioned, where it is known.
  var mentioned: CalendarPeriod?
  /// The day last mentioned.
  var mentionedDay: CalendarDate?
  /// The sentence in which `mentioned` stands.
  var mentionedSentence = -1
  /// Years that the text names, in order of appearance.
  var years: [Int] = []

  /// The anchor that `day` stands for.
  var anchor: String { isDateline ? "mentioned" : "published" }

  /// How a reason names `day`.
  var dayName: String {
    day.map { isDateline ? "the dateline, \($0)" : "publication, \($0)" } ?? ""
  }
}

/// What an expression means, and what that was reckoned from.
struct DateReading {
  var kind = "date"
  var period: CalendarPeriod?
  /// The days that are meant, where they are fewer than the period has ("fin avril").
  var days: ClosedRange<CalendarDate>?
  /// The value of what is no date, such as a duration.
  var value: String?
  /// How finely the words speak, where they mean no period that is known.
  var precision: CalendarPeriod.Precision = .day
  var anchor: String?
  var reason: String?

  /// A period that was reckoned from `anchor`.
  init(_ period: CalendarPeriod?, precision: CalendarPeriod.Precision = .day, anchor: String?, reason: String? = nil) {
    self.period = period
    self.precision = precision
    self.anchor = period == nil ? nil : anchor
    self.reason = period == nil ? nil : reason
  }

  /// Something that is no date.
  init(kind: String, value: String?) {
    self.kind = kind
    self.value = value
  }
}

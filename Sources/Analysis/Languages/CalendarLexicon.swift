/// The words with which a language names days, months and years.
struct CalendarLexicon: Sendable {
  /// What a word of the calendar is.
  enum Word: Sendable, Hashable {
    case month(Int)
    /// 1 is Monday.
    case weekday(Int)
    /// The first of a month.
    case ordinal(Int)
    /// Days from the day of publication.
    case relative(Int)
    /// -1 past, 0 this, 1 next.
    case modifier(Int)
    /// "ce" before a weekday.
    case this
    /// "au" between two days.
    case range
  }

  private var words: [String: Word] = [:]
  private var yearCues: Set<String> = []
  private var monthCues: Set<String> = []

  /// Reads a table of class, form and value.
  init(_ table: RuleFile) {
    for row in table.rows where row.count == 3 {
      let value = Int(row[2]) ?? 0
      switch row[0] {
      case "month": words[row[1]] = .month(value)
      case "weekday": words[row[1]] = .weekday(value)
      case "ordinal": words[row[1]] = .ordinal(value)
      case "relative": words[row[1]] = .relative(value)
      case "modifier": words[row[1]] = .modifier(value)
      case "this": words[row[1]] = .this
      case "range": words[row[1]] = .range
      case "year-cue": yearCues.insert(row[1])
      case "month-cue": monthCues.insert(row[1])
      default: preconditionFailure("class '\(row[0])' in the calendar table")
      }
    }
  }

  /// What `form`, in lower case, is in the calendar.
  func word(_ form: String) -> Word? { words[form] }
  /// Whether four digits after `form` are a year.
  func isYearCue(_ form: String) -> Bool { yearCues.contains(form) }
  /// Whether a month after `form` is a date of its own.
  func isMonthCue(_ form: String) -> Bool { monthCues.contains(form) }
}

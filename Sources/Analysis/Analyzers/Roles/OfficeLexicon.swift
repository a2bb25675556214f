/// The offices, ranks, titles and trades that a language names.
struct OfficeLexicon: Sendable {
  /// How an office stands beside a name.
  enum Kind: Sendable {
    case office, rank, title, trade
  }

  /// One office.
  struct Office: Sendable {
    var lemma: String
    var feminine: String
    /// The lemma's words, folded.
    var words: [UInt64]
    /// `state`, `military`… or `nil` when what follows decides.
    var category: String?
    var kind: Kind
    /// Offices of one sense may name one holder in turn; empty for none.
    var sense: String
  }

  /// A form of an office as it was read.
  struct Reading: Sendable {
    /// Index into `offices`.
    var office: Int
    var length: Int
    var gender: Gender?
    var isPlural: Bool
  }

  private struct Form: Sendable {
    var office: Int32
    /// The words behind the first.
    var rest: [UInt64]
    /// The spelling of a short form, which counts in its own capitals only.
    var exact: String?
    var gender: Gender?
    var isPlural: Bool
  }

  private(set) var offices: [Office] = []
  private var forms: [UInt64: [Form]] = [:]

  /// Reads a table of lemma, feminine, further forms, class, kind and sense.
  init(_ table: RuleFile) { add(table.rows) }

  /// Adds rows of the same form.
  mutating func add(_ rows: [[String]]) {
    for row in rows {
      guard row.count == 6 else { preconditionFailure("a row of the table of offices has six columns: \(row)") }
      let kind: Kind
      switch row[4] {
      case "office": kind = .office
      case "rank": kind = .rank
      case "title": kind = .title
      case "trade": kind = .trade
      default: preconditionFailure("kind '\(row[4])' in the table of offices")
      }
      let office = offices.count
      offices.append(
        Office(
          lemma: row[0], feminine: row[1].count > 1 ? row[1] : row[0], words: FoldedWords.hashes(row[0]),
          category: row[3] == "-" ? nil : row[3],
          kind: kind, sense: row[5]))
      let isEpicene = row[1] == "="
      add(row[0], office, gender: isEpicene ? nil : .male)
      if row[1] != "-", !isEpicene { add(row[1], office, gender: .female) }
      for further in row[2].split(separator: "|") { add(String(further), office, gender: isEpicene ? nil : .none) }
    }
    // The longest form that fits is read.
    for key in Array(forms.keys) { forms[key]?.sort { $0.rest.count > $1.rest.count } }
  }

  private mutating func add(_ form: String, _ office: Int, gender: Gender?) {
    let isShort = form.utf8.count <= 5 && form.first?.isUppercase == true
    insert(FoldedWords.hashes(form), office, gender, isPlural: false, exact: isShort ? form : nil)
    if isShort { return }
    // The first word bears the plural, and the adjective behind it if there is one.
    let words = form.split(separator: " ", maxSplits: 1)
    guard let plural = Self.plural(String(words[0])) else { return }
    let rest = words.count > 1 ? " " + words[1] : ""
    insert(FoldedWords.hashes(plural + rest), office, gender, isPlural: true, exact: nil)
    if words.count > 1, !words[1].contains(" "), !words[1].contains("'"), let second = Self.plural(String(words[1])) {
      insert(FoldedWords.hashes("\(plural) \(second)"), office, gender, isPlural: true, exact: nil)
    }
  }

  private mutating func insert(_ words: [UInt64], _ office: Int, _ gender: Gender?, isPlural: Bool, exact: String?) {
    guard let first = words.first, first != 0 else { return }
    forms[first, default: []].append(
      Form(office: Int32(office), rest: Array(words.dropFirst()), exact: exact, gender: gender, isPlural: isPlural))
  }

  /// The plural of a noun by the rule; `nil` where it does not differ.
  static func plural(_ noun: String) -> String? {
    if "sxz".contains(noun.last ?? "s") { return nil }
    if noun.hasSuffix("al") { return noun.dropLast(2) + "aux" }
    if noun.hasSuffix("eau") { return noun + "x" }
    return noun + "s"
  }

  /// Whether some form begins with this word.
  func begins(with hash: UInt64) -> Bool { forms[hash] != nil }

  /// The singular of the plural form that begins at token `index`.
  func singular(at index: Int, _ words: FoldedWords) -> String? {
    guard let form = forms[words[index]]?.first(where: { $0.isPlural && $0.rest.isEmpty }) else { return nil }
    return form.gender == .female ? offices[Int(form.office)].feminine : offices[Int(form.office)].lemma
  }

  /// The form that is this one word.
  func read(word hash: UInt64, spelling: String) -> Reading? {
    for form in forms[hash] ?? [] where form.rest.isEmpty && (form.exact ?? spelling) == spelling {
      return Reading(office: Int(form.office), length: 1, gender: form.gender, isPlural: form.isPlural)
    }
    return nil
  }

  /// The longest form that begins at token `index`.
  func read(at index: Int, _ words: FoldedWords, spelling: (Int) -> String) -> Reading? {
    guard let candidates = forms[words[index]] else { return nil }
    for form in candidates {
      if let exact = form.exact, spelling(index) != exact { continue }
      var fits = true
      for (offset, word) in form.rest.enumerated() where words[index + 1 + offset] != word {
        fits = false
        break
      }
      if fits {
        return Reading(
          office: Int(form.office), length: form.rest.count + 1, gender: form.gender, isPlural: form.isPlural)
      }
    }
    return nil
  }
}

/// What the words about a person tell of their sex.
enum Gender: Sendable {
  case male, female
}

public import ArticleModel

/// What somebody adds to the knowledge of a language: names, names of one thing, offices, reporting verbs, kinds of events.
public struct LanguageAdditions: Sendable {
  /// A row that cannot be used.
  public struct Problem: Error, Sendable {
    public var line: Int
    public var message: String
  }

  /// Names with their types.
  public private(set) var names: [(name: String, type: EntityType)] = []
  private(set) var aliases: [[String]] = []
  private(set) var offices: [[String]] = []
  private(set) var reportingVerbs: [[String]] = []
  private(set) var frames: [EventFrameFile] = []

  /// Nothing.
  public init() {}

  /// Whether the language itself stays as it is; names are found by an analyser of their own.
  public var leavesLanguage: Bool { aliases.isEmpty && offices.isEmpty && reportingVerbs.isEmpty && frames.isEmpty }

  /// Adds kinds of events; of files that describe the same one the last wins.
  public mutating func add(_ file: EventFrameFile) { frames.append(file) }

  /// Rows of a table, which begin on line 1; empty lines and lines that begin with `#` are none.
  private static func rows(
    _ text: String, _ body: (_ columns: [String]) -> String?
  ) -> [Problem] {
    var problems: [Problem] = []
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.utf8.count > 1000 {
        problems.append(Problem(line: number, message: "a row has at most 1,000 bytes"))
        continue
      }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if let message = body(columns) { problems.append(Problem(line: number, message: message)) }
    }
    return problems
  }

  private static func isPhrase(_ text: String) -> Bool {
    let words = FoldedWords.hashes(text)
    return !words.isEmpty && words.count <= 12 && !words.contains(0)
  }

  /// Adds the table of names: name, tab, `PER`, `ORG` or `LOC`.
  public mutating func addNames(_ text: String) -> [Problem] {
    Self.rows(text) { columns in
      guard columns.count == 2, let type = EntityType(rawValue: columns[1]) else {
        return "a row is a name, a tab, and PER, ORG or LOC"
      }
      guard Self.isPhrase(columns[0]) else { return "'\(columns[0])' is no name of one to twelve words" }
      names.append((columns[0], type))
      return nil
    }
  }

  /// Adds the table of aliases: the names of one thing, parted by tabs.
  public mutating func addAliases(_ text: String) -> [Problem] {
    Self.rows(text) { columns in
      guard columns.count >= 2 else { return "a row has two or more names of one thing, parted by tabs" }
      if let bad = columns.first(where: { !Self.isPhrase($0) }) { return "'\(bad)' is no name of one to twelve words" }
      aliases.append(columns)
      return nil
    }
  }

  private static let officeKinds = ["office", "rank", "title", "trade"]

  /// Adds the table of offices: masculine, feminine (`=` for the same, `-` for none), kind, and class or `-`.
  public mutating func addOffices(_ text: String) -> [Problem] {
    Self.rows(text) { columns in
      guard columns.count == 4, Self.officeKinds.contains(columns[2]) else {
        return
          "a row is masculine, feminine (= or -), kind (\(Self.officeKinds.joined(separator: ", "))) and class (or -)"
      }
      guard Self.isPhrase(columns[0]), columns[1] == "=" || columns[1] == "-" || Self.isPhrase(columns[1]) else {
        return "an office is one to twelve words"
      }
      offices.append([columns[0], columns[1], "", columns[3], columns[2], ""])
      return nil
    }
  }

  /// Adds the table of reporting verbs: lemma, stance, and where the content stands.
  public mutating func addReportingVerbs(_ text: String) -> [Problem] {
    Self.rows(text) { columns in
      guard columns.count == 3, !columns[0].isEmpty, !columns[1].isEmpty else {
        return
          "a row is a verb, its stance (such as states or denies), and where the content stands (such as speech que)"
      }
      let known = ReportingLexicon.Frames.named
      if let bad = columns[2].split(separator: " ").first(where: { known[String($0)] == nil }) {
        return "no place of the content is called '\(bad)'; there are \(known.keys.sorted().joined(separator: ", "))"
      }
      reportingVerbs.append(columns)
      return nil
    }
  }
}

extension Language {
  /// This language with `additions`.
  public func adding(_ additions: LanguageAdditions) -> Language {
    if additions.leavesLanguage { return self }
    let rows = additions.aliases.count + additions.offices.count
    let knowledge = rows == 0 ? nil : entityKnowledge?.adding(additions)
    let reporting = additions.reportingVerbs.isEmpty ? nil : reporting?.adding(verbs: additions.reportingVerbs)
    let events =
      additions.frames.isEmpty
      ? nil : events.map { lexicon in additions.frames.reduce(lexicon) { $0.adding($1) } }
    return Language(self, entityKnowledge: knowledge, reporting: reporting, events: events)
  }
}

extension EntityKnowledge {
  fileprivate func adding(_ additions: LanguageAdditions) -> EntityKnowledge {
    var offices = roles.offices
    offices.add(additions.offices)
    var names = names
    names.add(aliases: additions.aliases)
    return EntityKnowledge(
      roles: RoleLexicon(offices: offices, words: roles.words), constructions: constructions, names: names,
      countries: countries, divisions: divisions, confidences: confidences)
  }
}

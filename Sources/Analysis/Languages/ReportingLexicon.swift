import ArticleModel
import CLanguageData
import PatternQuery

/// What a language has to report speech with: verbs and phrases with their frames and stance, prepositions, and the words
/// around them.
final class ReportingLexicon: Sendable {
  /// Where a reporting verb has its content.
  struct Frames: OptionSet, Sendable {
    let rawValue: UInt32

    /// Beside quotation marks, or beside the clause: "…, ajoute-t-elle".
    static let speech = Frames(rawValue: 1 << 0)
    /// A clause with "que".
    static let that = Frames(rawValue: 1 << 1)
    /// An indirect question.
    static let question = Frames(rawValue: 1 << 2)
    /// A bare infinitive.
    static let infinitive = Frames(rawValue: 1 << 3)
    /// The direct object.
    static let object = Frames(rawValue: 1 << 4)
    /// Somebody who is asked to do something.
    static let appeal = Frames(rawValue: 1 << 5)
    /// A clause with "que" behind a direct object, who is told.
    static let addressee = Frames(rawValue: 1 << 6)
    /// A predicate: "se dit satisfaite".
    static let adjective = Frames(rawValue: 1 << 7)
    static let of = Frames(rawValue: 1 << 8)
    static let to = Frames(rawValue: 1 << 9)
    static let on = Frames(rawValue: 1 << 10)
    static let against = Frames(rawValue: 1 << 11)
    static let `for` = Frames(rawValue: 1 << 12)
    /// Whatever follows the phrase.
    static let after = Frames(rawValue: 1 << 13)
    /// The phrase's own object.
    static let own = Frames(rawValue: 1 << 14)

    /// The infinitive with "de", but no noun.
    static let ofInfinitive = Frames(rawValue: 1 << 15)
    /// Only finite forms report.
    static let finite = Frames(rawValue: 1 << 16)
    /// What is read speaks, not who reads: "peut-on lire dans la lettre".
    static let reading = Frames(rawValue: 1 << 17)
    /// Only persons and bodies are sources: "pour".
    static let human = Frames(rawValue: 1 << 18)

    static let named: [String: Frames] = [
      "speech": .speech, "que": .that, "question": .question, "infinitive": .infinitive, "object": .object,
      "appeal": .appeal, "addressee": .addressee, "adjective": .adjective, "de": .of, "à": .to, "sur": .on,
      "contre": .against, "pour": .for, "after": .after, "own": .own, "de-infinitive": .ofInfinitive, "finite": .finite,
      "reading": .reading,
      "human": .human,
    ]

    /// The frames written in `list`, divided by spaces.
    init(_ list: String) {
      self.init(
        list.split(separator: " ").map { name in
          guard let frame = Self.named[String(name)] else { preconditionFailure("a frame '\(name)'") }
          return frame
        })
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }
  }

  /// A verb, phrase or preposition that reports speech.
  struct Entry: Sendable {
    var lemma: String
    /// What saying it this way amounts to, such as `denies`.
    var stance: String
    var frames: Frames
  }

  /// Verbs and phrases, and how verbs are found.
  private struct Table {
    var entries: [Entry] = []
    /// For each lemma the entry of the plain verb, and of the pronominal one.
    var plain: [String: Int] = [:]
    var pronominal: [String: Int] = [:]

    /// Adds verbs: lemma, stance and frames a row. A verb that is known gets the new frames.
    mutating func add(verbs: [[String]]) {
      for row in verbs where row.count == 3 {
        let number = entries.count
        entries.append(Entry(lemma: row[0], stance: row[1], frames: Frames(row[2])))
        if row[0].hasPrefix("se ") {
          pronominal[String(row[0].dropFirst(3))] = number
        } else if row[0].hasPrefix("s'") {
          pronominal[String(row[0].dropFirst(2))] = number
        } else {
          plain[row[0]] = number
        }
      }
    }
  }

  private let table: Table
  /// Verbs and phrases; the tables refer to them.
  var entries: [Entry] { table.entries }
  /// The queries of phrases and sources with their entries, matched together.
  let phrases: PatternSet
  /// For each query its entry, and whether it finds sources.
  let ofPhrase: [(entry: Int, isSource: Bool)]
  let words: ReportingWords

  /// Reads the tables.
  init(verbs: RuleFile, phrases: RuleFile, words: RuleFile) {
    var table = Table()
    table.add(verbs: verbs.rows)
    var queries: [PatternQuery] = []
    var ofPhrase: [(Int, Bool)] = []
    for row in phrases.rows where row.count == 5 {
      ofPhrase.append((table.entries.count, row[0] == "source"))
      table.entries.append(Entry(lemma: row[1], stance: row[2], frames: Frames(row[3])))
      do {
        queries.append(try PatternQuery(row[4]))
      } catch {
        preconditionFailure("the query of '\(row[1])': \(error)")
      }
    }
    self.table = table
    self.phrases = PatternSet(queries)
    self.ofPhrase = ofPhrase
    self.words = ReportingWords(words)
  }

  private init(_ other: ReportingLexicon, _ table: Table) {
    self.table = table
    phrases = other.phrases
    ofPhrase = other.ofPhrase
    words = other.words
  }

  /// This lexicon with further verbs: lemma, stance and frames a row. A verb that is known gets the new frames.
  func adding(verbs: [[String]]) -> ReportingLexicon {
    var table = table
    table.add(verbs: verbs)
    return ReportingLexicon(self, table)
  }

  /// The entries of a verb's lemma: as it stands, and with a reflexive pronoun.
  func verb(_ lemma: String) -> (plain: Int?, pronominal: Int?) { (table.plain[lemma], table.pronominal[lemma]) }

  /// French.
  static let french = ReportingLexicon(
    verbs: RuleFile(languageDataFrenchReportingVerbs()), phrases: RuleFile(languageDataFrenchReportingPhrases()),
    words: RuleFile(languageDataFrenchReportingWords()))
}

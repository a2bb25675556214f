import ArticleModel
import PatternQuery

/// What an event of one kind looks like: the words that name it, and where its participants, place and date stand.
/// Read from a frame file; the format is described in `docs/events.md`.
public struct EventFrame: Sendable {
  /// A place in the clause where a participant stands.
  enum Slot: Hashable, Sendable {
    case subject, object
    /// Who speaks, where the trigger reports a quote.
    case speaker
    /// A phrase with a preposition of the named group.
    case preposition(String)
  }

  /// A part that participants play, and where they stand.
  struct Part: Sendable {
    var name: String
    /// The places, the likeliest first, each with the types of entity that count there; all when empty.
    var slots: [(slot: Slot, types: Set<EntityType>)] = []
    /// Whether every place is read, and not only the first that is filled.
    var takesAll = false
  }

  /// The finer kind, which is also the rule that the evidence of its events names.
  public let name: String
  /// What `Event.type` says.
  public internal(set) var type = "other"
  /// PLOVER's code, where it has one.
  public internal(set) var code: String?
  /// The queries for the trigger, alternatives of each other.
  var triggers: [PatternQuery] = []
  /// The stances of quotes whose cues are triggers; `*` for those that no other frame takes.
  var stances: [String] = []
  var parts: [Part] = []
  /// Groups of prepositions that lead to the place; empty where the kind has none.
  var places: [String] = []
  var hasDate = false
  /// Names of the lists of what is counted.
  var counts: [String] = []
  /// The parts without which there is no such event.
  var required: Set<String> = []
  /// What the kind adds when the main events are chosen.
  var weight = 0
  /// Whether only main events are kept: the kind is named by words too common to mean much elsewhere.
  var isKeptIfMain = false
  /// Who brought the frame, and in which version; `nil` for the language's own.
  var origin: EventFrameFile.Origin?
  /// The line of the file where the frame begins.
  var line: Int

  init(name: String, line: Int) {
    self.name = name
    self.line = line
  }
}

extension EventFrame {
  /// The types of the annotation guide; a frame names one of them.
  static let types = [
    "meeting", "attack", "election", "appointment", "death", "statement", "agreement", "protest", "legal", "other",
  ]

  /// Sets a property of the frame.
  ///
  /// - Returns: what is wrong with it, if anything, with the offset in `value` where it is known.
  mutating func set(
    _ key: String, _ value: String, lists: [String: [String]]
  ) -> (message: String, remedy: String?, offset: Int?)? {
    let words = value.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    if words.isEmpty { return ("'\(key)' says nothing", nil, nil) }
    switch key {
    case "type":
      // Whoever brings frames of their own may bring types.
      let isOwn = origin != nil && value.utf8.count <= 64 && value.allSatisfy { $0.isLetter || $0 == "-" || $0 == "_" }
      guard Self.types.contains(value) || isOwn else {
        return ("there is no type '\(value)'", "the types are \(Self.types.joined(separator: ", "))", nil)
      }
      type = value
    case "code": code = value
    case "trigger":
      do throws(QueryError) {
        triggers.append(try PatternQuery(value, lists: lists))
      } catch {
        return (error.message + (error.expected.map { " (expected \($0))" } ?? ""), error.remedy, error.offset)
      }
    case "quotes": stances = words
    case "place": places = words.filter { $0 != "|" }
    case "date":
      guard value == "when" else { return ("'date' can only be 'when'", nil, nil) }
      hasDate = true
    case "numbers": counts = words
    case "requires": required = Set(words)
    case "kept":
      guard value == "main" else { return ("'kept' can only be 'main'", nil, nil) }
      isKeptIfMain = true
    case "weight":
      guard let number = Int(value), abs(number) <= 1000 else { return ("a weight is a whole number", nil, nil) }
      weight = number
    default: return add(part: key, words)
    }
    return nil
  }

  private mutating func add(part key: String, _ words: [String]) -> (message: String, remedy: String?, offset: Int?)? {
    var part = Part(name: key == "participants" ? "participant" : key, takesAll: key == "participants")
    for word in words where word != "|" {
      guard word.hasPrefix("(") else {
        let slot: Slot =
          word == "subject" ? .subject : word == "object" ? .object : word == "speaker" ? .speaker : .preposition(word)
        part.slots.append((slot, []))
        continue
      }
      guard word.hasSuffix(")") else { return ("'\(word)' lacks its closing bracket", nil, nil) }
      if part.slots.isEmpty { return ("'\(word)' stands behind no place", "write 'of (PER|ORG)'", nil) }
      for name in word.dropFirst().dropLast().split(separator: "|") {
        guard let type = EntityType(rawValue: String(name)) else {
          return ("there is no type of entity '\(name)'", "they are PER, ORG and LOC", nil)
        }
        part.slots[part.slots.count - 1].types.insert(type)
      }
    }
    if part.slots.isEmpty { return ("'\(key)' says nowhere to look", nil, nil) }
    parts.append(part)
    return nil
  }
}

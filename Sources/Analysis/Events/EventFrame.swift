import ArticleModel

/// What an event of one kind looks like: the words that name it, and where its participants, place and date stand.
/// Read from a frame file; the format is described in `docs/events.md`.
struct EventFrame: Sendable {
  /// A place in the clause where a participant stands.
  enum Slot: Hashable, Sendable {
    case subject, object
    /// A phrase with a preposition of the named group.
    case preposition(String)
  }

  /// A part that participants play, and where they stand.
  struct Part: Sendable {
    var name: String
    var slots: [Slot]
    /// Which entities may play it; all when empty.
    var types: Set<EntityType>
  }

  var name: String
  var type = "other"
  /// PLOVER's code, where it has one.
  var code: String?
  /// The queries for the trigger, alternatives of each other.
  var triggers: [String] = []
  var parts: [Part] = []
  /// Groups of prepositions that lead to the place; empty where the kind has none.
  var places: [String] = []
  var hasDate = false
  /// Names of the lists of what is counted.
  var counts: [String] = []
  /// The parts without which there is no such event.
  var required: Set<String> = []
  /// What the kind is worth when the main events are chosen.
  var weight = 50
  /// How often such an event was right on development articles, in hundredths.
  var confidence = 50
}

/// A frame file: frames, the words they refer to, and the weights by which main events are chosen.
struct EventFrameFile: Sendable {
  /// Why a line cannot be read.
  struct Problem: Error, CustomStringConvertible {
    var line: Int
    var message: String
    var description: String { "line \(line): \(message)" }
  }

  private(set) var frames: [EventFrame] = []
  /// Lists of lemmas by name.
  private(set) var lists: [String: Set<String>] = [:]
  /// Weights by name.
  private(set) var weights: [String: Int] = [:]

  /// Reads the text of a frame file.
  init(_ text: String) throws(Problem) {
    var section = ""
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.drop { $0 == " " }
      if content.isEmpty || content.hasPrefix("#") { continue }
      func problem(_ message: String) -> Problem { Problem(line: number + 1, message: message) }
      if line.first != " " {
        let words = content.split(separator: " ").map(String.init)
        section = words[0]
        guard ["frame", "lists", "weights"].contains(section), section != "frame" || words.count >= 2 else {
          throw problem("expected 'frame NAME', 'lists' or 'weights'")
        }
        if section == "frame" { frames.append(EventFrame(name: words.dropFirst().joined(separator: " "))) }
        continue
      }
      guard let colon = content.firstIndex(of: ":") else { throw problem("expected 'key: value'") }
      let key = String(content[..<colon])
      let value = String(content[content.index(after: colon)...].drop { $0 == " " })
      switch section {
      case "frame":
        if let message = frames[frames.count - 1].set(key, value) { throw problem(message) }
      case "lists": lists[key, default: []].formUnion(value.split(separator: "|").map(String.init))
      case "weights":
        guard let weight = Int(value) else { throw problem("a weight is a whole number") }
        weights[key] = weight
      default: throw problem("a line before the first block")
      }
    }
  }

  func weight(_ name: String) -> Int { weights[name] ?? 0 }
}

extension EventFrame {
  /// Sets a property; returns what is wrong with it, if anything.
  fileprivate mutating func set(_ key: String, _ value: String) -> String? {
    let words = value.split(separator: " ").map(String.init)
    switch key {
    case "type": type = value
    case "code": code = value
    case "trigger": triggers.append(value)
    case "place": places = words.filter { $0 != "|" }
    case "date": hasDate = value == "when"
    case "numbers": counts = words
    case "requires": required = Set(words)
    case "weight", "confidence":
      guard let number = Int(value) else { return "'\(key)' is a whole number" }
      if key == "weight" { weight = number } else { confidence = number }
    default:
      var part = Part(name: key, slots: [], types: [])
      for word in words where word != "|" {
        if word.hasPrefix("(") {
          for name in word.dropFirst().dropLast().split(separator: "|") {
            guard let type = EntityType(rawValue: String(name)) else { return "no entity type '\(name)'" }
            part.types.insert(type)
          }
        } else {
          part.slots.append(word == "subject" ? .subject : word == "object" ? .object : .preposition(word))
        }
      }
      if part.slots.isEmpty { return "'\(key)' says nowhere to look" }
      parts.append(part)
    }
    return nil
  }
}

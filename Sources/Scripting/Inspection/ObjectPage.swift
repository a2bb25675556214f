import LuaRuntime
import Reporting

/// An object of the model in the few lines that a prompt shows of it.
struct ObjectPage {
  private let object: LuaHandle
  private let width: Int

  init(_ object: LuaHandle, width: Int?) {
    self.object = object
    self.width = width ?? 100
  }

  var text: String {
    let line = ObjectLine(object).text
    switch object.hostClass?.name {
    case "article": return ([line] + counts).joined(separator: "\n")
    case "quote", "role", "event", "mention", "date", "reference":
      return TextWrap.wrapped(ValueLine.oneLine(line), width: width) + context
    case "entity":
      var text = TextWrap.wrapped(line, width: width)
      if let aliases = try? object.field("aliases"), aliases.count > 0 {
        let names = (1...min(aliases.count, 12)).compactMap { (try? aliases.element($0))?.text }
        text += "\n  also " + names.joined(separator: ", ")
      }
      return text
    default: return line
    }
  }

  /// The sentence in which a fact stands, where it says more than the fact.
  private var context: String {
    guard let sentence = try? object.field("sentence"), let text = ObjectLine.string(sentence, "text") else {
      return ""
    }
    let own = ObjectLine.string(object, "text") ?? ""
    guard text.count > own.count + 2 else { return "" }
    let wrapped = TextWrap.wrapped(ValueLine.oneLine(text), width: max(width - 2, 20))
    return wrapped.split(separator: "\n").map { "\n  " + $0 }.joined()
  }

  /// How much of everything an article has.
  private var counts: [String] {
    let fields = [
      ("sentences", "sentence"), ("tokens", "token"), ("persons", "person"), ("organizations", "organisation"),
      ("places", "place"), ("quotes", "quote"), ("events", "event"), ("roles", "role"), ("dates", "date"),
    ]
    let parts = fields.compactMap { field, word -> String? in
      guard let count = (try? object.field(field))?.count, count > 0 else { return nil }
      return "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    if parts.isEmpty { return [] }
    return TextWrap.wrapped(parts.joined(separator: " · "), width: max(width - 2, 20)).split(separator: "\n").map {
      "  " + $0
    }
  }
}

import LuaRuntime

/// An object of the model in a line for people: a person with roles, a quote with its speaker. Reads fields alone, as a
/// script would.
struct ObjectLine {
  private let object: LuaHandle

  init(_ object: LuaHandle) { self.object = object }

  var text: String {
    switch object.hostClass?.name {
    case "entity": entity
    case "quote": quote
    case "role": role
    case "event": event
    case "date", "time": [words, string("value"), string("precision")].compactMap(\.self).joined(separator: " · ")
    case "mention": "\(words) · \(string("type") ?? "")"
    case "reference": words + (name("entity").map { " → \($0)" } ?? "")
    case "topic": "\(string("name") ?? words) · \(string("score") ?? "") %"
    case "annotation": annotation
    case "evidence": "\(words) · \(string("by") ?? "") · confidence \(string("confidence") ?? "")"
    case "absence": absence
    default: described
    }
  }

  // MARK: Classes

  private var entity: String {
    var parts = [string("name") ?? described]
    let roles = Self.roles(of: object)
    if !roles.isEmpty { parts.append(roles) }
    if string("type") != "PER" { parts += [Self.kind(string("type")), string("country")].compactMap(\.self) }
    let quotes = count("quotes")
    if quotes > 0 { parts.append(quotes == 1 ? "1 quote" : "\(quotes) quotes") }
    let mentions = count("mentions")
    if parts.count < 3, mentions > 0 { parts.append(mentions == 1 ? "named once" : "named \(mentions) times") }
    return parts.joined(separator: " · ")
  }

  private var quote: String {
    let said = string("kind") == "indirect" ? words : "« \(words) »"
    let source = [name("speaker") ?? string("speaker_text"), string("cue_text") ?? string("cue")].compactMap(\.self)
    return source.isEmpty ? said : "\(Self.shortened(said)) — \(source.joined(separator: ", "))"
  }

  private var role: String {
    let title = (string("title") ?? words) + (name("of").map { " (\($0))" } ?? "")
    return [name("person"), title, string("status")].compactMap(\.self).joined(separator: " · ")
  }

  private var event: String {
    let people = Self.names(in: object, "participants")
    let parts = [
      string("date") ?? "undated", string("type"), name("place"), people.isEmpty ? nil : people, Self.shortened(words),
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }

  private var annotation: String {
    guard let attributes = try? object.field("attributes") else { return words }
    return "\(string("layer") ?? "annotation") · \(words) · \(ValueLine(width: nil).text(of: attributes))"
  }

  /// Where there is no article, any field says what there is instead.
  private var absence: String {
    do {
      return try object.field("text").described()
    } catch {
      return error.message
    }
  }

  // MARK: Fields

  var described: String { (try? object.described()) ?? "a \(object.typeName) of an article that is no longer loaded" }

  private var words: String { string("text").map(ValueLine.oneLine) ?? described }

  private func string(_ field: String) -> String? { Self.string(object, field) }

  /// The name of the entity in a field.
  private func name(_ field: String) -> String? {
    guard let entity = try? object.field(field), entity.object != nil else { return nil }
    return Self.string(entity, "name")
  }

  private func count(_ field: String) -> Int { (try? object.field(field))?.count ?? 0 }

  /// A field that is text or a number.
  static func string(_ object: LuaHandle, _ field: String) -> String? {
    guard let value = try? object.field(field) else { return nil }
    switch value.type {
    case .string: return value.text
    case .number: return try? value.described()
    default: return nil
    }
  }

  /// The roles of an entity in words, divided by semicolons, each once.
  static func roles(of entity: LuaHandle) -> String {
    guard let list = try? entity.field("roles"), list.count > 0 else { return "" }
    var roles: [String] = []
    for position in 1...min(list.count, 8) {
      guard let role = try? list.element(position), let title = string(role, "title") else { continue }
      let of = (try? role.field("of")).flatMap { $0.object == nil ? nil : string($0, "name") }
      let text = of.map { "\(title) (\($0))" } ?? title
      if !roles.contains(text) { roles.append(text) }
    }
    return roles.joined(separator: "; ")
  }

  /// The names of the elements of a list field, divided by commas.
  static func names(in object: LuaHandle, _ field: String) -> String {
    guard let list = try? object.field(field), list.count > 0 else { return "" }
    let names = (1...min(list.count, 8)).compactMap { position in
      (try? list.element(position)).flatMap { string($0, "name") }
    }
    return names.joined(separator: ", ")
  }

  private static func kind(_ type: String?) -> String? {
    switch type {
    case "ORG": "organisation"
    case "LOC": "place"
    default: nil
    }
  }

  /// Words that leave room for what stands behind them.
  private static func shortened(_ text: String, to limit: Int = 72) -> String {
    guard text.count > limit else { return text }
    let isQuoted = text.hasSuffix(" »")
    let head = text.prefix(limit - (isQuoted ? 4 : 2))
    let end = head.lastIndex(of: " ") ?? head.endIndex
    return head[..<end] + (isQuoted ? " … »" : " …")
  }
}

import LuaRuntime
import Reporting

/// The columns under which a list of model objects is shown as a table.
struct ListColumns {
  /// Where a cell comes from.
  private enum Source {
    /// A field; of an entity its name.
    case field(String)
    /// How many elements a list field has.
    case count(String)
    case roles
    case names(String)
    /// The words, or how the object describes itself.
    case words
  }

  private let columns: [(name: String, source: Source)]

  /// The columns for objects of the class `name`.
  init(for name: String?) {
    columns =
      switch name {
      case "entity":
        [
          ("name", .field("name")), ("type", .field("type")), ("roles", .roles), ("mentions", .count("mentions")),
          ("quotes", .count("quotes")),
        ]
      case "quote": [("speaker", .field("speaker")), ("cue", .field("cue_text")), ("text", .words)]
      case "role":
        [("person", .field("person")), ("title", .field("title")), ("of", .field("of")), ("status", .field("status"))]
      case "event":
        [
          ("date", .field("date")), ("type", .field("type")), ("place", .field("place")),
          ("who", .names("participants")), ("text", .field("sentence")),
        ]
      case "date", "time": [("text", .words), ("value", .field("value")), ("kind", .field("kind"))]
      case "mention": [("text", .words), ("type", .field("type")), ("entity", .field("entity"))]
      case "reference": [("text", .words), ("kind", .field("kind")), ("entity", .field("entity"))]
      case "region": [("kind", .field("kind")), ("text", .words)]
      case "token": [("text", .words), ("lemma", .field("lemma")), ("pos", .field("pos"))]
      case "topic": [("name", .field("name")), ("kind", .field("kind")), ("score", .field("score"))]
      case "participant": [("name", .field("name")), ("part", .field("part")), ("text", .words)]
      case "count": [("value", .field("value")), ("what", .field("what")), ("text", .words)]
      case "article":
        [("published", .field("published")), ("publisher", .field("publisher")), ("title", .words)]
      default: [("text", .words)]
      }
  }

  var names: [String] { columns.map(\.name) }

  /// The cells of `object`.
  func cells(of object: LuaHandle) -> [Table.Cell] { columns.map { cell(object, $0.source) } }

  private func cell(_ object: LuaHandle, _ source: Source) -> Table.Cell {
    switch source {
    case .field(let name): return (try? object.field(name)).map(Self.cell) ?? .empty
    case .count(let name): return .integer((try? object.field(name))?.count ?? 0)
    case .roles: return .text(ObjectLine.roles(of: object))
    case .names(let field): return .text(ObjectLine.names(in: object, field))
    case .words: return .text(ObjectLine.string(object, "text") ?? ObjectLine(object).described)
    }
  }

  /// A value as a cell.
  static func cell(_ value: LuaHandle) -> Table.Cell {
    switch value.scalar {
    case .nil?: return .empty
    case .boolean(let flag)?: return .boolean(flag)
    case .integer(let number)?: return .integer(number)
    case .number(let number)?: return .number(number)
    case .string?: return .text(value.text ?? "")
    default: break
    }
    if value.object != nil {
      return .text(ObjectLine.string(value, "name") ?? ObjectLine.string(value, "text") ?? ObjectLine(value).described)
    }
    return .text(ValueLine(width: nil).text(of: value))
  }
}

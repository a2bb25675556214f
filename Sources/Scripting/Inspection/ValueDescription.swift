public import LuaRuntime
import Reporting

/// What there is to know of a value: of an object every field with what it holds, of a table its keys, of a list what it
/// is a list of.
public struct ValueDescription {
  private let value: LuaHandle

  /// Describes `value`.
  public init(_ value: LuaHandle) { self.value = value }

  /// The description in lines of at most `width` columns.
  public func text(width: Int) -> String {
    switch value.type {
    case .host where value.object != nil: object(width)
    case .host: sequence(width)
    case .table: table(width)
    case .string: "a string of \(value.count) bytes\n"
    case .none, .nil: "nil: there is nothing here\n"
    case .function: "a function; :help NAME explains those of workbench\n"
    default: "a \(value.typeName): \(ValueLine(width: width).text(of: value))\n"
    }
  }

  private func object(_ width: Int) -> String {
    guard let type = value.hostClass else { return "an object of an article that is no longer loaded\n" }
    var text = "\(type.name): \(type.text)\n"
    var table = Table(columns: ["field", "value", "type"])
    let line = ValueLine(width: 200)
    for field in type.properties {
      let held = (try? value.field(field.name)).map { line.text(of: $0, bare: false) } ?? "?"
      table.append([.text(field.name), .text(held), .text(field.type)])
    }
    if !type.properties.isEmpty { text += "\n" + table.rendered(.text, width: width) }
    if !type.methods.isEmpty { text += "\n" }
    for method in type.methods {
      text +=
        "\(type.name):\(method.name)\(method.type)\n"
        + TextWrap.wrapped(method.text, width: width, indent: "    ") + "\n"
    }
    return text
  }

  private func sequence(_ width: Int) -> String {
    let line = ValueLine(width: width)
    var text = line.text(of: value) + "\n"
    let type = value.elementClass
    if let type { text += "each: \(type.text) :help \(type.name) lists the fields.\n" }
    if value.count > 0, let first = try? value.element(1) { text += line.cut("[1] = " + line.text(of: first)) + "\n" }
    text += "methods: " + LuaClass.listMethods.map { ":\($0.name)" }.joined(separator: " ") + "; :help list\n"
    return text
  }

  private func table(_ width: Int) -> String {
    let keys = value.keys(most: 1_000)
    var table = Table(columns: ["key", "type", "value"])
    for key in keys {
      guard let held = try? value.value(at: key) else { continue }
      table.append([
        .text(ValueLine.name(of: key)), .text(held.typeName), .text(ValueLine(width: 200).text(of: held, bare: false)),
      ])
    }
    let heading = "a table with \(keys.count) key\(keys.count == 1 ? "" : "s")\n"
    return keys.isEmpty ? heading : heading + "\n" + table.rendered(.text, width: width)
  }
}

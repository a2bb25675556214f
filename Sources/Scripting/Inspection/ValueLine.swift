public import LuaRuntime
import Reporting

/// A value in one line, as it stands inside tables and lists and at a prompt.
struct ValueLine {
  /// Columns the line takes at most; `nil` when nothing is cut.
  let width: Int?
  /// Tables within tables that are shown.
  private static let depth = 3
  /// Elements of a table that one line shows.
  private static let elements = 12

  /// The line for `value`; strings stand in quotes unless it is `bare`.
  func text(of value: LuaHandle, bare: Bool = true) -> String {
    var open: [UnsafeRawPointer] = []
    return cut(line(value, bare: bare, open: &open))
  }

  /// The text as one line that fits.
  func cut(_ text: String) -> String {
    let line = Self.oneLine(text)
    return width.map { DisplayWidth.truncated(line, to: $0) } ?? line
  }

  private func line(_ value: LuaHandle, bare: Bool, open: inout [UnsafeRawPointer]) -> String {
    switch value.type {
    case .string:
      let text = value.text ?? ""
      return bare ? text : "\"\(Self.oneLine(text))\""
    case .none, .nil: return "nil"
    case .boolean, .number: return (try? value.described()) ?? "?"
    case .function: return "function"
    case .coroutine: return "coroutine"
    case .host: return value.isSequence ? sequence(value, open: &open) : ObjectLine(value).text
    case .table: return table(value, open: &open)
    }
  }

  /// Lists of the model are counted; lists of plain values are short enough to be shown.
  private func sequence(_ list: LuaHandle, open: inout [UnsafeRawPointer]) -> String {
    let count = list.count
    if let type = list.elementClass?.name ?? list.hostClass?.elementType {
      if count == 0 { return "empty list of \(Self.plural(type))" }
      return "list of \(count) \(count == 1 ? type : Self.plural(type))"
    }
    let shown = (1...max(count, 1)).prefix(count).prefix(Self.elements).map { position in
      (try? list.element(position)).map { line($0, bare: false, open: &open) } ?? "?"
    }
    return braces(shown, of: count)
  }

  private static func plural(_ type: String) -> String { type.hasSuffix("y") ? type.dropLast() + "ies" : type + "s" }

  private func table(_ table: LuaHandle, open: inout [UnsafeRawPointer]) -> String {
    if table.describesItself { return (try? table.described()) ?? "table that cannot be shown" }
    guard let identity = table.identity, !open.contains(identity), open.count < Self.depth else { return "{…}" }
    open.append(identity)
    defer { open.removeLast() }
    let keys = table.keys(most: Self.elements + 1)
    let shown = keys.prefix(Self.elements).enumerated().map { number, key in
      let value = (try? table.value(at: key)).map { line($0, bare: false, open: &open) } ?? "?"
      return key == .integer(number + 1) ? value : "\(Self.name(of: key)) = \(value)"
    }
    return braces(shown, of: keys.count)
  }

  private func braces(_ elements: [String], of count: Int) -> String {
    if count == 0 { return "{}" }
    return "{ " + elements.joined(separator: ", ") + (count > elements.count ? ", … }" : " }")
  }

  /// A key as source writes it: a name as it is, another value in brackets.
  static func name(of key: LuaValue) -> String {
    switch key {
    case .string(let bytes):
      let text = String(decoding: bytes, as: UTF8.self)
      return isName(text) ? text : "[\"\(oneLine(text))\"]"
    case .integer(let number): return "[\(number)]"
    case .number(let number): return "[\(number)]"
    case .boolean(let flag): return "[\(flag)]"
    default: return "[…]"
    }
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F }
  }

  static func oneLine(_ text: String) -> String {
    guard text.contains(where: { $0.isNewline || $0 == "\t" }) else { return text }
    return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}

/// Values in a line each, as a list of results shows them.
public struct ValueLines {
  private let line: ValueLine

  /// Lines of at most `width` columns; `nil` when nothing is cut.
  public init(width: Int?) { line = ValueLine(width: width) }

  /// The line for `value`.
  public func text(of value: LuaHandle) -> String { line.text(of: value) }
}

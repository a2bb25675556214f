public import LuaRuntime
import Reporting

/// A value as a prompt shows it, a page at a time.
public final class ValuePages {
  /// The room there is.
  public struct Room: Sendable, Equatable {
    /// Columns of the terminal; `nil` when nothing is cut.
    public var width: Int?
    /// Lines of a page.
    public var lines: Int

    public init(width: Int?, lines: Int) {
      self.width = width
      self.lines = lines
    }
  }

  private enum Content {
    /// Lines that are there already.
    case lines([Substring])
    /// Elements of a list or of a table's array part.
    case elements(LuaHandle)
    /// A table's keys.
    case keys(LuaHandle, [LuaValue])
    /// Whatever comes next, at most so many lines, and whether there is more.
    case stream((Int) throws -> (text: String, hasMore: Bool))
  }

  private let content: Content
  private var next = 0
  private var isAtEnd = false

  /// Pages of `text`.
  public init(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    content = .lines(lines)
  }

  /// Pages of what `next` gives: at most so many lines, and whether there is more.
  public init(stream next: @escaping (Int) throws -> (text: String, hasMore: Bool)) { content = .stream(next) }

  /// Pages of a value that is no plain line.
  public init(_ value: LuaHandle, room: Room) {
    switch value.type {
    case .string: content = Self.lines(of: value.text ?? "")
    case .host where value.isSequence && value.count > 0: content = .elements(value)
    case .host where value.isSequence: content = .lines([ValueLine(width: room.width).text(of: value)[...]])
    case .host: content = Self.lines(of: ObjectPage(value, width: room.width).text)
    case .table where !value.describesItself:
      let line = ValueLine(width: nil).text(of: value)
      let keys = value.keys()
      if DisplayWidth.columns(of: line) <= room.width ?? 100, Self.isFlat(value, keys) || keys.isEmpty {
        content = .lines([line[...]])
      } else if keys.count == value.count {
        content = .elements(value)
      } else {
        content = .keys(value, keys)
      }
    case .table: content = Self.lines(of: ValueLine(width: nil).text(of: value))
    default: content = .lines([ValueLine(width: room.width).text(of: value)[...]])
    }
  }

  private static func lines(of text: String) -> Content {
    .lines(text.split(separator: "\n", omittingEmptySubsequences: false))
  }

  /// Whether no element is a table or an object of the host, so that one line says it all.
  private static func isFlat(_ table: LuaHandle, _ keys: [LuaValue]) -> Bool {
    keys.prefix(16).allSatisfy { key in
      guard let value = try? table.value(at: key) else { return true }
      return value.type != .table && value.type != .host
    }
  }

  /// Whether there is nothing more to show.
  public var hasEnded: Bool { isAtEnd }

  /// The next page, and a line that says how much is left.
  public func page(_ room: Room) throws -> String {
    let (text, rest) = try part(room)
    isAtEnd = rest == 0
    guard rest != 0 else { return text }
    return text + "… \(rest.map { "\($0) " } ?? "")more; :more shows them\n"
  }

  /// The next page and how much is left after it; `nil` when that is not known.
  private func part(_ room: Room) throws -> (text: String, rest: Int?) {
    switch content {
    case .lines(let lines):
      // One line alone on the last page would be more bother than it is worth.
      let count = lines.count - next <= room.lines + 2 ? lines.count - next : room.lines
      let text = lines[next..<(next + count)].map { $0 + "\n" }.joined()
      next += count
      return (text, lines.count - next)
    case .elements(let list):
      let last = min(list.count, next + room.lines)
      let text = try ElementTable(list, width: room.width).rendered((next + 1)..<(last + 1))
      next = last
      return (text, list.count - last)
    case .keys(let table, let keys):
      let last = min(keys.count, next + room.lines)
      var text = ""
      let names = keys[next..<last].map(ValueLine.name)
      let width = min(names.reduce(0) { max($0, DisplayWidth.columns(of: $1)) }, 32)
      for (key, name) in zip(keys[next..<last], names) {
        let padding = String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: name)))
        let line = ValueLine(width: room.width.map { max($0 - width - 3, 20) })
        text += "\(name)\(padding) = \(line.text(of: try table.value(at: key), bare: false))\n"
      }
      next = last
      return (text, keys.count - last)
    case .stream(let next):
      let (text, hasMore) = try next(room.lines)
      return (text, hasMore ? nil : 0)
    }
  }
}

/// Elements of a list as rows of a table, numbered as they are indexed.
struct ElementTable {
  private let list: LuaHandle
  private let width: Int?

  init(_ list: LuaHandle, width: Int?) {
    self.list = list
    self.width = width
  }

  func rendered(_ positions: Range<Int>) throws(LuaError) -> String {
    var elements: [(position: Int, value: LuaHandle)] = []
    for position in positions { elements.append((position, try list.element(position))) }
    if let type = commonClass(elements.map(\.value)) {
      let columns = ListColumns(for: type)
      return rendered(["#"] + columns.names, elements.map { [.integer($0.position)] + columns.cells(of: $0.value) })
    }
    if let keys = commonKeys(elements.map(\.value)) {
      var rows: [[Table.Cell]] = []
      for (position, value) in elements {
        var row: [Table.Cell] = [.integer(position)]
        for key in keys { row.append(ListColumns.cell(try value.value(at: key))) }
        rows.append(row)
      }
      return rendered(["#"] + keys.map(Self.heading), rows)
    }
    return elements.map { position, value in
      let padding = String(repeating: " ", count: "\(positions.upperBound - 1)".count - "\(position)".count)
      let number = "\(position)\(padding)  "
      let line = ValueLine(width: width.map { max($0 - number.count, 20) }).text(of: value, bare: false)
      return number + line + "\n"
    }.joined()
  }

  private func rendered(_ columns: [String], _ rows: [[Table.Cell]]) -> String {
    var table = Table(columns: columns)
    for row in rows { table.append(row) }
    return table.rendered(.text, width: width)
  }

  /// The class that all elements have.
  private func commonClass(_ values: [LuaHandle]) -> String? {
    if let name = list.elementClass?.name { return name }
    guard let first = values.first, first.object != nil, let name = first.hostClass?.name else { return nil }
    return values.allSatisfy { $0.object != nil && $0.hostClass?.name == name } ? name : nil
  }

  /// The keys of elements that are records: tables with the same few keys.
  private func commonKeys(_ values: [LuaHandle]) -> [LuaValue]? {
    guard values.count > 0, values.allSatisfy({ $0.type == .table && !$0.describesItself }) else { return nil }
    var keys: [LuaValue] = []
    for value in values {
      for key in value.keys(most: 13) where !keys.contains(key) { keys.append(key) }
      if keys.count > 12 { return nil }
    }
    return keys.isEmpty ? nil : keys
  }

  private static func heading(_ key: LuaValue) -> String {
    key.text ?? String(ValueLine.name(of: key).dropFirst().dropLast())
  }
}

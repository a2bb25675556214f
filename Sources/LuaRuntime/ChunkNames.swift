import CLuaShim

/// Short names of chunks for Lua, which cuts names at 60 bytes, and the full paths they stand for.
struct ChunkNames {
  private var paths: [String: String] = [:]
  private var keys: [String: String] = [:]

  /// The name under which a file is compiled: its last path component, cut, and numbered where it is taken.
  mutating func key(for path: String) -> String {
    if let key = keys[path] { return key }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var stem = ""
    for character in name where stem.utf8.count + String(character).utf8.count <= 40 && !character.isNewline {
      stem.append(character)
    }
    var key = stem
    var number = 2
    while key.isEmpty || paths[key] != nil {
      key = "\(stem)~\(number)"
      number += 1
    }
    paths[key] = path
    keys[path] = key
    return key
  }

  /// The error that a message of Lua says, with full paths.
  func error(_ kind: LuaError.Kind, _ message: String, frames: [lr_frame]) -> LuaError {
    let traceback = frames.map(frame)
    var error = LuaError(kind: kind, message: message, traceback: traceback)
    if kind == .runtime || kind == .syntax {
      error.raised = message
      if let (key, line, rest) = position(of: message) {
        error.path = paths[key] ?? key
        error.line = line
        error.message = rest
      }
    } else if let place = traceback.first(where: { $0.line != nil }) {
      error.path = place.path
      error.line = place.line
    }
    return error
  }

  /// Takes `key:line: ` from the front of a message.
  private func position(of message: String) -> (key: String, line: Int, message: String)? {
    // Names may hold colons: the longest that fits is the right one.
    let bytes = Array(message.utf8)
    var best: (key: String, line: Int, end: Int)?
    for key in paths.keys where key.utf8.count > (best?.key.utf8.count ?? -1) {
      let name = Array(key.utf8)
      guard bytes.starts(with: name), bytes.count > name.count, bytes[name.count] == UInt8(ascii: ":") else { continue }
      var end = name.count + 1
      var line = 0
      while end < bytes.count, line < 10_000_000, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[end] {
        line = line * 10 + Int(bytes[end] - UInt8(ascii: "0"))
        end += 1
      }
      guard end > name.count + 1, end + 1 < bytes.count, bytes[end] == UInt8(ascii: ":") else { continue }
      best = (key, line, end + 2)
    }
    return best.map { ($0.key, $0.line, String(decoding: bytes[$0.end...], as: UTF8.self)) }
  }

  private func frame(_ frame: lr_frame) -> LuaError.Frame {
    let source = text(frame.source)
    let name = text(frame.name)
    return LuaError.Frame(
      path: source.isEmpty ? nil : paths[source] ?? source, line: frame.line > 0 ? Int(frame.line) : nil,
      function: name.isEmpty ? nil : name)
  }

  /// A C array of characters, read up to its zero; bytes that were cut are dropped.
  private func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

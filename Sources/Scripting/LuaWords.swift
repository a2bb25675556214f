/// Walks the words and marks of Lua source, comments and strings left out. Nothing is evaluated.
struct LuaWords {
  private let source: [UInt8]
  private var index = 0

  init(_ source: [UInt8]) { self.source = source }

  /// The next name, number or mark; of marks that are longer than a character only `==` is kept whole.
  mutating func next() -> String? {
    while index < source.count {
      let byte = source[index]
      if byte <= 0x20 {
        index += 1
      } else if starts("--") {
        index += 2
        if !skipLong() { while index < source.count, source[index] != 0x0A { index += 1 } }
      } else if byte == 0x22 || byte == 0x27 {
        skipString(byte)
        return "\""
      } else if byte == 0x5B, skipLong() {
        return "\""
      } else {
        return word()
      }
    }
    return nil
  }

  private mutating func word() -> String {
    let start = index
    while index < source.count, Self.isName(source[index]) { index += 1 }
    if index == start { index += starts("==") ? 2 : 1 }
    return String(decoding: source[start..<index], as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
  }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer {
      index + $0.count <= source.count && source[index..<(index + $0.count)].elementsEqual($0)
    }
  }

  private mutating func skipString(_ quote: UInt8) {
    index += 1
    while index < source.count, source[index] != quote, source[index] != 0x0A {
      index += source[index] == 0x5C ? 2 : 1
    }
    index = min(index + 1, source.count)
  }

  /// Skips `[[ … ]]` or `[==[ … ]==]`; `false` with nothing read when none begins here.
  private mutating func skipLong() -> Bool {
    guard index < source.count, source[index] == 0x5B else { return false }
    var end = index + 1
    while end < source.count, source[end] == 0x3D { end += 1 }
    guard end < source.count, source[end] == 0x5B else { return false }
    let level = end - index - 1
    index = end + 1
    while index < source.count {
      if source[index] == 0x5D {
        var close = index + 1
        while close < source.count, source[close] == 0x3D, close - index - 1 < level { close += 1 }
        if close - index - 1 == level, close < source.count, source[close] == 0x5D {
          index = close + 1
          return true
        }
      }
      index += 1
    }
    return true
  }
}

extension ScriptSource {
  /// The names that a script's text uses, keywords and fields among them.
  public static func names(in source: [UInt8]) -> Set<String> {
    var words = LuaWords(source)
    var names: Set<String> = []
    while let word = words.next() { names.insert(word) }
    return names
  }

  /// Which of the global functions `names` a script's text defines: `function map(…)` or `map = …`, neither local nor
  /// the member of a table.
  public static func defined(_ names: Set<String>, in source: [UInt8]) -> Set<String> {
    var words = LuaWords(source)
    var found: Set<String> = []
    var locals: Set<String> = []
    var depth = 0
    var (beforeLast, last) = ("", "")
    var current = words.next()
    while let word = current {
      let following = words.next()
      if word == "{" { depth += 1 }
      if word == "}" { depth -= 1 }
      if names.contains(word) {
        let isLocal = last == "local" || (last == "function" && beforeLast == "local")
        if isLocal { locals.insert(word) }
        let isFunction = last == "function" && following == "("
        let isAssigned = following == "=" && depth == 0 && ![".", ":", ","].contains(last)
        if !isLocal, isFunction || isAssigned { found.insert(word) }
      }
      (beforeLast, last) = (last, word)
      current = following
    }
    return found.subtracting(locals)
  }
}

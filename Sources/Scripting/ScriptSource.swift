/// What can be told of a script from its text alone.
public enum ScriptSource {
  /// The layers that the scripts add to: the names in string literals that are the first argument of `annotate`.
  ///
  /// So that a layer exists, if empty, in an article in which the script finds nothing to add. Nothing is evaluated: a
  /// name that merely stands there declares a layer that stays empty.
  public static func layersMade(by sources: [[UInt8]]) -> Set<String> {
    var names: Set<String> = []
    let word = Array("annotate".utf8)
    for source in sources {
      var index = 0
      while index + word.count < source.count {
        guard source[index] == word[0], source[index..<(index + word.count)].elementsEqual(word) else {
          index += 1
          continue
        }
        index += word.count
        if let name = literal(in: source, after: index) { names.insert(name) }
      }
    }
    return names
  }

  /// The plain name in a quoted literal behind spaces and an opening bracket.
  private static func literal(in source: [UInt8], after start: Int) -> String? {
    var index = start
    while index < source.count, [0x20, 0x09, 0x0A, 0x0D, 0x28].contains(source[index]) { index += 1 }
    guard index < source.count, source[index] == 0x22 || source[index] == 0x27 else { return nil }
    let name = source[(index + 1)...].prefix(65).prefix { $0 != source[index] && $0 != 0x0A }
    let isPlain = name.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
    }
    return isPlain && (1...64).contains(name.count) ? String(decoding: name, as: UTF8.self) : nil
  }
}

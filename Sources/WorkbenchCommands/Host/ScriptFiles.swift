import Worker

/// A script and the modules beside it that it may require.
enum ScriptFiles {
  /// Chunks for a job: the script first, then the Lua files of its folder whose names it, or a module of it, mentions
  /// after `require`. Nothing is evaluated: a name that merely stands there costs the reading of a file.
  static func chunks(for path: String) throws(InputFile.Problem) -> [WorkerJob.Chunk] {
    let source = try InputFile.read(path, limit: maximumSource)
    var chunks = [WorkerJob.Chunk(key: "script", path: path, source: source)]
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var next = 0
    var seen: Set<String> = []
    while next < chunks.count {
      for name in requiredNames(in: chunks[next].source) where seen.insert(name).inserted && chunks.count <= 64 {
        let file = folder + name.split(separator: ".").joined(separator: "/") + ".lua"
        // A module of the host has no file; whether a name exists is for `require` to say.
        if let source = try? InputFile.read(file, limit: maximumSource) {
          chunks.append(WorkerJob.Chunk(key: name, path: file, source: source))
        }
      }
      next += 1
    }
    return chunks
  }

  private static let maximumSource = 1 << 20

  /// The names in string literals behind the word `require`, plain words and dots only.
  private static func requiredNames(in source: [UInt8]) -> [String] {
    let word = Array("require".utf8)
    var names: [String] = []
    var index = 0
    while index + word.count < source.count {
      guard source[index] == word[0], source[index..<(index + word.count)].elementsEqual(word) else {
        index += 1
        continue
      }
      index += word.count
      while index < source.count, [0x20, 0x09, 0x28].contains(source[index]) { index += 1 }
      guard index < source.count, source[index] == 0x22 || source[index] == 0x27 else { continue }
      let name = source[(index + 1)...].prefix { $0 != source[index] && $0 != 0x0A }
      let isPlain = name.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
          || byte == 0x2E
      }
      if isPlain, (1...100).contains(name.count), name.first != 0x2E {
        names.append(String(decoding: name, as: UTF8.self))
      }
    }
    return names
  }
}

import Glibc
import PatternQuery
import Scripting
import Worker

/// How a line of a console may go on: Lua is for the session to say, commands and files are known here.
struct ConsoleCompletion {
  let scope: ConsoleScope
  /// Asks the session about source, or about what an action takes.
  let session: (String, SessionAction?) -> Completion

  init(scope: ConsoleScope, session: @escaping (String, SessionAction?) -> Completion) {
    self.scope = scope
    self.session = session
  }

  func completion(of line: String, isContinued: Bool) -> Completion {
    guard !isContinued, let (word, _) = ConsoleCommandName.split(line) else { return session(line, nil) }
    let rest = line.drop(while: \.isWhitespace).dropFirst(1 + word.count)
    guard let first = rest.first, first.isWhitespace else {
      return Self.completion(word, ConsoleCommandName.all.map(\.name), ending: " ")
    }
    let argument = String(rest.drop(while: \.isWhitespace))
    switch ConsoleCommandName.named(word)?.argument {
    case .expression?: return session(argument, nil)
    case .name?: return session(argument, .help)
    case .query?: return Self.query(argument)
    case .file?: return Self.completion(argument, Self.files(argument))
    case .article?: return Self.completion(argument, scope.names(withPrefix: argument) + Self.files(argument))
    case .plugin?: return Self.completion(argument, scope.plugins)
    case Optional.none, .some(.none): return Completion()
    }
  }

  private static func completion(_ prefix: String, _ texts: [String], ending: String = "") -> Completion {
    let matching = Set(texts.filter { $0.hasPrefix(prefix) })
    let sorted = matching.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Completion(prefix: prefix, candidates: sorted.map { .init($0, ending: $0.hasSuffix("/") ? "" : ending) })
  }

  /// The names of attributes inside brackets, of structures behind `<`.
  private static func query(_ text: String) -> Completion {
    let prefix = String(text.reversed().prefix { $0.isLetter || $0 == "_" }.reversed())
    let before = text.dropLast(prefix.count)
    let vocabulary = QueryVocabulary.article
    if before.last == "<" || before.last == "/" { return completion(prefix, Array(vocabulary.structures.keys)) }
    // Inside a value there is nothing to know.
    guard before.count(where: { $0 == "\"" }).isMultiple(of: 2) else { return Completion() }
    if before.count(where: { $0 == "[" }) > before.count(where: { $0 == "]" }) {
      return completion(prefix, Array(vocabulary.attributes) + Array(vocabulary.features), ending: "=\"")
    }
    return completion(prefix, ["within", "containing"])
  }

  /// The files and folders that a path may go on to.
  private static func files(_ path: String) -> [String] {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream), names.count < 2_000 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      names.append(folder + name + (entry.pointee.d_type == UInt8(DT_DIR) ? "/" : ""))
    }
    return names
  }
}

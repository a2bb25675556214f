public import LuaRuntime

/// What may stand where somebody is typing: globals, fields, methods, layers, names. Runs nothing that a script wrote.
public struct Completion {
  /// A way to go on.
  public struct Candidate: Sendable, Hashable {
    /// The whole word.
    public var text: String
    /// What to write behind the word when it is the only one, such as the end of a string.
    public var ending: String

    public init(_ text: String, ending: String = "") {
      self.text = text
      self.ending = ending
    }
  }

  /// The letters before the cursor that a candidate begins with.
  public var prefix: String
  /// Sorted, each once.
  public var candidates: [Candidate]

  /// Without candidates.
  public init(prefix: String = "", candidates: [Candidate] = []) {
    self.prefix = prefix
    self.candidates = candidates
  }

  static let keywords = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not",
    "or", "repeat", "return", "then", "true", "until", "while",
  ]
}

/// Completes source in a session.
public struct Completer {
  private let state: LuaState
  private let environment: LuaEnvironment
  private let names: (String) -> [String]
  private let layers: () -> [String]

  /// - Parameters:
  ///   - names: the entities' names with a beginning, which strings complete to.
  ///   - layers: the names of the layers.
  public init(
    _ state: LuaState, _ environment: LuaEnvironment, names: @escaping (String) -> [String],
    layers: @escaping () -> [String]
  ) {
    self.state = state
    self.environment = environment
    self.names = names
    self.layers = layers
  }

  /// How `source`, which ends at the cursor, may go on.
  public func completion(of source: String) -> Completion {
    let fragment = LuaFragment(source)
    switch fragment.end {
    case .comment: return Completion()
    case .string(let quote, let letters): return inString(quote, letters, after: fragment.words)
    case .code: break
    }
    var words = fragment.words[...]
    var prefix = ""
    if let last = words.last, last.isOpen {
      guard last.kind == .name else { return Completion() }
      prefix = last.text
      words.removeLast()
    }
    guard let last = words.last, last.kind == .mark, last.text == "." || last.text == ":" else {
      return completion(prefix, globals(hasPrefix: !prefix.isEmpty))
    }
    words.removeLast()
    if last.text == ".", words.last?.text == ".", words.last?.kind == .mark {
      return completion(prefix, globals(hasPrefix: !prefix.isEmpty))
    }
    return completion(prefix, members(endingIn: words, isMethod: last.text == ":", hasPrefix: !prefix.isEmpty))
  }

  private func completion(_ prefix: String, _ texts: some Sequence<String>, ending: String = "") -> Completion {
    let matching = Set(texts.filter { $0.hasPrefix(prefix) && $0 != "" })
    let sorted = matching.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Completion(prefix: prefix, candidates: sorted.map { .init($0, ending: ending) })
  }

  private func globals(hasPrefix: Bool) -> [String] {
    let own = environment.names.filter(ValueLine.isName)
    return hasPrefix ? own + Completion.keywords : own
  }

  // MARK: Fields and methods

  private func members(
    endingIn words: ArraySlice<LuaFragment.Word>, isMethod: Bool, hasPrefix: Bool
  ) -> [String] {
    let reader = ShapeReader(state: state, environment: environment)
    let shape = reader.shape(endingIn: words)
    let listMethods = LuaClass.listMethods.map(\.name)
    switch shape {
    case .string: return isMethod ? stringMethods : []
    case .list: return isMethod ? listMethods : []
    case .object(let type): return members(of: type, isMethod)
    case .value(let value):
      switch value.type {
      case .string: return isMethod ? stringMethods : []
      case .table: return value.keys().compactMap(\.text).filter(ValueLine.isName)
      case .host:
        let own = value.hostClass.map { members(of: $0, isMethod) } ?? []
        return value.isSequence && isMethod ? own + listMethods : own
      default: return []
      }
    case .unknown:
      // Such as the variable of a loop: whatever has that beginning anywhere in the model.
      return hasPrefix ? state.classes.flatMap { members(of: $0, isMethod) } : []
    }
  }

  private func members(of type: LuaClass, _ isMethod: Bool) -> [String] {
    if isMethod { return type.methods.map(\.name) + (type.isList ? LuaClass.listMethods.map(\.name) : []) }
    let own = type.properties.map(\.name)
    return type.name == "layers" ? own + layers() : own
  }

  private var stringMethods: [String] { environment.handle("string").keys().compactMap(\.text) }

  // MARK: Strings

  /// Inside a string: a module's name, a layer's, or else an entity's.
  private func inString(_ quote: String, _ letters: String, after words: [LuaFragment.Word]) -> Completion {
    let ending = quote.hasPrefix("[") ? quote.map { $0 == "[" ? "]" : "\($0)" }.joined() : quote
    var words = words[...]
    if words.last?.text == "(" { words.removeLast() }
    switch words.last?.text {
    case "require": return completion(letters, state.modules.map(\.name), ending: ending)
    case "annotate", "has": return completion(letters, layers(), ending: ending)
    case "[" where words.dropLast().last?.text == "layers": return completion(letters, layers(), ending: ending)
    default:
      // Without a beginning everybody would be listed.
      return letters.isEmpty ? Completion() : completion(letters, names(letters), ending: ending)
    }
  }
}

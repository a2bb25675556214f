import LuaRuntime

/// What is known of an expression without running it: values that are there are looked at, what methods and fields of the
/// model give is read off the API's documentation.
indirect enum ExpressionShape {
  /// A value that is there.
  case value(LuaHandle)
  /// An object of a class, whichever.
  case object(LuaClass)
  /// A list, whose elements have a shape where it is known.
  case list(ExpressionShape?)
  case string
  case unknown
}

/// Finds out the shapes of expressions.
struct ShapeReader {
  let state: LuaState
  let environment: LuaEnvironment

  /// The shape of the expression that ends with `words`, such as `article.quotes[1]`.
  func shape(endingIn words: ArraySlice<LuaFragment.Word>) -> ExpressionShape {
    guard let (root, steps) = Self.chain(endingIn: words) else { return .unknown }
    return steps.reduce(start(root)) { follow($1, from: $0) }
  }

  private enum Root { case name(String), string }
  private enum Step { case field(String), method(String), call, index(LuaValue?) }

  private func start(_ root: Root) -> ExpressionShape {
    switch root {
    case .string: return .string
    case .name(let name):
      let value = environment.handle(name)
      if value.type == .nil { return .unknown }
      return .value(value)
    }
  }

  /// Cuts the chain that ends with `words` into its root and the steps from there.
  private static func chain(endingIn words: ArraySlice<LuaFragment.Word>) -> (Root, [Step])? {
    var steps: [Step] = []
    var index = words.endIndex - 1
    while index >= words.startIndex {
      let word = words[index]
      switch (word.kind, word.text) {
      case (.mark, ")"), (.mark, "]"), (.mark, "}"):
        guard let opening = self.opening(of: index, in: words) else { return nil }
        if word.text == "]" {
          let inside = words[(opening + 1)..<index]
          steps.append(.index(inside.count == 1 ? literal(inside.first!) : nil))
        } else {
          // `(…)` or `{…}` behind a name is a call; alone it is an expression nobody knows.
          guard opening > words.startIndex, isCallable(words[opening - 1]) else { return nil }
          steps.append(.call)
        }
        index = opening - 1
      case (.string, _):
        if index > words.startIndex, isCallable(words[index - 1]) {
          steps.append(.call)
          index -= 1
        } else {
          return (.string, steps.reversed())
        }
      case (.name, let name):
        guard index > words.startIndex, words[index - 1].kind == .mark,
          words[index - 1].text == "." || words[index - 1].text == ":"
        else { return (.name(name), steps.reversed()) }
        // `..` joins texts.
        if words[index - 1].text == ".", index - 2 >= words.startIndex, words[index - 2].text == ".",
          words[index - 2].kind == .mark
        {
          return (.name(name), steps.reversed())
        }
        steps.append(words[index - 1].text == "." ? .field(name) : .method(name))
        index -= 2
      default: return nil
      }
    }
    return nil
  }

  private static func isCallable(_ word: LuaFragment.Word) -> Bool {
    word.kind == .name || (word.kind == .mark && (word.text == ")" || word.text == "]"))
  }

  private static func opening(of index: Int, in words: ArraySlice<LuaFragment.Word>) -> Int? {
    var depth = 0
    for position in stride(from: index, through: words.startIndex, by: -1) where words[position].kind == .mark {
      if [")", "]", "}"].contains(words[position].text) { depth += 1 }
      if ["(", "[", "{"].contains(words[position].text) { depth -= 1 }
      if depth == 0 { return position }
    }
    return nil
  }

  private static func literal(_ word: LuaFragment.Word) -> LuaValue? {
    switch word.kind {
    case .number: Int(word.text).map { .integer($0) }
    case .string: .string(word.text)
    default: nil
    }
  }

  // MARK: Steps

  private func follow(_ step: Step, from shape: ExpressionShape) -> ExpressionShape {
    switch step {
    case .field(let name): return field(name, of: shape)
    case .method(let name): return method(name, of: shape)
    case .call:
      // The shape of a method is already that of what it returns.
      if case .value(let value) = shape { return value.type == .function ? .unknown : shape }
      return shape
    case .index(let key):
      switch shape {
      case .list(let element): return element ?? .unknown
      case .value(let value) where value.type == .table:
        guard let key, let held = try? value.value(at: key) else { return .unknown }
        return .value(held)
      case .value(let value) where value.isSequence:
        if let type = value.elementClass { return .object(type) }
        if let type = value.hostClass?.elementType { return self.shape(ofType: type) }
        return (try? value.element(1)).map { .value($0) } ?? .unknown
      default: return .unknown
      }
    }
  }

  private func field(_ name: String, of shape: ExpressionShape) -> ExpressionShape {
    if case .value(let value) = shape, value.type == .table {
      return (try? value.field(name)).map { .value($0) } ?? .unknown
    }
    guard let type = hostClass(of: shape), let property = type.properties.first(where: { $0.name == name }) else {
      return .unknown
    }
    return self.shape(ofType: property.type)
  }

  private func method(_ name: String, of shape: ExpressionShape) -> ExpressionShape {
    if let type = hostClass(of: shape), let method = type.methods.first(where: { $0.name == name }) {
      guard let arrow = method.type.firstRange(of: "-> ") else { return .unknown }
      let result = method.type[arrow.upperBound...].split(separator: ",").first.map(String.init) ?? ""
      return self.shape(ofType: result)
    }
    guard let element = elementShape(of: shape) else { return .unknown }
    switch name {
    case "first", "last": return element
    case "where", "sorted": return .list(element)
    default: return .unknown
    }
  }

  /// What a list's elements are; `nil` when it is no list.
  private func elementShape(of shape: ExpressionShape) -> ExpressionShape? {
    switch shape {
    case .list(let element): return element ?? .unknown
    case .value(let value) where value.isSequence: return value.elementClass.map { .object($0) } ?? .unknown
    default: return nil
    }
  }

  /// The class whose fields and methods a shape has.
  func hostClass(of shape: ExpressionShape) -> LuaClass? {
    switch shape {
    case .object(let type): type
    case .value(let value): value.hostClass
    default: nil
    }
  }

  /// The shape of a type as the documentation writes it: `list of quote`, `entity?`, `string`.
  func shape(ofType text: String) -> ExpressionShape {
    var name = text[...]
    while name.last == "?" || name.last == " " { name.removeLast() }
    while name.first == " " { name.removeFirst() }
    if name.hasPrefix("list of ") { return .list(shape(ofType: String(name.dropFirst(8)))) }
    if name == "string" { return .string }
    if let type = state.classes.first(where: { $0.name == name }) {
      return type.isList ? .list(type.elementType.map { shape(ofType: $0) }) : .object(type)
    }
    return .unknown
  }
}

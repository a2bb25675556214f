import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineAnnotation(_ binding: ArticleBinding) {
    annotation.factFields(binding) { $0.annotations }
    annotation.property("layer", "string", "The layer it belongs to.") { [unowned binding] call, index in
      call.push(binding.article.annotations[index].layer)
    }
    annotation.property("attributes", "table", "A copy of its attributes.") { [unowned binding] call, index in
      let attributes = binding.article.annotations[index].attributes
      call.pushTable { table in
        for name in attributes.keys.sorted() { table.set(name) { binding.push(attributes[name]!, $0) } }
      }
    }
    annotation.dynamicFields("<attribute>", "any", "The attribute of this name; nil where it has none.") {
      [unowned binding] call, index, name in
      guard let value = binding.article.annotations[index].attributes[name] else {
        // Another row of the layer may have it: then it is absent here, not misspelt.
        let layer = binding.article.annotations[index].layer
        let isKnown = binding.article.annotations.contains { $0.layer == layer && $0.attributes[name] != nil }
        if isKnown { call.pushNil() }
        return isKnown
      }
      binding.push(value, call)
      return true
    }
  }
}

extension ArticleBinding {
  /// Layer names and attribute names: short, and plain enough to be keys in every output form.
  private static func isName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (1...64).contains(bytes.count), let first = bytes.first else { return false }
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F }
    return isLetter(first) && bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// Adds the annotation that the arguments of `article:annotate` describe; its position.
  func annotate(_ call: LuaCall) throws -> Int {
    let layer = try call.string(1)
    guard Self.isName(layer) else {
      throw LuaFailure("a layer's name is a word of letters, digits, '_' and '-'", argument: 1)
    }
    guard !Layer.standard.contains(Layer(layer)) else {
      throw LuaFailure("'\(layer)' is a layer of the model; choose a name of your own", argument: 1)
    }
    try checkLayer(layer)
    let object = call.object(2)
    if let object { try checkSameArticle(object, argument: 2) }
    guard let span = object.flatMap(span(of:)) else {
      throw call.typeFailure(2, "something with a place in the text")
    }
    var attributes: [String: AttributeValue] = [:]
    if !call.isNil(3) {
      let table = try call.value(3, limits: LuaConversionLimits(depth: 4, values: 10_000, bytes: 1 << 20))
      guard case .table(let fields) = table else { throw call.typeFailure(3, "table of named attributes") }
      for field in fields {
        guard let name = field.key.text, Self.isName(name) else {
          throw LuaFailure("an attribute's name is a word of letters, digits, '_' and '-'", argument: 3)
        }
        attributes[name] = try attribute(field.value, named: name)
      }
    }
    try add(Annotation(layer: layer, span: span, attributes: attributes, evidence: newEvidence([span])))
    if series != nil { changed.insert(state.realm) }
    return article.annotations.count - 1
  }

  private func attribute(_ value: LuaValue, named name: String) throws(LuaFailure) -> AttributeValue {
    switch value {
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .string(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
    case .object(let object):
      try checkSameArticle(object, argument: 3)
      if let id = id(of: object) { return .reference(id) }
      if let span = span(of: object) { return .string(article.text[span]) }
    case .array(let values):
      var list: [AttributeValue] = []
      for value in values { list.append(try attribute(value, named: name)) }
      return .list(list)
    case .table(let fields) where fields.isEmpty: return .list([])
    default: break
    }
    throw LuaFailure(
      "attribute '\(name)' must be text, a number, a boolean, a model value, or a list of these", argument: 3)
  }

  func push(_ value: AttributeValue, _ call: LuaCall) {
    switch value {
    case .string(let text): call.push(text)
    case .integer(let number): call.push(number)
    case .number(let number): call.push(number)
    case .boolean(let flag): call.push(flag)
    case .reference(let id): push(id: id, call)
    case .list(let values):
      call.pushTable { table in for value in values { table.append { self.push(value, $0) } } }
    }
  }
}

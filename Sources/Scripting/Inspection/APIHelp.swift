public import LuaRuntime
import Reporting

/// The API's documentation, asked for by name: `quote`, `quote.speaker`, `article:match`, `report.table`, or `speaker`
/// alone.
public struct APIHelp {
  private let classes: [LuaClass]
  private let modules: [LuaModule]

  /// What is registered in `state`.
  public init(_ state: LuaState) {
    classes = state.classes.filter { !$0.text.isEmpty }
    modules = state.modules
  }

  /// The class or module of a name, and its members.
  private struct Owner {
    var name: String
    var text: String
    var isModule: Bool
    var fields: [LuaDocumentation]
    var functions: [LuaDocumentation]

    /// A member as it is written in source.
    func written(_ member: LuaDocumentation, isFunction: Bool) -> String {
      isFunction && !isModule ? "\(name):\(member.name)" : "\(name).\(member.name)"
    }
  }

  private var owners: [Owner] {
    classes.map { Self.owner($0) }
      + modules.map {
        Owner(name: $0.name, text: $0.text, isModule: true, fields: $0.constants, functions: $0.functions)
      }
      + [
        Owner(
          name: "list", text: "A read-only sequence: `#`, `[i]`, ipairs, pairs, table.concat and table.unpack work.",
          isModule: false, fields: [], functions: LuaClass.listMethods)
      ]
  }

  private static func owner(_ type: LuaClass) -> Owner {
    Owner(
      name: type.name, text: type.text, isModule: false,
      fields: type.properties + (type.dynamicFields.map { [$0] } ?? []),
      functions: type.methods + (type.isList ? LuaClass.listMethods : []))
  }

  /// Every name that there is help for.
  public var names: [String] {
    owners.flatMap { owner in
      [owner.name] + owner.fields.map { owner.written($0, isFunction: false) }
        + owner.functions.map { owner.written($0, isFunction: true) }
    } + APIReference.functions.map(\.name)
  }

  /// The help for `name`; `nil` when there is none.
  public func text(for name: String, width: Int) -> String? {
    let parts = name.split(maxSplits: 1, whereSeparator: { $0 == "." || $0 == ":" }).map(String.init)
    guard let first = parts.first else { return nil }
    if parts.count == 1, let function = APIReference.functions.first(where: { $0.name == first }) {
      return member("\(function.name)\(function.type)", function.text, width: width)
    }
    if parts.count == 1, let owner = owners.first(where: { $0.name == first }) { return page(owner, width: width) }
    let wanted = parts.count == 2 ? parts[1] : first
    var text = ""
    for owner in owners where parts.count == 1 || owner.name == first {
      for field in owner.fields where field.name == wanted {
        text += member("\(owner.written(field, isFunction: false)): \(field.type)", field.text, width: width)
      }
      for function in owner.functions where function.name == wanted {
        text += member(
          owner.written(function, isFunction: true) + function.type, function.text, width: width)
      }
    }
    return text.isEmpty ? nil : text
  }

  /// The name nearest to one that there is no help for.
  public func nearest(to name: String) -> String? {
    Spelling.nearest(to: name, among: names)
      ?? Spelling.nearest(
        to: name, among: names.map { String($0.split(whereSeparator: { ".:".contains($0) }).last ?? "") })
  }

  /// A class's fields and methods, each in a line, such as `:describe` shows them for one object.
  func page(_ type: LuaClass, width: Int) -> String { page(Self.owner(type), width: width) }

  private func page(_ owner: Owner, width: Int) -> String {
    var text = "\(owner.isModule ? "require \"\(owner.name)\"" : owner.name): \(owner.text)\n"
    if !owner.fields.isEmpty {
      var table = Table(columns: ["field", "type", "meaning"])
      for field in owner.fields { table.append([.text(field.name), .text(field.type), .text(field.text)]) }
      text += "\n" + table.rendered(.text, width: width)
    }
    if !owner.functions.isEmpty { text += "\n" }
    for function in owner.functions {
      text += member(owner.written(function, isFunction: true) + function.type, function.text, width: width)
    }
    return text
  }

  private func member(_ heading: String, _ text: String, width: Int) -> String {
    "\(heading)\n" + TextWrap.wrapped(text, width: width, indent: "    ") + "\n"
  }
}

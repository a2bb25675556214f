public import ArticleModel
import LuaRuntime
public import PluginKit
import Scripting

/// The options of a report: what the user gave, in the types that the manifest states.
public enum ReportOptions {
  /// An option that does not fit.
  public struct Problem: Error, Sendable {
    public var message: String
  }

  /// The value that `text` is for `option`.
  public static func value(_ text: String, for option: PluginManifest.Option) throws(Problem) -> JSONValue {
    let wrong: String
    switch option.kind {
    case .text: return .string(text)
    case .integer:
      if let number = Int(text) { return .integer(number) }
      wrong = "a whole number"
    case .number:
      if let number = Double(text), number.isFinite { return .number(number) }
      wrong = "a number"
    case .day:
      if CalendarDate(iso: text) != nil { return .string(text) }
      wrong = "a day of the calendar, as 2025-06-23"
    case .flag:
      if text == "true" || text == "false" { return .boolean(text == "true") }
      wrong = "true or false"
    }
    throw Problem(message: "--\(option.name) takes \(wrong), not '\(text)'")
  }

  /// The options as JSON: the given values, and the manifest's own for the others; a flag is false unless given.
  public static func encoded(
    _ manifest: PluginManifest, given: [String: JSONValue]
  ) throws(Problem) -> String {
    var members: [String: JSONValue] = [:]
    for option in manifest.options {
      let name = String(option.name.map { $0 == "-" ? "_" : $0 })
      if let value = given[option.name] ?? given[name] {
        members[name] = value
      } else if let standard = option.standard {
        members[name] = try value(standard, for: option)
      } else if option.kind == .flag {
        members[name] = .boolean(false)
      }
    }
    return String(decoding: JSONValue.object(members).encoded(), as: UTF8.self)
  }

  /// The same with the values of a table in Lua.
  static func encoded(_ manifest: PluginManifest, given: LuaValue?) throws -> String {
    guard let given, case .object(let members) = try JSONValue(plain: given) else {
      return try encoded(manifest, given: [String: JSONValue]())
    }
    return try encoded(manifest, given: members)
  }
}

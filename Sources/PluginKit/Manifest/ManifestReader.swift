public import ArticleModel

/// Reads `plugin.json` and finds every problem in one go, each with its line.
public struct ManifestReader {
  private let bytes: [UInt8]
  private let file: String
  private let places: JSONPlaces
  private let members: [String: JSONValue]
  private var problems: [Diagnostic] = []

  /// Largest manifest that is read, in bytes.
  public static let largest = 64 << 10

  /// The manifest in `bytes`, or what is wrong with it; `file` is the name for the messages.
  public static func read(_ bytes: [UInt8], file: String) -> (manifest: PluginManifest?, problems: [Diagnostic]) {
    guard bytes.count <= largest else {
      let message = "the manifest is larger than \(largest >> 10) KiB"
      return (nil, [Diagnostic(.error, code: "manifest", message, file: file)])
    }
    do {
      let (value, places) = try JSONValue.located(bytes)
      guard case .object(let members) = value else {
        return (nil, [Diagnostic(.error, code: "manifest", "a manifest is a JSON object", file: file, line: 1)])
      }
      var reader = ManifestReader(bytes: bytes, file: file, places: places, members: members)
      let manifest = reader.manifest()
      reader.problems.sort { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
      return (reader.problems.isEmpty ? manifest : nil, reader.problems)
    } catch {
      let (line, column) = JSONPlaces.lineAndColumn(of: error.offset, in: bytes)
      return (
        nil,
        [
          Diagnostic(
            .error, code: "manifest", "this is no JSON: \(error.message)", file: file, line: line, column: column)
        ]
      )
    }
  }

  private init(bytes: [UInt8], file: String, places: JSONPlaces, members: [String: JSONValue]) {
    self.bytes = bytes
    self.file = file
    self.places = places
    self.members = members
  }

  private mutating func complain(_ message: String, at pointer: String, remedy: String? = nil) {
    let (line, column) = JSONPlaces.lineAndColumn(of: places.offsets[pointer] ?? 0, in: bytes)
    problems.append(
      Diagnostic(.error, code: "manifest", message, remedy: remedy, file: file, line: line, column: column))
  }

  private static let known: Set<String> = [
    "id", "version", "api", "kind", "entry", "authors", "licence", "description", "categories", "requires", "provides",
    "dependencies", "capabilities", "options", "limits",
  ]

  private mutating func manifest() -> PluginManifest? {
    for (pointer, offset) in places.repeated {
      let (line, column) = JSONPlaces.lineAndColumn(of: offset, in: bytes)
      problems.append(
        Diagnostic(
          .error, code: "manifest", "'\(pointer.dropFirst())' is given twice", remedy: "keep one of them", file: file,
          line: line, column: column))
    }
    for key in members.keys.sorted() where !Self.known.contains(key) {
      complain(
        "there is no field '\(key)'", at: "/\(key)", remedy: "known: \(Self.known.sorted().joined(separator: ", "))")
    }
    let id = string("id", "small letters, digits and hyphens") { PluginName.isID($0) ? $0 : nil }
    let version = string("version", "a version such as 1.0.0", SemanticVersion.init)
    let api = string("api", "a range of versions such as ^1.0.0", VersionRange.init)
    let kinds = PluginManifest.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    let kind = string("kind", "one of \(kinds)", PluginManifest.Kind.init(rawValue:))
    let licence = string("licence", "an SPDX identifier such as MIT") { Self.isLicence($0) ? $0 : nil }
    let description = string("description", "one line of text") { Self.isLine($0, most: 300) ? $0 : nil }
    let authors = strings("authors", "a name of one line") { Self.isLine($0, most: 100) }
    if members["authors"] == nil { complain("'authors' is missing", at: "", remedy: "give a list of names") }
    let entry = readEntry(kind)
    let capabilities = readCapabilities()
    let dependencies = readDependencies(id)
    let options = readOptions(kind)
    let limits = readLimits()
    guard let id, let version, let api, let kind, let licence, let description else { return nil }
    var manifest = PluginManifest(
      id: id, version: version, api: api, kind: kind, entry: entry, authors: authors, licence: licence,
      description: description)
    manifest.categories = strings("categories", "a word", PluginName.isLayer)
    manifest.requires = strings("requires", "a layer's name", PluginName.isLayer)
    manifest.provides = strings("provides", "a layer's name", PluginName.isLayer)
    manifest.capabilities = capabilities
    manifest.dependencies = dependencies
    manifest.options = options
    manifest.limits = limits
    checkLayers(manifest)
    if !api.contains(PluginManifest.currentAPI) {
      complain(
        "the plugin was written for version \(api) of the Lua API; this program has \(PluginManifest.currentAPI)",
        at: "/api", remedy: "ask its author for a newer version, or use the program it was written for")
    }
    return manifest
  }

  // MARK: Fields

  private mutating func string<Value>(_ key: String, _ form: String, _ read: (String) -> Value?) -> Value? {
    guard let value = members[key] else {
      complain("'\(key)' is missing", at: "", remedy: "give \(form)")
      return nil
    }
    guard let text = value.text, let result = read(text) else {
      complain("'\(key)' is not \(form)", at: "/\(key)")
      return nil
    }
    return result
  }

  private mutating func strings(_ key: String, _ form: String, _ isRight: (String) -> Bool) -> [String] {
    guard let value = members[key] else { return [] }
    guard case .array(let elements) = value, elements.count <= 64 else {
      complain("'\(key)' is not a list of at most 64", at: "/\(key)")
      return []
    }
    var result: [String] = []
    for (index, element) in elements.enumerated() {
      guard let text = element.text, isRight(text) else {
        complain("'\(key)' holds something that is not \(form)", at: "/\(key)/\(index)")
        continue
      }
      if result.contains(text) { complain("'\(key)' holds \"\(text)\" twice", at: "/\(key)/\(index)") }
      result.append(text)
    }
    return result
  }

  private mutating func readEntry(_ kind: PluginManifest.Kind?) -> String? {
    guard let value = members["entry"] else { return kind == .lexicon ? nil : "init.lua" }
    guard let text = value.text, PluginName.problem(withPath: text) == nil, text.hasSuffix(".lua") else {
      complain("'entry' is not the name of a Lua file of the plugin", at: "/entry", remedy: "leave it out for init.lua")
      return nil
    }
    if kind == .lexicon { complain("a lexicon has no code, so no 'entry'", at: "/entry") }
    return text
  }

  private mutating func readCapabilities() -> Set<Capability> {
    let texts = strings("capabilities", "text") { _ in true }
    var result: Set<Capability> = []
    for (index, text) in texts.enumerated() {
      guard let capability = Capability(text) else {
        complain(
          "there is no capability \"\(text)\"", at: "/capabilities/\(index)",
          remedy: "there are read:LAYER, add:LAYER, data and reports")
        continue
      }
      result.insert(capability)
    }
    return result
  }

  private mutating func readDependencies(_ id: String?) -> [String: VersionRange] {
    guard let value = members["dependencies"] else { return [:] }
    guard case .object(let rows) = value, rows.count <= 64 else {
      complain("'dependencies' is not an object of ids and ranges, at most 64", at: "/dependencies")
      return [:]
    }
    var result: [String: VersionRange] = [:]
    for (name, range) in rows.sorted(by: { $0.key < $1.key }) {
      let pointer = "/dependencies/\(name)"
      if !PluginName.isID(name) { complain("'\(name)' is no plugin's id", at: pointer) }
      if name == id { complain("a plugin cannot depend on itself", at: pointer) }
      guard let range = range.text.flatMap(VersionRange.init) else {
        complain("'\(name)' has no range of versions such as ^1.0.0", at: pointer)
        continue
      }
      result[name] = range
    }
    return result
  }

  private mutating func readOptions(_ kind: PluginManifest.Kind?) -> [PluginManifest.Option] {
    guard let value = members["options"] else { return [] }
    guard case .array(let rows) = value, rows.count <= 32 else {
      complain("'options' is not a list of at most 32", at: "/options")
      return []
    }
    if kind != nil, kind != .report { complain("only a report has options", at: "/options") }
    var result: [PluginManifest.Option] = []
    for (index, row) in rows.enumerated() {
      let pointer = "/options/\(index)"
      guard case .object(let members) = row, let name = members["name"]?.text, PluginName.isID(name),
        let type = members["type"]?.text.flatMap(PluginManifest.Option.Kind.init(rawValue:)),
        let help = members["help"]?.text, Self.isLine(help, most: 200)
      else {
        let types = PluginManifest.Option.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        complain("an option has a name, a type (\(types)) and a line of help", at: pointer)
        continue
      }
      if Self.reservedOptions.contains(name) {
        complain("'\(name)' is an option of every report", at: pointer + "/name", remedy: "give it another name")
      }
      if result.contains(where: { $0.name == name }) { complain("the option '\(name)' is given twice", at: pointer) }
      let standard = members["default"]?.text
      if members["default"] != nil, standard == nil { complain("'default' is not text", at: pointer + "/default") }
      for key in members.keys.sorted() where !["name", "type", "help", "default"].contains(key) {
        complain("an option has no field '\(key)'", at: "\(pointer)/\(key)")
      }
      result.append(PluginManifest.Option(name: name, kind: type, help: help, standard: standard))
    }
    return result
  }

  private mutating func readLimits() -> PluginManifest.Limits {
    var limits = PluginManifest.Limits()
    guard let value = members["limits"] else { return limits }
    guard case .object(let rows) = value else {
      complain("'limits' is not an object", at: "/limits")
      return limits
    }
    for (key, value) in rows.sorted(by: { $0.key < $1.key }) {
      guard case .integer(let number) = value, (1...1_000_000).contains(number) else {
        complain("the limit '\(key)' is not a whole number from 1 to 1,000,000", at: "/limits/\(key)")
        continue
      }
      switch key {
      case "milliseconds": limits.milliseconds = number
      case "memory": limits.memory = number
      case "facts": limits.facts = number
      default:
        complain("there is no limit '\(key)'", at: "/limits/\(key)", remedy: "known: facts, memory, milliseconds")
      }
    }
    return limits
  }

  private mutating func checkLayers(_ manifest: PluginManifest) {
    for layer in manifest.requires where !Self.always.contains(layer) {
      guard !manifest.capabilities.contains(.read(layer: layer)) else { continue }
      complain("requires '\(layer)' without the capability read:\(layer)", at: "/requires")
    }
    for layer in manifest.provides where !manifest.capabilities.contains(.add(layer: layer)) {
      complain("provides '\(layer)' without the capability add:\(layer)", at: "/provides")
    }
    for case .add(let layer) in manifest.capabilities.sorted() where !manifest.provides.contains(layer) {
      complain("asks for add:\(layer) and does not provide '\(layer)'", at: "/capabilities")
    }
  }

  /// Layers that every plugin sees: the text itself, cut into pieces.
  private static let always: Set<String> = ["regions", "sentences", "tokens", "pos", "lemmas", "dependencies"]

  /// Options that `workbench report` has itself.
  private static let reservedOptions: Set<String> = [
    "columns", "each", "format", "help", "memory-limit", "no-plugins", "output", "plugin", "published", "publisher",
    "time-limit", "trust-lock", "version", "workers",
  ]

  private static func isLine(_ text: String, most: Int) -> Bool {
    !text.isEmpty && text.count <= most
      && text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && $0.value != 0x7F && $0.properties.generalCategory != .format
      }
  }

  private static func isLicence(_ text: String) -> Bool {
    isLine(text, most: 100)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || [0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E].contains($0)
      }
  }
}

import Testing

@Suite("Plugins of the repository")
struct ShippedPluginTests {
  static let names = ["sahel-security", "diplomacy", "acled-row", "press-monitor", "gender-of-sources"]

  @Test("Each passes its own tests", arguments: names)
  func ownTests(name: String) {
    let result = Program().run(["plugin", "test", "Plugins/\(name)", "--no-plugins"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("tests passed"))
  }

  @Test("The index lists them as they are")
  func index() {
    let user = PluginUser()
    for name in Self.names {
      let result = user.run("plugin", "install", "\(Program.root)/Plugins#\(name)", "--yes")
      #expect(result.status == 0, "run `workbench plugin index Plugins`: \(result.errors)")
    }
  }

  @Test("Their manifests, and those of new plugins, are as the schema says", arguments: names + ["new"])
  func schema(name: String) throws {
    let schema = try JSONSchema(TemporaryFolder.read("\(Program.root)/docs/plugin.schema.json"))
    let user = PluginUser()
    if name == "new" { user.run("plugin", "new", "sample") }
    let path = name == "new" ? "\(user.work)/sample" : "\(Program.root)/Plugins/\(name)"
    #expect(try schema.problems(in: TemporaryFolder.read("\(path)/plugin.json")) == [])
    #expect(try !schema.problems(in: #"{ "id": "Bad", "kind": "virus" }"#).isEmpty)
  }

  @Test(
    "Extractors change nothing about an article that has none of their facts",
    arguments: ["sahel-security", "diplomacy"])
  func quiet(name: String) {
    let with = Program().run([
      "annotate", "Examples/sport.txt", "--layers", "events,mentions", "--plugin", "Plugins/\(name)",
    ])
    #expect(with.status == 0, "\(with.errors)")
    #expect(!with.output.contains(#""by": "\#(name)""#))
  }
}

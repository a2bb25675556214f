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

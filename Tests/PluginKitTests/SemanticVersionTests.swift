import PluginKit
import Testing

@Suite struct SemanticVersionTests {
  @Test("Versions are ordered as semver.org orders them")
  func order() throws {
    let texts = [
      "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ]
    let versions = try texts.map { try #require(SemanticVersion($0)) }
    #expect(versions.shuffled().sorted() == versions)
    #expect(versions.map(\.description) == texts)
  }

  @Test(
    "What is no version is refused",
    arguments: [
      "", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "-1.0.0", "1.0.0-", "1.0.0-a..b", "1.0.0-01", "9999999.0.0",
    ])
  func refused(text: String) { #expect(SemanticVersion(text) == nil) }

  @Test(
    "A range holds the versions its comparisons admit",
    arguments: [
      ("^1.2.0", "1.2.0 1.9.9", "1.1.9 2.0.0"), ("^0.3.1", "0.3.1 0.3.9", "0.3.0 0.4.0 1.0.0"),
      ("^0.0.2", "0.0.2", "0.0.3 0.0.1"), (">=1.0.0 <2.0.0", "1.0.0 1.5.3", "2.0.0 0.9.0 1.5.0-beta"),
      ("1.4.2", "1.4.2", "1.4.3"), ("*", "0.0.1 7.0.0", "7.0.0-beta"), (">=1.0.0-beta", "1.0.0-beta.2 1.0.0", "0.9.0"),
    ])
  func range(text: String, inside: String, outside: String) throws {
    let range = try #require(VersionRange(text))
    for version in inside.split(separator: " ") {
      #expect(range.contains(try #require(SemanticVersion(String(version)))))
    }
    for version in outside.split(separator: " ") {
      #expect(!range.contains(try #require(SemanticVersion(String(version)))), "\(version)")
    }
  }

  @Test("What is no range is refused", arguments: ["", "abc", "^1", ">=", "1.0.0 || 2.0.0", "~1.0.0"])
  func noRange(text: String) { #expect(VersionRange(text) == nil) }
}

import Glibc
import Testing

@Suite("Trust in plugins")
struct PluginTrustTests {
  private let user = PluginUser()

  @Test("Where there is no terminal a plugin that asks for something is shown and refused")
  func refusedWithoutTerminal() {
    user.extractor("gauges")
    let result = user.run("plugin", "install", "gauges", input: "y\n")
    #expect(result.status == 3)
    #expect(result.errors.contains("add facts to the layer 'sighting'"))
    #expect(result.errors.contains("no terminal"))
    #expect(!user.exists("\(user.work)/workbench.lock"))
  }

  @Test("A plugin that asks for nothing needs no consent")
  func asksForNothing() {
    user.extractor("quiet", capabilities: [], code: "")
    #expect(user.run("plugin", "install", "quiet").status == 0)
  }

  @Test("A stranger's lock is named and left out, and taken for a run that trusts it")
  func strangersLock() {
    let stranger = PluginUser()
    stranger.extractor("gauges")
    stranger.run("plugin", "install", "gauges", "--yes")
    user.file("workbench.lock", stranger.text("workbench.lock"))
    user.file("a.txt", gaugeArticle)
    user.file("s.lua", "print(article:has 'sighting')")
    // Not here at all.
    let missing = user.run("run", "s.lua", "a.txt")
    #expect(missing.output == "false\n")
    #expect(missing.errors.contains("'gauges' is not installed here"), "\(missing.errors)")
    // Here, but not agreed to.
    _ = system(
      "mkdir -p \(user.home)/.local/share/workbench && cp -R \(stranger.home)/.local/share/workbench/archives \(user.home)/.local/share/workbench/"
    )
    let left = user.run("run", "s.lua", "a.txt")
    #expect(left.output == "false\n")
    #expect(left.errors.contains("'gauges' was not agreed to by you"), "\(left.errors)")
    #expect(user.run("run", "s.lua", "a.txt", "--trust-lock").output == "true\n")
    // Trusting once is not agreeing.
    #expect(user.run("run", "s.lua", "a.txt").output == "false\n")
  }

  @Test("What a lock pins is installed from its sources, exactly")
  func installFromLock() {
    user.extractor("gauges")
    user.run("plugin", "install", "gauges", "--yes")
    _ = system("rm -rf \(user.home)/.local")
    #expect(user.run("plugin", "install", "--trust-lock").status == 0)
    user.file("gauges/init.lua", "-- changed")
    _ = system("rm -rf \(user.home)/.local")
    let result = user.run("plugin", "install", "--trust-lock")
    #expect(result.status == 3)
    #expect(result.errors.contains("no longer has what the lock pins"))
  }

  @Test("An archive that was changed after it was installed is not used")
  func changedArchive() {
    user.extractor("gauges")
    user.run("plugin", "install", "gauges", "--yes")
    user.file("a.txt", gaugeArticle)
    user.file("s.lua", "print 'ran'")
    _ = system("for f in \(user.home)/.local/share/workbench/archives/*.tar; do printf x >> $f; done")
    let result = user.run("run", "s.lua", "a.txt")
    #expect(result.status == 3)
    #expect(result.errors.contains("changed since it was installed"), "\(result.errors)")
    #expect(user.run("plugin", "verify").status == 1)
  }

  @Test("An older version is refused unless it is asked for")
  func downgrade() {
    user.extractor("gauges", version: "1.1.0")
    user.run("plugin", "install", "gauges", "--yes")
    user.extractor("gauges", version: "1.0.0")
    let refused = user.run("plugin", "install", "gauges", "--yes")
    #expect(refused.status == 3)
    #expect(refused.errors.contains("older than the installed 1.1.0"))
    #expect(user.run("plugin", "install", "gauges", "--yes", "--allow-downgrade").status == 0)
  }

  @Test("One version with two contents is refused")
  func sameVersionOtherContent() {
    user.extractor("gauges")
    user.run("plugin", "install", "gauges", "--yes")
    user.extractor("gauges", code: "-- changed")
    let result = user.run("plugin", "install", "gauges", "--yes")
    #expect(result.status == 3)
    #expect(result.errors.contains("installed with other content"))
  }

  @Test("An update that asks for more needs consent again, one that does not goes through")
  func capabilityCreep() {
    user.extractor("gauges")
    user.run("plugin", "install", "gauges", "--yes")
    user.extractor("gauges", version: "1.0.1")
    #expect(user.run("plugin", "update").status == 0)
    user.extractor("gauges", version: "1.0.2", capabilities: ["add:sighting", "data"])
    let refused = user.run("plugin", "update", "gauges")
    #expect(refused.status == 3)
    #expect(refused.errors.contains("read the data files that come with it (new)"), "\(refused.errors)")
    #expect(user.run("plugin", "update", "--yes").output.contains("1.0.1 → 1.0.2"))
  }

  @Test("A signature is trusted on first use, and another key or none is refused afterwards")
  func signatures() {
    user.run("plugin", "key", "mine.key")
    user.run("plugin", "key", "other.key")
    #expect(user.mode("\(user.work)/mine.key") == 0o600)
    user.extractor("gauges")
    #expect(user.run("plugin", "pack", "gauges", "--sign", "mine.key").status == 0)
    let first = user.run("plugin", "install", "gauges-1.0.0.tar", "--yes")
    #expect(first.status == 0)
    #expect(first.errors.contains("seen for the first time"))
    #expect(user.run("plugin", "verify").output.contains("signed by"))
    user.extractor("gauges", version: "1.0.1")
    user.run("plugin", "pack", "gauges", "--sign", "other.key")
    #expect(user.run("plugin", "install", "gauges-1.0.1.tar", "--yes").errors.contains("another key"))
    user.run("plugin", "pack", "gauges")
    #expect(user.run("plugin", "install", "gauges-1.0.1.tar", "--yes").errors.contains("this one is not"))
    user.run("plugin", "pack", "gauges", "--sign", "mine.key")
    #expect(user.run("plugin", "install", "gauges-1.0.1.tar", "--yes").status == 0)
  }

  @Test("A signature of another plugin is refused")
  func forgedSignature() {
    user.run("plugin", "key", "mine.key")
    user.extractor("gauges")
    user.extractor("rivers")
    user.run("plugin", "pack", "gauges", "--sign", "mine.key")
    user.run("plugin", "pack", "rivers")
    user.file("rivers-1.0.0.tar.sig", user.text("gauges-1.0.0.tar.sig"))
    let result = user.run("plugin", "install", "rivers-1.0.0.tar", "--yes")
    #expect(result.status == 3)
    #expect(result.errors.contains("the signature is not of this plugin"))
  }
}

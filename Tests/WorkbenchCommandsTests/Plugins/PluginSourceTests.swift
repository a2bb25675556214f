import Glibc
import Testing

@Suite("Sources of plugins")
struct PluginSourceTests {
  private let user = PluginUser()

  /// Whether git is there to be tested with.
  static let hasGit = system("git --version >/dev/null 2>&1") == 0

  private func git(_ folder: String, _ commands: String...) {
    let identity = "-c user.name=n -c user.email=n@example.org -c init.defaultBranch=main -c commit.gpgsign=false"
    for command in commands {
      _ = system("cd '\(user.work)/\(folder)' && HOME=\(user.home) git \(identity) \(command) >/dev/null 2>&1")
    }
  }

  @Test("A registry lists plugins, is searched, and serves the newest version with what it needs")
  func registry() {
    user.extractor("tools", capabilities: [], kind: "library", code: "return { answer = 42 }")
    user.extractor(
      "gauges", more: #", "dependencies": { "tools": "^1.0.0" }"#,
      code: """
        local tools = require "tools"
        require "plugin".rule "gauge" { match = [[ "pluviomètre" ]], action = function(match, article)
          article:annotate("sighting", match, { answer = tools.answer })
        end }
        """)
    user.run("plugin", "pack", "tools", "--output", "registry")
    user.run("plugin", "pack", "gauges", "--output", "registry")
    user.extractor("gauges", version: "0.9.0")
    user.run("plugin", "pack", "gauges", "--output", "registry")
    #expect(user.run("plugin", "index", "registry").status == 0)
    let found = user.run("plugin", "search", "gauge", "--registry", "registry")
    #expect(found.output.contains("gauges") && !found.output.contains("tools"))
    let installed = user.run("plugin", "install", "registry#gauges", "--yes")
    #expect(installed.status == 0, "\(installed.errors)")
    #expect(installed.output.contains("installed tools 1.0.0") && installed.output.contains("installed gauges 1.0.0"))
    user.file("a.txt", gaugeArticle)
    user.file("s.lua", "print(article.layers.sighting[1].answer)")
    let result = user.run("run", "s.lua", "a.txt")
    #expect(result.output == "42\n", "\(result.errors)")
  }

  @Test("An archive other than the one that the index promised is refused")
  func promisedHash() {
    user.extractor("gauges")
    user.run("plugin", "pack", "gauges", "--output", "registry")
    user.run("plugin", "index", "registry")
    user.extractor("gauges", code: "-- other")
    user.run("plugin", "pack", "gauges", "--output", "registry")
    let result = user.run("plugin", "install", "registry#gauges", "--yes")
    #expect(result.status == 3)
    #expect(result.errors.contains("not the one that the index lists"))
  }

  @Test("A plugin comes from a git repository, at a tag", .enabled(if: hasGit))
  func gitRepository() {
    user.extractor("gauges")
    git("gauges", "init", "add .", "commit -m one", "tag v1")
    user.extractor("gauges", version: "1.1.0")
    git("gauges", "add .", "commit -m two")
    _ = system("mv '\(user.work)/gauges' '\(user.work)/gauges.git'")
    let old = user.run("plugin", "install", "file://\(user.work)/gauges.git", "--revision", "v1", "--yes")
    #expect(old.output.contains("installed gauges 1.0.0"), "\(old.errors)")
    let new = user.run("plugin", "update", "--yes")
    #expect(new.output.contains("1.0.0 → 1.1.0"), "\(new.errors)")
  }

  @Test(
    "Transports other than https, ssh and file are refused, and options in an address are none", .enabled(if: hasGit))
  func gitTransports() {
    for source in [
      "ext::sh -c touch% pwned.git", "http://127.0.0.1:9/x.git", "git://127.0.0.1/x.git",
      "--upload-pack=touch pwned.git",
    ] {
      let result = user.run("plugin", "install", "--yes", "--", source)
      #expect(result.status != 0, "\(source)")
    }
    #expect(!user.exists("\(user.work)/pwned"))
  }

  @Test("Hooks of a repository do not run, and links in it are not followed", .enabled(if: hasGit))
  func gitHooks() {
    user.extractor("gauges")
    user.file("secret.txt", "a secret")
    git("gauges", "init")
    user.file("gauges/.git/hooks/post-checkout", "#!/bin/sh\ntouch \(user.work)/pwned\n")
    _ = system(
      "chmod +x '\(user.work)/gauges/.git/hooks/post-checkout' && cd '\(user.work)/gauges' && ln -s ../secret.txt link.txt"
    )
    git("gauges", "add .", "commit -m one")
    _ = system("mv '\(user.work)/gauges' '\(user.work)/gauges.git'")
    let result = user.run("plugin", "info", "file://\(user.work)/gauges.git")
    #expect(result.status == 0, "\(result.errors)")
    #expect(!user.exists("\(user.work)/pwned"))
    // What was a link is a file with the link's own text.
    #expect(result.output.contains("link.txt (13 bytes)"), "\(result.output)")
  }

  @Test("A link in a folder is refused")
  func links() {
    user.extractor("gauges")
    _ = system("cd '\(user.work)/gauges' && ln -s /etc/passwd data.txt")
    let result = user.run("plugin", "pack", "gauges")
    #expect(result.status == 3)
    #expect(result.errors.contains("links are refused"))
  }
}

import Testing

@Suite("workbench report")
struct ReportCommandTests {
  private let user = PluginUser()

  private func report(_ code: String, capabilities: [String] = ["read:quotes"]) {
    user.extractor(
      "speakers", capabilities: capabilities, kind: "report",
      more: """
        , "options": [
          { "name": "most", "type": "integer", "help": "Rows to print.", "default": "3" },
          { "name": "since", "type": "day", "help": "First day." },
          { "name": "loud", "type": "flag", "help": "Louder." } ]
        """, code: code)
    user.file("a.txt", shortArticle)
  }

  @Test("Options come to the report in their types")
  func types() {
    report("print(math.type(options.most), options.most, options.since, options.loud)")
    #expect(user.run("report", "./speakers", "a.txt").output == "integer\t3\tnil\tfalse\n")
    let given = user.run("report", "./speakers", "--most", "5", "--since=2025-01-02", "--loud", "a.txt")
    #expect(given.output == "integer\t5\t2025-01-02\ttrue\n", "\(given.errors)")
  }

  @Test("A wrong value and an unknown option are refused with what would be right")
  func wrongOptions() {
    report("print 'ran'")
    let number = user.run("report", "./speakers", "--most", "many", "a.txt")
    #expect(number.status == 3 && number.errors.contains("--most takes a whole number, not 'many'"))
    let unknown = user.run("report", "./speakers", "--least", "1", "a.txt")
    #expect(unknown.status == 3 && unknown.errors.contains("no option --least"))
  }

  @Test("A report shows its own help")
  func help() {
    report("print 'ran'")
    let help = user.run("report", "./speakers", "--help")
    #expect(help.status == 0)
    #expect(help.output.contains("--most <integer>") && help.output.contains("Rows to print. (default: 3)"))
  }

  @Test("A report reads what it asked for and no more")
  func capabilities() {
    report("print(#article.quotes, pcall(function() return article.dates end))")
    let result = user.run("report", "./speakers", "a.txt")
    #expect(result.output.hasPrefix("1\tfalse\t"), "\(result.output)\(result.errors)")
  }

  @Test("Files are written where the report may, and there only with a folder")
  func files() {
    report("require 'report'.save('x.txt', 'hello')", capabilities: ["reports"])
    #expect(user.run("report", "./speakers", "a.txt").status == 1)
    #expect(user.run("report", "./speakers", "a.txt", "--output", "out").status == 0)
    #expect(user.text("out/x.txt") == "hello")
    report("require 'report'.save('x.txt', 'hello')", capabilities: [])
    let refused = user.run("report", "./speakers", "a.txt", "--output", "out")
    #expect(refused.status == 1, "without the capability there is no such function")
  }

  @Test("A report with map runs over a folder, the same with any number of workers")
  func mapped() {
    report(
      """
      function map(article) return #article.quotes end
      function merge(a, b) return a + b end
      function finish(total) print(total) end
      """)
    user.file("many/1.txt", shortArticle)
    user.file("many/2.txt", shortArticle)
    let one = user.run("report", "./speakers", "many", "--workers", "1")
    #expect(one.output == "2\n", "\(one.errors)")
    #expect(user.run("report", "./speakers", "many", "--workers", "3").output == one.output)
  }

  @Test("An extractor is no report")
  func otherKinds() {
    user.extractor("gauges")
    let result = user.run("report", "./gauges", "a.txt")
    #expect(result.status == 3 && result.errors.contains("is no report"))
  }
}

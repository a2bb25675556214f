import ArticleModel
import Evaluation
import Testing

@Suite("The report on an evaluation")
struct ReportTests {
  private func report(errors: Bool = false, calibration: Bool = false) throws -> EvaluationReport {
    let gold = try Pairs.gold()
    var found = Pairs.copy(gold)
    for index in found.mentions.indices { found.mentions[index].evidence = Pairs.evidence(95) }
    found.mentions[1].type = .organization
    var report = EvaluationReport(subject: "1 article")
    report.showsErrors = errors
    report.showsCalibration = calibration
    report.add(ArticlePair(gold: gold, found: found).compare([.mentions]))
    report.add(ArticlePair(gold: gold, found: found).compare([.mentions]))
    return report
  }

  @Test("Articles add up before anything is divided")
  func sums() throws {
    let text = try report().text
    #expect(text.hasPrefix("1 article\n"))
    #expect(text.contains("75.0    75.0   75.0      6      8     8"), "\(text)")
    #expect(!text.contains("⟦"))
  }

  @Test("Differences are listed with gold, found, rule and sentence when asked for")
  func errors() throws {
    let text = try report(errors: true).text
    #expect(text.contains("mentions: 2 differences – type 2"))
    #expect(text.contains("  gold  LOC Tivara\n  found ORG Tivara\n  by    essai/r 0.95\n"))
  }

  @Test("Calibration sets the stated confidence beside the share that is right")
  func calibration() throws {
    let text = try report(calibration: true).text
    #expect(text.contains("essai/r") && text.contains("0.95") && text.contains("0.75"), "\(text)")
  }

  @Test("JSON holds the same counts")
  func json() throws {
    let value = try report(errors: true, calibration: true).json
    let text = String(decoding: value.encoded(), as: UTF8.self)
    #expect(text.contains(#""f1":0.750,"found":8,"gold":8,"measure":"all""#))
    #expect(text.contains(#""rules":[{"facts":8,"name":"essai/r","right":6,"stated":0.95}]"#))
    #expect(try JSONValue(parsing: Array(text.utf8))["schema"]?.text == "workbench.evaluation/1")
  }

  @Test("Shares without anything to divide are open, not zero")
  func empty() {
    #expect(Score().f1 == nil && Score().precision == nil)
    #expect(Score(found: 1, gold: 0).f1 == 0)
    #expect(Score.percent(nil) == "–")
    #expect(Score.percent(873) == "87.3")
  }
}

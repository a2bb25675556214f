import ArticleModel
import Testing

@Suite("Near-copies in a corpus", .serialized)
struct CorpusCopiesTests {
  private let program = Program()

  /// A wire story as three papers print it, and articles about something else.
  private static let rows: [(publisher: String, text: String)] = {
    let story = (1...12).map {
      "Le préfet de la région \($0) a reçu hier la délégation numéro \($0 * 3) des éleveurs du fleuve."
    }
    let other = (1...12).map {
      "La récolte de mil du village \($0) sera meilleure que prévu, dit le chef du service agricole \($0 * 5)."
    }
    let whole = story.joined(separator: " ")
    return [
      ("Journal A", whole), ("Journal B", "PUBLICITÉ. " + whole + " (avec agences)"),
      ("Journal C", other.joined(separator: " ")),
      ("Journal A", story.dropLast(2).joined(separator: " ") + " Rien d’autre n’a filtré."),
    ]
  }()

  @Test(
    "Stories that several articles tell are listed with how many articles and publishers do, from a table as from mail")
  func list() throws {
    let folder = TemporaryFolder()
    let table = "texte;journal;date\n" + Self.rows.map { "\($0.text);\($0.publisher);2024-05-14\n" }.joined()
    let corpus = folder.path + "/c.corpus"
    #expect(program.run(["corpus", "create", corpus]).status == 0)
    #expect(program.run(["corpus", "add", corpus, folder.file("a.csv", table)]).output == "4 added\n")
    let mail =
      "From: a@exemple.org\nSubject: Le préfet\nDate: Tue, 14 May 2024 10:00:00 +0000\n\n\(Self.rows[0].text)\n"
    #expect(program.run(["corpus", "add", corpus, folder.file("a.eml", mail)]).output == "1 added\n")
    let listed = program.run(["corpus", "list", corpus, "--copies", "--format", "jsonl"])
    let rows = try listed.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(rows.map { $0["number"] } == [1, 2, 4, 5])
    #expect(rows.allSatisfy { $0["story"] == 1 && $0["articles"] == 4 && $0["publishers"] == 3 })
    #expect(rows[0]["source"]?.text?.hasSuffix("a.csv#1") == true)
    let filtered = program.run(["corpus", "list", corpus, "--copies", "--publisher", "Journal B", "--format", "jsonl"])
    #expect(filtered.output.split(separator: "\n").count == 1)
  }
}

import ArticleLoading
import ArticleModel
import Testing

@Suite("Tables")
struct TableReaderTests {
  @Test(
    "Rows become articles by the usual names of columns, whatever stands between the fields",
    arguments: [",", ";", "\t", "|"])
  func usualNames(separator: String) throws {
    let rows = [
      ["Titre", "Corps", "Date de publication", "Média", "Lien"],
      [
        "\"Un titre\"", "\"Le maire a dit : \"\"oui\"\"\(separator)\nhier soir.\"", "23/06/2025", "Le Quotidien",
        "https://exemple.org/1",
      ],
      ["Autre titre", "La mairie a fermé hier.", "le 24 juin 2025", "Le Quotidien", ""],
    ]
    let table = rows.map { $0.joined(separator: separator) }.joined(separator: "\r\n")
    let (found, _) = try articles(in: Array(table.utf8), "a.csv")
    #expect(found.map(\.title) == ["Un titre", "Autre titre"])
    #expect(found[0].text.string == "Un titre\n\nLe maire a dit : \"oui\"\(separator)\nhier soir.")
    #expect(found.map(\.published) == [CalendarDate(iso: "2025-06-23"), CalendarDate(iso: "2025-06-24")])
    #expect(found.map(\.publisher) == ["Le Quotidien", "Le Quotidien"])
    #expect(found.map(\.url) == ["https://exemple.org/1", nil])
  }

  @Test("The user says which columns hold what, and is told when there is no such column")
  func mapping() throws {
    let table = Array("a,b,c\nUn titre,Le maire a parlé hier.,2025-06-23\n".utf8)
    let (found, _) = try articles(in: table, "a.csv", columns: "title=A,text=b,published=c")
    #expect(found.map(\.title) == ["Un titre"] && found[0].published == CalendarDate(iso: "2025-06-23"))
    let failure = try collectionFailure(table, "a.csv", columns: "text=Corps")
    #expect(failure.code == "no-column" && failure.remedy == "its columns are 'a', 'b', 'c'")
    #expect(try collectionFailure(table, "a.csv").code == "no-text")
  }

  @Test("Without a known name the longest column is the text, and a note says so")
  func longestColumn() throws {
    let table = "x;y\n1;\(Sample.text)\n2;\(Sample.text)\n".replacing("\n\n", with: " ")
    let (found, notes) = try articles(in: Array(table.utf8), "a.csv")
    #expect(found.count == 2 && found[0].text.string.hasPrefix("Le maire"))
    #expect(notes.map(\.code) == ["guessed-column"])
  }

  @Test("Tables of other encodings are read: Windows, UTF-16 with its mark, UTF-8 with its mark")
  func encodings() throws {
    let table = "titre\ttexte\nL’été à Kassoumé\tLe maire a parlé à l’école.\n"
    let windows = table.unicodeScalars.map { $0 == "’" ? 0x92 : UInt8(truncatingIfNeeded: $0.value) }
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in table.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for bytes in [windows, wide, [0xEF, 0xBB, 0xBF] + Array(table.utf8)] {
      #expect(try articles(in: bytes, "a.tsv").articles.map(\.title) == ["L’été à Kassoumé"])
    }
  }

  @Test("Rows without text are counted and left out, rows of other lengths are read as far as they go")
  func unevenRows() throws {
    let table = "titre,texte,date\nA,,2025-01-01\nB,Le maire a parlé.\n\nC,La mairie a fermé.,2025-01-02,x,y\n"
    let (found, notes) = try articles(in: Array(table.utf8), "a.csv")
    #expect(found.map(\.title) == ["B", "C"] && found.map(\.source) == ["a.csv#2", "a.csv#3"])
    #expect(notes.map(\.code) == ["empty-rows"])
  }

  @Test("A quotation mark that is not closed ends in a diagnostic that names the line, after the rows before it")
  func openQuote() throws {
    let table = Array("titre,texte\nA,Le maire a parlé.\nB,\"La mairie\nC,x\n".utf8)
    let collection = try ArticleCollection(FileBytes(table), .table, source: "a.csv")
    #expect(try collection.next()?.number == 1)
    let error = #expect(throws: LoadingError.self) { try collection.next() }
    #expect(error?.diagnostic.code == "damaged-file" && error?.diagnostic.line == 3)
  }

  @Test("JSON Lines are numbered by their lines, and names count without case and accents")
  func jsonLines() throws {
    let lines = "\n{\"Headline\":\"T\",\"BODY\":\"Le maire a parlé.\"}\n\n{\"texte\":\"La mairie a fermé.\"}\n"
    let (found, _) = try articles(in: Array(lines.utf8), "a.jsonl")
    #expect(found.map(\.source) == ["a.jsonl#2", "a.jsonl#4"] && found[0].title == "T")
  }
}

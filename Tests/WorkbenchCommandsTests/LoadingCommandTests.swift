import ArticleModel
import Glibc
import Testing

@Suite("Files of every kind, through the commands", .serialized)
struct LoadingCommandTests {
  private let program = Program()
  private static let hasPDF = access("/usr/bin/pdftotext", X_OK) == 0

  private func titles(_ output: String) throws -> [String] {
    try output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8))["title"]?.text ?? "" }
  }

  @Test(
    "The brief, annotate and a corpus take every kind of file, and all articles in it",
    arguments: SampleFiles.all.map(\.name))
  func everyKind(name: String) throws {
    let sample = try #require(SampleFiles.all.first { $0.name == name })
    let folder = TemporaryFolder()
    let path = folder.file(name, bytes: sample.bytes)
    let brief = program.run(["run", "Scripts/brief.lua", path, "--each"])
    #expect(brief.status == 0, "\(brief.errors)")
    #expect(brief.output.split(separator: "\n").count { $0.contains("Mireille Tankoano") } >= sample.articles)
    let annotated = program.run(["annotate", path, "--format", "jsonl", "--layers", "mentions"])
    #expect(annotated.status == 0, "\(annotated.errors)")
    let found = try titles(annotated.output)
    #expect(found.count == sample.articles && found.allSatisfy { $0.hasPrefix(SampleFiles.title) })
    let corpus = folder.path + "/c.corpus"
    #expect(program.run(["corpus", "create", corpus]).status == 0)
    let added = program.run(["corpus", "add", corpus, path])
    #expect(added.output == "\(sample.articles) added\n", "\(added.errors)")
    #expect(program.run(["corpus", "add", corpus, path]).output == "0 added, \(sample.articles) there already\n")
  }

  @Test("PDF documents are read where pdftotext is installed", .enabled(if: hasPDF, "no /usr/bin/pdftotext here"))
  func pdf() throws {
    let folder = TemporaryFolder()
    let lines = [
      SampleFiles.title, "", "Le maire Odilon Vasseur-Kanté a déclaré mardi que le marché central rouvri-",
      "rait le 3 juin, après un an de travaux conduits par le ministère et la vice-", "présidente de la région.",
    ]
    let path = folder.file("a.pdf", bytes: SampleFiles.pdf([lines]))
    let result = program.run(["annotate", path, "--format", "jsonl", "--layers", "mentions"])
    #expect(result.status == 0, "\(result.errors)")
    let article = try JSONValue(parsing: Array(result.output.utf8))
    #expect(
      article["text"]?.text
        == SampleFiles.title + "\n\nLe maire Odilon Vasseur-Kanté a déclaré mardi que le marché central rouvrirait le "
        + "3 juin, après un an de travaux conduits par le ministère et la vice-présidente de la région.")
    let corpus = folder.path + "/c.corpus"
    #expect(program.run(["corpus", "create", corpus]).status == 0)
    #expect(program.run(["corpus", "add", corpus, path]).output == "1 added\n")
    #expect(program.run(["corpus", "add", corpus, path]).output == "0 added, 1 there already\n")
  }

  @Test("A damaged PDF document ends in a diagnostic", .enabled(if: hasPDF, "no /usr/bin/pdftotext here"))
  func damagedPDF() {
    let folder = TemporaryFolder()
    let path = folder.file("a.pdf", bytes: Array(SampleFiles.pdf([["x"]]).prefix(200)))
    let result = program.run(["run", "Scripts/brief.lua", path])
    #expect(result.status == 3 && result.errors.contains("pdftotext cannot read the document"))
  }

  @Test("Without pdftotext a PDF document gives a diagnostic that says how to get it")
  func noConverter() {
    let folder = TemporaryFolder()
    let path = folder.file("a.pdf", bytes: SampleFiles.pdf([["x"]]))
    var program = program
    let executable = program.executable
    program.executable = "/usr/bin/env"
    let result = program.run(["PATH=/nonexistent", executable, "annotate", path])
    #expect(result.status == 3 && result.errors.contains("apt-get install poppler-utils"))
  }

  @Test("An article of a file with many is named by its number, also where an archive holds the file")
  func numbers() throws {
    let folder = TemporaryFolder()
    for sample in SampleFiles.all where sample.articles > 1 { folder.file(sample.name, bytes: sample.bytes) }
    let third = program.run(["annotate", folder.path + "/a.csv#3", "--format", "jsonl", "--layers", "mentions"])
    #expect(try titles(third.output) == [SampleFiles.title + " (3)"])
    #expect(program.run(["why", folder.path + "/a.zip#4"]).output.contains("Mireille Tankoano"))
    let many = program.run(["why", folder.path + "/a.csv"])
    #expect(many.status == 64 && many.errors.contains("a.csv#1"))
    #expect(program.run(["annotate", folder.path + "/a.csv#9"]).status == 3)
    let query = program.run(["query", #"[word="maire"]"#, folder.path + "/a.mbox", "--format", "csv"])
    #expect(query.output.contains("a.mbox#1") && query.output.contains("a.mbox#3"))
  }

  @Test("A script sees the articles of all files as a corpus, as often as it likes, and map and merge get each once")
  func scripts() {
    let folder = TemporaryFolder()
    let names = ["a.csv", "a.zip", "a.mbox"]
    let paths = names.map { name in folder.file(name, bytes: SampleFiles.all.first { $0.name == name }!.bytes) }
    let walk = """
      local sources, titles = {}, {}
      for _ = 1, 2 do
        for article in corpus:articles() do
          sources[#sources + 1] = article.source:match("[^/]*$")
          titles[#titles + 1] = article.title:match("%d") or "-"
        end
      end
      print(corpus.count, table.concat(sources, " ", 1, 11))
      print(#sources, table.concat(titles))
      """
    let seen = program.run(["run", folder.file("b.lua", walk)] + paths)
    let expected = (1...3).map { "a.csv#\($0)" } + (1...5).map { "a.zip#\($0)" } + (1...3).map { "a.mbox#\($0)" }
    #expect(
      seen.output == "11\t" + expected.joined(separator: " ") + "\n22\t123--123123123--123123\n", "\(seen.errors)")
    let counting = folder.file("m.lua", "function map(a) return 1 end function merge(a, b) return a + b end")
    #expect(program.run(["run", counting] + paths).output == "11\n")
  }

  @Test("The user says where a table keeps what")
  func columns() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.csv", "h,b\nUn titre,Le maire a parlé hier.\n")
    let arguments = ["annotate", path, "--format", "jsonl", "--columns", "title=h,text=b"]
    #expect(try titles(program.run(arguments).output) == ["Un titre"])
    let wrong = program.run(["annotate", path, "--columns", "text=Corps"])
    #expect(wrong.status == 3 && wrong.errors.contains("no column 'Corps'") && wrong.errors.contains("'h', 'b'"))
    #expect(program.run(["annotate", path, "--columns", "texte=b"]).status == 64)
  }

  @Test("A file that breaks off gives its whole articles, a diagnostic and status 3")
  func brokenOff() throws {
    let folder = TemporaryFolder()
    for name in ["a.warc", "a.csv"] {
      let bytes = SampleFiles.all.first { $0.name == name }!.bytes
      let path = folder.file(name, bytes: Array(bytes.dropLast(40)))
      let result = program.run(["annotate", path, "--format", "jsonl", "--layers", "mentions"])
      #expect(result.status == 3 && result.errors.contains("error: "))
      #expect(try titles(result.output).count == 2)
    }
    let path = folder.file("a.zip", bytes: Array(SampleFiles.all.last!.bytes.dropLast(40)))
    let corpus = folder.path + "/c.corpus"
    #expect(program.run(["corpus", "create", corpus]).status == 0)
    let added = program.run(["corpus", "add", corpus, path])
    #expect(added.status == 3 && added.output == "0 added, 1 set aside or unreadable\n")
  }

  @Test("Files of 200 MB end in a diagnostic, with little memory")
  func hugeFiles() {
    let folder = TemporaryFolder()
    let beginnings = [
      "a.jsonl": "{\"text\":\"", "a.mbox": "From a@b Tue\nSubject: x\n\n", "a.csv": "titre,texte\nA,\"", "a.txt": "x",
    ]
    for (name, beginning) in beginnings.sorted(by: { $0.key < $1.key }) {
      let path = folder.file(name, beginning)
      // Zero bytes that take no place on the disk.
      truncate(path, 200 << 20)
      let result = program.run(["annotate", path])
      #expect(result.status == 3 && result.errors.contains("larger than 32 MiB"), "\(name): \(result.errors)")
    }
  }
}

import ArticleLoading
import ArticleModel
import Testing

@Suite("Text of printed pages")
struct PDFTextLoaderTests {
  /// What `pdftotext -bbox-layout` says of pages with those lines: ten points a line, five a letter; an empty line ends a
  /// block, and one that begins with a tab is indented.
  private static func printed(_ pages: [[String]]) -> [UInt8] {
    var document = "<!DOCTYPE html><html><body><doc>"
    for lines in pages {
      document += "<page width=\"600.000000\" height=\"800.000000\">"
      for block in blocks(lines) {
        let right = block.map { 50 + 5 * $0.text.unicodeScalars.count }.max() ?? 0
        document += "<flow><block xMin=\"50.0\" yMin=\"0.0\" xMax=\"\(right).0\" yMax=\"0.0\">"
        for (text, top) in block {
          let left = text.hasPrefix("\t") ? 70 : 50
          let bare = text.drop { $0 == "\t" }
          let end = left + 5 * bare.unicodeScalars.count
          document += "<line xMin=\"\(left).0\" yMin=\"\(top).0\" xMax=\"\(end).0\" yMax=\"\(top + 10).0\">"
          var place = left
          for word in bare.split(separator: " ") {
            let width = 5 * word.unicodeScalars.count
            document += "<word xMin=\"\(place).0\" xMax=\"\(place + width).0\">\(word)</word>"
            place += width + 5
          }
          document += "</line>"
        }
        document += "</block></flow>"
      }
      document += "</page>"
    }
    return Array(document.utf8)
  }

  private static func blocks(_ lines: [String]) -> [[(text: String, top: Int)]] {
    var blocks: [[(text: String, top: Int)]] = [[]]
    for (index, line) in lines.enumerated() {
      // The first line stands at the top of the page, the last at its foot.
      let top = index == 0 ? 20 : index == lines.count - 1 ? 770 : 120 + 12 * index
      if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append((line, top)) }
    }
    return blocks.filter { !$0.isEmpty }
  }

  private func load(_ pages: [[String]]) throws -> Article {
    var options = LoadingOptions()
    options.isPrintedText = true
    return try ArticleLoader.load(bytes: Self.printed(pages), source: "a.pdf", options: options)
  }

  private static let pages = [
    [
      "Le Quotidien fictif – 15 mai 2024", "", "Le marché de Ville-Neuve rouvrira en juin", "",
      "\tLe maire Odilon Vasseur-Kanté a déclaré que le marché central rouvri-",
      "rait le 3 juin, après un an de travaux conduits par le ministère et la vice-",
      "présidente de la région.", "\tLa reconstruction a coûté trois milliards, selon le maire. Elle sera peut-",
      "être payée par la région, qui a vu brûler 240 boutiques où plus de deux cents", "", "Page 1 sur 2",
    ],
    [
      "Le Quotidien fictif – 15 mai 2024", "", "familles travaillaient.", "", "Personne ne s’est plaint.", "",
      "Page 2 sur 2",
    ],
  ]

  @Test("Lines become paragraphs, also over the end of a page, and hyphens go unless they belong to the word")
  func paragraphs() throws {
    let article = try load(Self.pages)
    #expect(
      article.text.string == """
        Le marché de Ville-Neuve rouvrira en juin

        Le maire Odilon Vasseur-Kanté a déclaré que le marché central rouvrirait le 3 juin, après un an de travaux \
        conduits par le ministère et la vice-présidente de la région.

        La reconstruction a coûté trois milliards, selon le maire. Elle sera peut-être payée par la région, qui a vu \
        brûler 240 boutiques où plus de deux cents familles travaillaient.

        Personne ne s’est plaint.
        """)
    #expect(article.title == "Le marché de Ville-Neuve rouvrira en juin")
  }

  @Test("Running heads and page numbers go, and the day in them counts where the text names none")
  func margins() throws {
    let article = try load(Self.pages)
    #expect(!article.text.string.contains("Quotidien") && !article.text.string.contains("Page"))
    #expect(article.published == CalendarDate(iso: "2024-05-15"))
  }

  @Test("A hyphen that the document itself shows within a line stays")
  func knownCompounds() throws {
    let article = try load([
      [
        "x", "", "Le cessez-le-feu est signé. Un cessez-le-",
        "feu de plus, dit-on, et la porte-parole le sait. La porte-", "parole se tait.", "", "y",
      ]
    ])
    #expect(
      article.text.string.contains("Un cessez-le-feu de plus")
        && article.text.string.contains("La porte-parole se tait."))
  }

  @Test("A paragraph goes on on the next page also where that begins with a name")
  func nameAtTheTop() throws {
    let article = try load([
      ["x", "", "Le marché est fermé depuis un an, a affirmé la", "présidente de l’association des commerçants,", ""],
      ["", "Mireille Tankoano. Personne ne s’est plaint.", "", "y"],
    ])
    #expect(article.text.string.contains("des commerçants, Mireille Tankoano. Personne"))
  }

  @Test("A scan without text says so")
  func scan() throws {
    var options = LoadingOptions()
    options.isPrintedText = true
    #expect(try failure(Self.printed([[], []]), options: options).code == "no-text")
  }
}

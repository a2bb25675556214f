import ArticleModel

/// The same article in each kind of file.
enum SampleFiles {
  static let title = "Le marché de Ville-Neuve rouvrira en juin"
  static let paragraphs = [
    "Le maire Odilon Vasseur-Kanté a déclaré mardi que le marché central rouvrirait le 3 juin.",
    "« Les commerçants attendent depuis un an », a affirmé la présidente de l’association, Mireille Tankoano.",
  ]
  static let text = paragraphs.joined(separator: "\n\n")
  private static let html = paragraphs.map { "<p>\($0)</p>" }.joined()
  static let page = "<html><body><article><h1>\(title)</h1>\(html)<p>\(paragraphs[0])</p></article></body></html>"

  static func message(_ number: Int) -> String {
    """
    From: Agence Fictive <depeches@exemple.org>
    Subject: \(title) (\(number))
    Date: Tue, 1\(number) May 2024 10:00:00 +0000
    Message-ID: <\(number)@exemple.org>

    \(text)

    """
  }

  static let docx = storedZip([
    ("[Content_Types].xml", ""),
    (
      "word/document.xml",
      "<w:document>" + ([title] + paragraphs).map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
    ),
  ])
  static let odt = storedZip([
    ("mimetype", "application/vnd.oasis.opendocument.text"),
    ("content.xml", "<office:text>" + ([title] + paragraphs).map { "<text:p>\($0)</text:p>" }.joined()),
  ])

  /// Name, bytes and number of articles of a file of each kind but PDF.
  static let all: [(name: String, bytes: [UInt8], articles: Int)] = {
    let rows = (1...3).map { "\(title) (\($0));\"\(text)\";1\($0)/05/2024\n" }.joined()
    let items = (1...3).map {
      "<item><title>\(title) (\($0))</title><description><![CDATA[\(html)]]></description></item>"
    }
    let lines = (1...3).map { number in
      let value: JSONValue = ["title": .string("\(title) (\(number))"), "text": .string(text)]
      return String(decoding: value.encoded(), as: UTF8.self) + "\n"
    }
    let records = (1...3).map { number in
      let answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + page.replacing("juin<", with: "juin \(number)<")
      return """
        WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://exemple.org/\(number)\r\nContent-Length: \
        \(answer.utf8.count)\r\n\r\n\(answer)\r\n\r\n
        """
    }
    func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    return [
      ("a.txt", bytes(title + "\n\n" + text), 1), ("a.html", bytes(page), 1), ("a.eml", bytes(message(0)), 1),
      ("a.docx", docx, 1), ("a.odt", odt, 1), ("a.csv", bytes("Titre;Corps;Date\n" + rows), 3),
      ("a.jsonl", bytes(lines.joined()), 3),
      ("a.mbox", bytes((1...3).map { "From a@exemple.org Tue May 14 10:00:00 2024\n\(message($0))\n" }.joined()), 3),
      ("a.rss", bytes("<rss><channel><title>Le Quotidien fictif</title>\(items.joined())</channel></rss>"), 3),
      ("a.warc", bytes(records.joined()), 3),
      (
        "a.zip",
        storedZip([("un.txt", title + "\n\n" + text), ("deux.html", page), ("t.csv", "Titre;Corps;Date\n" + rows)]), 5
      ),
    ]
  }()

  /// A ZIP archive whose entries are not compressed.
  static func storedZip(_ entries: [(name: String, text: String)]) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(value >> (8 * $0) & 0xFF) } }
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let data = Array(entry.text.utf8)
      let sizes = number(checksum(data), 4) + number(data.count, 4) + number(data.count, 4)
      let common = number(20, 2) + number(0, 8) + sizes + number(entry.name.utf8.count, 2) + number(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0] + common + number(0, 10) + number(archive.count, 4) + Array(entry.name.utf8)
      archive += [0x50, 0x4B, 3, 4] + common + Array(entry.name.utf8) + data
    }
    let end =
      number(entries.count, 2) + number(entries.count, 2) + number(directory.count, 4) + number(archive.count, 4)
    return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + end + [0, 0]
  }

  /// CRC-32 (ISO 3309).
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }

  /// A PDF document with a line of Windows-1252 text every 14 points, its pages divided as given.
  static func pdf(_ pages: [[String]]) -> [UInt8] {
    var objects: [[UInt8]] = []
    func add(_ text: String, stream: [UInt8]? = nil) {
      let tail = stream.map { Array("\nstream\n".utf8) + $0 + Array("\nendstream".utf8) } ?? []
      objects.append(Array(text.utf8) + tail)
    }
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
    let tree = 2 * pages.count + 2
    for lines in pages {
      var content: [UInt8] = Array("BT /F1 11 Tf\n".utf8)
      for (index, line) in lines.enumerated() where !line.isEmpty {
        content += Array("1 0 0 1 60 \(780 - 14 * index) Tm (".utf8)
        for scalar in line.unicodeScalars {
          if "()\\".unicodeScalars.contains(scalar) { content.append(0x5C) }
          content.append(scalar == "’" ? 0x92 : UInt8(truncatingIfNeeded: scalar.value))
        }
        content += Array(") Tj\n".utf8)
      }
      content += Array("ET".utf8)
      add("<< /Length \(content.count) >>", stream: content)
      add(
        "<< /Type /Page /Parent \(tree) 0 R /MediaBox [0 0 595 842] /Contents \(objects.count) 0 R "
          + "/Resources << /Font << /F1 1 0 R >> >> >>")
    }
    let kids = pages.indices.map { "\(2 * $0 + 3) 0 R" }.joined(separator: " ")
    add("<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>")
    add("<< /Type /Catalog /Pages \(tree) 0 R >>")
    var document = Array("%PDF-1.4\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(document.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      document += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let start = document.count
    table += "trailer << /Size \(objects.count + 1) /Root \(objects.count) 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return document + Array(table.utf8)
  }
}

import ArticleModel

/// A document of a word processor: DOCX or ODT. The paragraph with the style of a title is the headline; the day in the
/// document's properties stands in where the text names none.
struct OfficeLoader: FormatLoader {
  func recognises(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent {
    let archive = try ZipArchive(FileBytes(bytes), source: source)
    guard let format = OfficeFormat(archive) else {
      throw LoadingError(
        "binary-file", "the file is a ZIP archive or a document of a kind that is not read (docx and odt are)",
        remedy: "unpack it, or save the document as docx, odt or plain text", source)
    }
    let isWord = format == .wordprocessing
    guard let xml = try Self.part(isWord ? "word/document.xml" : "content.xml", archive) else {
      preconditionFailure("the format is known by this part")
    }
    let document = isWord ? DocumentText(wordprocessing: xml) : DocumentText(openDocument: xml)
    guard !document.paragraphs.isEmpty else {
      throw LoadingError(
        "no-text", "the document has no text", remedy: "if it holds a scan, recognise its text first (OCR)", source)
    }
    var content = FormatContent(text: ArticleText(document.paragraphs.joined(separator: "\n\n")))
    content.title = document.title
    if let properties = try Self.part(isWord ? "docProps/core.xml" : "meta.xml", archive) {
      let known = Self.properties(properties)
      content.fallbackPublished = (known["dcterms:created"] ?? known["meta:creation-date"]).flatMap(PublicationDay.read)
      content.language = known["dc:language"].map { String($0.prefix(2)).lowercased() }
    }
    return content
  }

  private static func part(_ name: String, _ archive: ZipArchive) throws(LoadingError) -> [UInt8]? {
    guard let entry = archive.entries.first(where: { $0.name == name }) else { return nil }
    return XMLTokenizer.decoded(try archive.contents(of: entry))
  }

  /// The properties by the names of their elements.
  private static func properties(_ xml: [UInt8]) -> [String: String] {
    var tokenizer = XMLTokenizer(xml)
    var result: [String: String] = [:]
    var name = ""
    while let token = tokenizer.next() {
      switch token {
      case .start(let element): name = element
      case .end: name = ""
      case .text(let text):
        let value = VisibleText.singleLine(text)
        if !name.isEmpty, !value.isEmpty, result[name] == nil { result[name] = value }
      }
    }
    return result
  }
}

/// The paragraphs of a document, without notes, comments and what was struck out.
struct DocumentText {
  private(set) var paragraphs: [String] = []
  private(set) var title: String?
  private var current = ""
  private var isTitle = false

  private mutating func endParagraph() {
    let text = HTMLFragment.trimmed(current)
    if !text.isEmpty {
      paragraphs.append(text)
      if isTitle { title = [title, VisibleText.singleLine(text)].compactMap(\.self).joined(separator: " ") }
    }
    current = ""
    isTitle = false
  }

  /// Styles by which programs mark the title, in the languages that they write into the file.
  private static let titleStyles: Set<String> = ["title", "titre", "titel", "ttulo", "titolo"]

  /// Office Open XML: paragraphs `w:p` of runs with texts `w:t`.
  init(wordprocessing xml: [UInt8]) {
    let skipped: Set<String> = [
      "w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText", "w:footnote", "w:comment", "w:rubyPr",
    ]
    var tokenizer = XMLTokenizer(xml)
    var isText = false
    while let token = tokenizer.next() {
      switch token {
      case .start(let name):
        if skipped.contains(name) {
          tokenizer.skipElement()
          continue
        }
        switch name {
        case "w:t": isText = true
        case "w:p": endParagraph()
        case "w:pStyle":
          isTitle = Self.titleStyles.contains((tokenizer.attributes["w:val"] ?? "").lowercased())
        case "w:tab": current += "\t"
        case "w:br", "w:cr": current += "\n"
        case "w:noBreakHyphen": current += "\u{2011}"
        default: break
        }
      case .end(let name):
        if name == "w:t" {
          isText = false
        } else if name == "w:p" {
          endParagraph()
        }
      case .text(let text): if isText { current += text }
      }
    }
    endParagraph()
  }

  /// OpenDocument: paragraphs `text:p` and headings `text:h` in `office:text`.
  init(openDocument xml: [UInt8]) {
    let skipped: Set<String> = [
      "text:note", "office:annotation", "text:tracked-changes", "text:table-of-content", "office:forms",
      "text:ruby-text",
      "text:sequence-decls", "svg:title", "svg:desc",
    ]
    var tokenizer = XMLTokenizer(xml)
    var bodyDepth = 0
    var titleStyles = Self.titleStyles
    while let token = tokenizer.next() {
      switch token {
      case .start(let name):
        if skipped.contains(name) {
          tokenizer.skipElement()
          continue
        }
        switch name {
        case "style:style":
          // Automatic styles have names such as P1 and say which style they change.
          let attributes = tokenizer.attributes
          if let parent = attributes["style:parent-style-name"], Self.titleStyles.contains(parent.lowercased()),
            let own = attributes["style:name"]
          {
            titleStyles.insert(own.lowercased())
          }
        case "office:text": bodyDepth += 1
        case "text:p", "text:h":
          endParagraph()
          isTitle = titleStyles.contains((tokenizer.attributes["text:style-name"] ?? "").lowercased())
        case "text:s":
          let count = tokenizer.attributes["text:c"].flatMap { Int($0) } ?? 1
          current += String(repeating: " ", count: min(max(count, 1), 100))
        case "text:tab": current += "\t"
        case "text:line-break": current += "\n"
        default: break
        }
      case .end(let name):
        if name == "text:p" || name == "text:h" {
          endParagraph()
        } else if name == "office:text" {
          bodyDepth -= 1
        }
      case .text(let text):
        guard bodyDepth > 0 else { continue }
        // White space is one space, and none at the beginning (OpenDocument 1.3, 6.1.2).
        for scalar in text.unicodeScalars {
          let isSpace = scalar == " " || (0x09...0x0D).contains(scalar.value)
          if !isSpace {
            current.unicodeScalars.append(scalar)
          } else if !current.isEmpty, current.last != " " {
            current += " "
          }
        }
      }
    }
    endParagraph()
  }
}

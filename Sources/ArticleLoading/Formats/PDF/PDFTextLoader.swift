import ArticleModel

/// What `pdftotext` printed of a PDF document: lines as they stand on the paper, pages divided by form feeds. Lines become
/// paragraphs again, and what stands at the top and the foot of the pages goes.
struct PDFTextLoader: FormatLoader {
  /// Asked only where it is known what the text is.
  func recognises(_ bytes: [UInt8]) -> Bool { true }

  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent {
    let text = String(decoding: DecodedText(bytes, TextEncoding.Detection(encoding: .utf8)).bytes, as: UTF8.self)
    let paragraphs = PrintedPages(text).paragraphs
    guard !paragraphs.isEmpty else {
      throw LoadingError(
        "no-text", "the document has no text: its pages may be pictures",
        remedy: "recognise its text first (OCR), for example with ocrmypdf", source)
    }
    return FormatContent(text: ArticleText(paragraphs.joined(separator: "\n\n")))
  }
}

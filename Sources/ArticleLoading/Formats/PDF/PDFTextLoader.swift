import ArticleModel

/// What `pdftotext -bbox-layout` says of a PDF document: the words of each line and where they stand on the paper. Lines
/// become paragraphs again, and what runs along the top and the foot of the pages goes.
struct PDFTextLoader: FormatLoader {
  /// Asked only where it is known what the text is.
  func recognises(_ bytes: [UInt8]) -> Bool { true }

  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent {
    let printed = PrintedParagraphs(DecodedText(bytes, TextEncoding.Detection(encoding: .utf8)).bytes)
    let paragraphs = printed.list
    guard !paragraphs.isEmpty else {
      throw LoadingError(
        "no-text", "the document has no text: its pages may be pictures",
        remedy: "recognise its text first (OCR), for example with ocrmypdf", source)
    }
    var content = FormatContent(text: ArticleText(paragraphs.joined(separator: "\n\n")))
    content.fallbackPublished = printed.margins.prefix(20).lazy.compactMap(PublicationDay.onPage).first
    return content
  }
}

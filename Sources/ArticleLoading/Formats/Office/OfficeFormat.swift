/// The kinds of documents that are ZIP archives of XML.
enum OfficeFormat: Sendable {
  /// Office Open XML (ECMA-376).
  case wordprocessing
  /// OpenDocument text (ISO 26300).
  case openDocument

  /// The kind of document that an archive is.
  init?(_ archive: ZipArchive) {
    let names = Set(archive.entries.lazy.map(\.name))
    if names.contains("word/document.xml") {
      self = .wordprocessing
    } else if names.contains("content.xml"), names.contains("mimetype") || names.contains("META-INF/manifest.xml") {
      self = .openDocument
    } else {
      return nil
    }
  }

  /// Whether an archive that begins so is a document: the first entry is one that documents begin with.
  static func isLikely(_ beginning: [UInt8]) -> Bool {
    guard beginning.count > 30, beginning.starts(with: [0x50, 0x4B, 3, 4]) else { return false }
    let length = Int(beginning[26]) | Int(beginning[27]) << 8
    let name = beginning[30...].prefix(length)
    if name.elementsEqual("[Content_Types].xml".utf8) || name.starts(with: "word/".utf8) { return true }
    guard name.elementsEqual("mimetype".utf8) else { return false }
    let extra = Int(beginning[28]) | Int(beginning[29]) << 8
    return beginning.dropFirst(30 + length + extra).starts(with: "application/vnd.oasis.opendocument.text".utf8)
  }
}

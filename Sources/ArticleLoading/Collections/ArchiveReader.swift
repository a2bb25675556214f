import ArticleModel

/// The articles in a ZIP archive, numbered over all of its entries; entries that are collections give their articles,
/// archives in archives are left alone.
struct ArchiveReader: CollectionReader {
  private let archive: ZipArchive
  private let file: FileBytes
  private let source: String
  private let fields: FieldMapping
  private var index = 0
  private var number = 0
  private var total = 0
  private var inner: (any CollectionReader)?
  private var isDocument: Bool
  private var leftOut: [String] = []
  private(set) var problems: [Diagnostic] = []

  /// So many problems with entries are told.
  private static let mostProblems = 100

  init(_ file: FileBytes, source: String, fields: FieldMapping) throws(LoadingError) {
    self.file = file
    self.source = source
    self.fields = fields
    archive = try ZipArchive(file, source: source)
    // A document whose parts stand in an unusual order.
    isDocument = OfficeFormat(archive) != nil
  }

  var notes: [Diagnostic] {
    guard !leftOut.isEmpty else { return problems }
    let names = leftOut.prefix(3).map { "'\($0.prefix(80))'" }.joined(separator: ", ")
    return problems + [
      Diagnostic(
        .note, code: "left-out",
        "\(leftOut.count) entries of the archive are no articles and were left out: \(names)"
          + (leftOut.count > 3 ? " and more" : ""), file: source)
    ]
  }

  mutating func next() throws(LoadingError) -> ArticleItem? {
    if isDocument {
      isDocument = false
      index = archive.entries.count
      guard file.size <= CollectionLimits.item else { throw CollectionLimits.tooLarge("the document", source) }
      return ArticleItem(number: 1, form: .file, bytes: try file.read(at: 0, count: file.size))
    }
    while true {
      if let item = nextOfInner() { return item }
      guard index < archive.entries.count else { return nil }
      let entry = archive.entries[index]
      index += 1
      if entry.isFolder { continue }
      guard !Self.isHidden(entry.name) else { continue }
      total += entry.size
      guard total <= CollectionLimits.total else {
        throw LoadingError(
          "too-large", "the archive holds more than \(CollectionLimits.total >> 30) GiB", remedy: "split it", source)
      }
      do {
        if let item = try open(entry) { return item }
      } catch {
        if error.diagnostic.code == "bomb" { throw error }
        if problems.count < Self.mostProblems { problems.append(error.diagnostic) }
      }
    }
  }

  private mutating func nextOfInner() -> ArticleItem? {
    guard var reader = inner else { return nil }
    do {
      if var item = try reader.next() {
        inner = reader
        number += 1
        item.number = number
        return item
      }
    } catch {
      problems.append(error.diagnostic)
    }
    problems += reader.notes
    inner = nil
    return nil
  }

  /// The article that an entry is; `nil` when it is a collection, which is opened, or no article.
  private mutating func open(_ entry: ZipArchive.Entry) throws(LoadingError) -> ArticleItem? {
    // Says what is the matter with an entry that cannot be opened at all.
    if !entry.isReadable { _ = try archive.contents(of: entry) }
    let beginning = try archive.beginning(of: entry, count: CollectionFormat.sampleSize)
    let format = CollectionFormat.detect(name: entry.name, beginning: beginning)
    if format == .archive || format == nil && Self.isNoArticle(beginning, entry.name) {
      leftOut.append(entry.name)
      return nil
    }
    let bytes = try archive.contents(of: entry)
    if let format {
      let name = "\(source) (\(entry.name.prefix(200)))"
      inner = try ArticleCollection.reader(FileBytes(bytes), format, source: name, fields: fields)
      return nil
    }
    number += 1
    let isObject = entry.name.lowercased().hasSuffix(".json")
    return ArticleItem(number: number, form: isObject ? .object : .file, bytes: bytes)
  }

  /// What programs put beside the files of an archive.
  private static func isHidden(_ name: String) -> Bool {
    name.hasPrefix("__MACOSX/") || name.split(separator: "/").last?.hasPrefix(".") == true
  }

  private static func isNoArticle(_ beginning: [UInt8], _ name: String) -> Bool {
    if beginning.isEmpty { return true }
    if beginning.starts(with: "%PDF-".utf8) || OfficeFormat.isLikely(beginning) { return false }
    if name.lowercased().hasSuffix(".docx") || name.lowercased().hasSuffix(".odt") { return false }
    let detection = TextEncoding.detect(beginning)
    if FileSignature.match(beginning, isText: detection.encoding == .utf8) != nil { return true }
    return BinaryContent.reason(DecodedText(beginning, detection).bytes) != nil
  }
}

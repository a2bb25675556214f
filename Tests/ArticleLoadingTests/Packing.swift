import ArticleLoading
import ArticleModel
import CZlib
import Testing

/// `bytes` as DEFLATE, bare (-15) or as gzip (31).
func deflated(_ bytes: [UInt8], window: Int32 = -15) -> [UInt8] {
  let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  stream.initialize(to: z_stream())
  defer { stream.deallocate() }
  deflateInit2_(stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(stream) }
  var input = bytes
  return [UInt8](unsafeUninitializedCapacity: bytes.count + bytes.count / 100 + 1000) { space, count in
    input.withUnsafeMutableBufferPointer { source in
      stream.pointee.next_in = source.baseAddress
      stream.pointee.avail_in = UInt32(source.count)
      stream.pointee.next_out = space.baseAddress
      stream.pointee.avail_out = UInt32(space.count)
      deflate(stream, Z_FINISH)
      count = space.count - Int(stream.pointee.avail_out)
    }
  }
}

/// A ZIP archive with those entries, the first of them stored, the others compressed.
func zip(_ entries: [(name: String, bytes: [UInt8])], flags: Int = 0) -> [UInt8] {
  func number(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(value >> (8 * $0) & 0xFF) } }
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  for (index, entry) in entries.enumerated() {
    let data = index == 0 ? entry.bytes : deflated(entry.bytes)
    var sum = crc32(0, nil, 0)
    entry.bytes.withUnsafeBufferPointer { sum = crc32_z(sum, $0.baseAddress, $0.count) }
    let common =
      number(20, 2) + number(flags, 2) + number(index == 0 ? 0 : 8, 2) + number(0, 4) + number(Int(sum), 4)
      + number(data.count, 4) + number(entry.bytes.count, 4) + number(entry.name.utf8.count, 2) + number(0, 2)
    directory += [0x50, 0x4B, 1, 2, 20, 0] + common + number(0, 10) + number(archive.count, 4) + Array(entry.name.utf8)
    archive += [0x50, 0x4B, 3, 4] + common + Array(entry.name.utf8) + data
  }
  let end =
    [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(entries.count, 2) + number(entries.count, 2) + number(directory.count, 4)
    + number(archive.count, 4) + [0, 0]
  return archive + directory + end
}

/// The articles of a collection that the file `name` is, loaded, and what was noted.
func articles(
  in bytes: [UInt8], _ name: String, columns: String? = nil
) throws -> (articles: [Article], notes: [Diagnostic]) {
  let format = try #require(
    CollectionFormat.detect(name: name, beginning: Array(bytes.prefix(CollectionFormat.sampleSize))))
  let fields = columns.flatMap { FieldMapping($0) } ?? .standard
  let collection = try ArticleCollection(FileBytes(bytes), format, source: name, fields: fields)
  var articles: [Article] = []
  while let item = try collection.next() {
    var options = LoadingOptions(fields: item.form == .file ? nil : item.form == .object ? fields : .standard)
    options.url = item.url
    options.charset = item.charset
    articles.append(try ArticleLoader.load(bytes: item.bytes, source: "\(name)#\(item.number)", options: options))
  }
  return (articles, collection.notes)
}

/// The diagnostic with which reading a collection fails.
func collectionFailure(_ bytes: [UInt8], _ name: String, columns: String? = nil) throws -> Diagnostic {
  let error = #expect(throws: LoadingError.self) { try articles(in: bytes, name, columns: columns) }
  return try #require(error).diagnostic
}

/// An article that the formats of these tests hold.
enum Sample {
  static let title = "Le marché de Ville-Neuve rouvrira en juin"
  static let paragraphs = [
    "Le maire Odilon Vasseur-Kanté a déclaré mardi que le marché central rouvrirait le 3 juin.",
    "« Les commerçants attendent depuis un an », a affirmé la présidente de l’association, Mireille Tankoano.",
    "L’incendie de mai 2023 avait détruit 240 boutiques. Le ministre de l’urbanisme est attendu sur place.",
  ]
  static let text = paragraphs.joined(separator: "\n\n")
  static let html = paragraphs.map { "<p>\($0)</p>" }.joined()
  static let page =
    "<html><head><title>\(title)</title></head><body><nav>Accueil</nav><article><h1>\(title)</h1>\(html)</article></body></html>"
}

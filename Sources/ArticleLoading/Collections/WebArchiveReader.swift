import ArticleModel

/// The pages of a web archive (WARC, ISO 28500), plain or compressed: what servers answered with status 200 and is a page,
/// a text or a document. An article's number is that of its record among these.
struct WebArchiveReader: CollectionReader {
  private let reader: StreamReader
  private let source: String
  private var number = 0
  private var tooLarge = 0
  private var unreadable = 0

  private static let longestField = 64 << 10
  private static let mostFields = 1000
  private static let longestAddress = 4096

  init(_ file: FileBytes, source: String) throws(LoadingError) {
    self.source = source
    let stream = FileStream(file)
    let isCompressed = try file.read(at: 0, count: 2) == [0x1F, 0x8B]
    reader = StreamReader(isCompressed ? GunzipStream(stream, source: source) : stream)
  }

  var notes: [Diagnostic] {
    var notes: [Diagnostic] = []
    if tooLarge > 0 {
      notes.append(
        Diagnostic(
          .warning, code: "left-out",
          "\(tooLarge) pages of the archive are larger than \(CollectionLimits.item >> 20) MiB and were left out",
          file: source))
    }
    if unreadable > 0 {
      notes.append(
        Diagnostic(
          .warning, code: "left-out", "\(unreadable) pages of the archive cannot be unpacked and were left out",
          remedy: "make the archive without Content-Encoding", file: source))
    }
    return notes
  }

  mutating func next() throws(LoadingError) -> ArticleItem? {
    while true {
      guard let fields = try recordFields() else { return nil }
      guard let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 else {
        throw .damaged("a record of the web archive has no length", source)
      }
      let kind = fields["warc-type"]?.lowercased()
      let isPage = kind == "response" || kind == "resource" || kind == "conversion"
      guard isPage, length <= CollectionLimits.item else {
        if isPage { tooLarge += 1 }
        guard try reader.skip(length) else { throw .damaged("the last record of the web archive is cut off", source) }
        continue
      }
      let block = try reader.bytes(length)
      guard block.count == length else { throw .damaged("the last record of the web archive is cut off", source) }
      if let item = page(block, fields, isAnswer: kind == "response") { return item }
    }
  }

  /// The fields of the next record; `nil` at the end.
  private mutating func recordFields() throws(LoadingError) -> [String: String]? {
    var line = try reader.line(limit: Self.longestField)
    while let found = line, found.allSatisfy({ $0 <= 0x20 }) { line = try reader.line(limit: Self.longestField) }
    guard let first = line else { return nil }
    guard first.starts(with: "WARC/".utf8) else {
      throw .damaged("the web archive has bytes between its records", source)
    }
    var fields: [String: String] = [:]
    for _ in 0..<Self.mostFields {
      guard let line = try reader.line(limit: Self.longestField) else {
        throw .damaged("the last record of the web archive is cut off", source)
      }
      if line.allSatisfy({ $0 <= 0x20 }) { return fields }
      HTTPMessage.add(line[...], to: &fields)
    }
    throw .damaged("a record of the web archive has too many fields", source)
  }

  private mutating func page(_ block: [UInt8], _ fields: [String: String], isAnswer: Bool) -> ArticleItem? {
    var type = fields["content-type"] ?? ""
    var body = block
    if isAnswer {
      guard let message = HTTPMessage(block), message.status == 200 else { return nil }
      type = message.fields["content-type"] ?? "text/html"
      guard Self.isArticle(type) else { return nil }
      guard let decoded = message.body(limit: CollectionLimits.item) else {
        unreadable += 1
        return nil
      }
      body = decoded
    }
    guard Self.isArticle(type), body.contains(where: { $0 > 0x20 }) else { return nil }
    number += 1
    var address = fields["warc-target-uri"]?.filter { $0 != "<" && $0 != ">" }
    if let long = address, long.utf8.count > Self.longestAddress { address = nil }
    return ArticleItem(
      number: number, form: .file, bytes: body, url: address,
      charset: MediaType(type).parameters["charset"].map { String($0.prefix(40)) })
  }

  private static func isArticle(_ type: String) -> Bool {
    [
      "text/html", "application/xhtml+xml", "text/plain", "application/pdf",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.oasis.opendocument.text",
    ].contains(MediaType(type).name)
  }
}

/// What a web server answered (RFC 9112).
struct HTTPMessage {
  private(set) var status = 0
  private(set) var fields: [String: String] = [:]
  private let payload: ArraySlice<UInt8>

  init?(_ bytes: [UInt8]) {
    var position = 0
    func line() -> ArraySlice<UInt8>? {
      guard position < bytes.count else { return nil }
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count - 1
      defer { position = end + 1 }
      return bytes[position...end]
    }
    guard let first = line(), first.starts(with: "HTTP/".utf8) else { return nil }
    let words = String(decoding: first, as: UTF8.self).split(separator: " ")
    guard words.count >= 2, let code = Int(words[1].prefix(3)) else { return nil }
    status = code
    while let next = line(), next.contains(where: { $0 > 0x20 }) { Self.add(next, to: &fields) }
    payload = bytes[min(position, bytes.count)...]
  }

  /// Adds the field in a line to `fields`, its name in lower case; the first of a name stays.
  static func add(_ line: ArraySlice<UInt8>, to fields: inout [String: String]) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    let value = VisibleText.singleLine(String(decoding: line[(colon + 1)...], as: UTF8.self))
    if fields[name] == nil { fields[name] = value }
  }

  /// The answer's body without its encodings; `nil` when one is not known or it is larger than `limit`.
  func body(limit: Int) -> [UInt8]? {
    var body = Array(payload)
    if fields["transfer-encoding"]?.lowercased().contains("chunked") == true {
      // Programs that make archives often write the body joined and leave the field.
      if let joined = Self.joined(payload) { body = joined }
    }
    switch fields["content-encoding"]?.lowercased() ?? "" {
    case "", "identity", "none": return body
    case "gzip", "x-gzip":
      guard body.starts(with: [0x1F, 0x8B]) else { return body }
      return expanded(body, .gzip, limit)
    case "deflate": return expanded(body, .zlib, limit) ?? expanded(body, .none, limit)
    default: return nil
    }
  }

  private func expanded(_ body: [UInt8], _ wrapping: Inflater.Wrapping, _ limit: Int) -> [UInt8]? {
    let most = max(CollectionLimits.harmless, min(limit, body.count * CollectionLimits.ratio))
    return Inflater.expanded(body[...], wrapping, limit: most)
  }

  private static func joined(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes
    while true {
      guard let end = rest.firstIndex(of: 0x0A) else { return nil }
      let digits = rest[..<end].prefix { ![0x0D, 0x3B, 0x20].contains($0) }
      guard !digits.isEmpty, digits.count <= 8, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16),
        size >= 0, size <= bytes.count
      else { return nil }
      if size == 0 { return result }
      let chunk = rest[(end + 1)...].prefix(size)
      guard chunk.count == size else { return nil }
      result += chunk
      rest = rest[chunk.endIndex...].drop { $0 == 0x0D || $0 == 0x0A }
    }
  }
}

/// An analysed article as bytes: what a worker hands to its host, and what a corpus keeps to give the article back whole.
///
/// A record holds everything an `Article` holds except its text, which stands beside it. The form is private to one
/// version of the program: a reader refuses records of another `version`.
public enum ArticleRecord {
  /// Changes with the form.
  public static let version: UInt8 = 3

  /// The record of `article`.
  public static func encode(_ article: Article) -> [UInt8] {
    var body = RecordWriter()
    body.putHeader(article)
    body.putTokens(article)
    body.putFacts(article)
    var writer = RecordWriter()
    writer.put(byte: version)
    let names = body.names
    writer.put(names.count - 1)
    for id in 1..<UInt32(max(names.count, 1)) { names.withBytes(of: id) { writer.put($0) } }
    return writer.bytes + body.bytes
  }

  /// The article that `record` was made of, whose text is `text`.
  public static func decode(_ record: UnsafeBufferPointer<UInt8>, text: ArticleText) throws(RecordError) -> Article {
    var reader = RecordReader(record)
    try reader.checkVersion()
    reader.textLength = text.count
    reader.names = [""] + (try reader.list { (reader: inout RecordReader) throws(RecordError) in try reader.text() })
    var article = try reader.header(text: text)
    try reader.readTokens(into: &article)
    try reader.readFacts(into: &article)
    guard reader.isAtEnd else { throw RecordError("the record has bytes left over") }
    return article
  }

  /// The same from an array.
  public static func decode(_ record: [UInt8], text: ArticleText) throws(RecordError) -> Article {
    let result = record.withUnsafeBufferPointer { bytes -> Result<Article, RecordError> in
      do throws(RecordError) { return .success(try decode(bytes, text: text)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}

extension RecordWriter {
  fileprivate mutating func putHeader(_ article: Article) {
    for text in [article.source, article.sha256] { put(name: text) }
    for text in [article.language, article.title, article.author, article.publisher, article.url] { put(name: text) }
    put(article.published != nil)
    if let published = article.published { put(signed: published.dayNumber) }
    put(article.layers.sorted()) { $0.put(name: $1.name) }
    put(article.regions) { writer, region in
      writer.put(name: region.kind.rawValue)
      writer.put(region.span)
    }
    put(article.diagnostics) { writer, diagnostic in
      writer.put(name: diagnostic.severity.rawValue)
      writer.put(name: diagnostic.code)
      writer.put(name: diagnostic.message)
      writer.put(name: diagnostic.remedy)
      writer.put(name: diagnostic.file)
      writer.put(index: diagnostic.line)
      writer.put(index: diagnostic.column)
      writer.put(diagnostic.span)
    }
  }

  fileprivate mutating func putTokens(_ article: Article) {
    let tokens = article.tokens
    put(tokens.strings.count - 1)
    for id in 1..<UInt32(max(tokens.strings.count, 1)) { tokens.strings.withBytes(of: id) { put($0) } }
    put(tokens.count)
    var end: UInt32 = 0
    for index in 0..<tokens.count {
      put(signed: Int(tokens.starts[index]) - Int(end))
      put(Int(tokens.ends[index] - tokens.starts[index]))
      end = tokens.ends[index]
    }
    for column in [tokens.forms, tokens.lemmas, tokens.features] { for id in column { put(Int(id)) } }
    for part in tokens.partsOfSpeech { put(byte: part.rawValue) }
    for relation in tokens.relations { put(byte: relation.rawValue) }
    for (index, head) in tokens.heads.enumerated() {
      // A token is never its own head, so 0 is free for the root.
      put(signed: head < 0 ? 0 : Int(head) - index)
    }
    var sentence: UInt32 = 0
    for number in tokens.sentences {
      put(signed: Int(number) - Int(sentence))
      sentence = number
    }
    put(article.sentences) { $0.put($1) }
    put(article.sentenceTokens) { writer, range in
      writer.put(range.lowerBound)
      writer.put(range.count)
    }
  }
}

extension RecordReader {
  fileprivate mutating func header(text: ArticleText) throws(RecordError) -> Article {
    var article = Article(source: try name(), sha256: try name(), text: text)
    article.language = try optionalName()
    article.title = try optionalName()
    article.author = try optionalName()
    article.publisher = try optionalName()
    article.url = try optionalName()
    if try bool() { article.published = try day() }
    let layers = try list { (reader: inout Self) throws(RecordError) in Layer(try reader.name()) }
    article.layers = Set(layers)
    article.regions = try list { (reader: inout Self) throws(RecordError) in
      guard let kind = Region.Kind(rawValue: try reader.name()) else { throw RecordError("an unknown region") }
      return Region(kind, try reader.span())
    }
    article.diagnostics = try list { (reader: inout Self) throws(RecordError) in
      guard let severity = Diagnostic.Severity(rawValue: try reader.name()) else {
        throw RecordError("an unknown severity")
      }
      return Diagnostic(
        severity, code: try reader.name(), try reader.name(), remedy: try reader.optionalName(),
        file: try reader.optionalName(), line: try reader.index(of: Int.max - 1),
        column: try reader.index(of: Int.max - 1), span: try reader.optionalSpan())
    }
    return article
  }

  fileprivate mutating func readTokens(into article: inout Article) throws(RecordError) {
    let stringCount = try count()
    var strings = StringTable(capacity: stringCount)
    for _ in 0..<stringCount {
      let bytes = try blob()
      guard String(validating: bytes, as: UTF8.self) != nil else { throw RecordError("a text is not UTF-8") }
      _ = strings.intern(bytes)
    }
    // Ids are given by order, so a string that comes twice would shift them.
    guard strings.count == stringCount + 1 else { throw RecordError("a string stands twice") }
    let count = try count()
    var starts: [UInt32] = []
    var ends: [UInt32] = []
    starts.reserveCapacity(count)
    ends.reserveCapacity(count)
    var end = 0
    for _ in 0..<count {
      let (start, overflow) = end.addingReportingOverflow(try signed())
      guard !overflow, start >= 0, start <= textLength else { throw RecordError("a token lies outside the text") }
      end = start + (try int(upTo: textLength - start))
      starts.append(UInt32(start))
      ends.append(UInt32(end))
    }
    var tokens = TokenColumns(starts: starts, ends: ends, forms: try ids(count, below: strings.count))
    tokens.lemmas = try ids(count, below: strings.count)
    tokens.features = try ids(count, below: strings.count)
    tokens.partsOfSpeech = try values(count) { PartOfSpeech(rawValue: $0) }
    tokens.relations = try values(count) { DependencyRelation(rawValue: $0) }
    tokens.heads.reserveCapacity(count)
    for index in 0..<count {
      let distance = try signed()
      guard distance >= -index, distance < count - index else { throw RecordError("a head is no token") }
      tokens.heads.append(distance == 0 ? -1 : Int32(index + distance))
    }
    var sentence = 0
    tokens.sentences.reserveCapacity(count)
    for _ in 0..<count {
      let (number, overflow) = sentence.addingReportingOverflow(try signed())
      guard !overflow, number >= 0, number <= count else { throw RecordError("a sentence is out of range") }
      sentence = number
      tokens.sentences.append(UInt32(number))
    }
    tokens.strings = strings
    article.tokens = tokens
    article.sentences = try list { (reader: inout Self) throws(RecordError) in try reader.span() }
    article.sentenceTokens = try list { (reader: inout Self) throws(RecordError) in
      let first = try reader.int(upTo: count)
      return first..<(first + (try reader.int(upTo: count - first)))
    }
  }

  private mutating func ids(_ count: Int, below limit: Int) throws(RecordError) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    for _ in 0..<count { result.append(UInt32(try int(upTo: limit - 1))) }
    return result
  }

  private mutating func values<Value>(
    _ count: Int, _ make: (UInt8) -> Value?
  ) throws(RecordError) -> [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = make(try byte()) else { throw RecordError("an unknown tag") }
      result.append(value)
    }
    return result
  }
}

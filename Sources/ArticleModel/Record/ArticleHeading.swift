/// What is known about an article without its text and its facts.
public struct ArticleHeading: Sendable, Hashable {
  public var source: String
  public var sha256: String
  public var language, title, author, publisher, url: String?
  public var published: CalendarDate?
  /// How many tokens it has.
  public var tokens = 0

  /// The heading of `article`.
  public init(_ article: Article) {
    source = article.source
    sha256 = article.sha256
    language = article.language
    title = article.title
    author = article.author
    publisher = article.publisher
    url = article.url
    published = article.published
    tokens = article.tokens.count
  }

  /// The heading that an article's record begins with; it does not say how many tokens there are.
  public init(record: UnsafeBufferPointer<UInt8>) throws(RecordError) {
    var reader = RecordReader(record)
    try reader.checkVersion()
    // The names are found, not made: only a few of them are wanted.
    var names: [UnsafeBufferPointer<UInt8>] = []
    let count = try reader.count()
    names.reserveCapacity(count)
    for _ in 0..<count { names.append(try reader.blob()) }
    func name(_ number: Int) throws(RecordError) -> String {
      if number == 0 { return "" }
      guard number <= names.count else { throw RecordError("a number is out of range") }
      return String(decoding: names[number - 1], as: UTF8.self)
    }
    func optional(_ number: Int) throws(RecordError) -> String? { number == 0 ? nil : try name(number - 1) }
    source = try name(try reader.int(upTo: count))
    sha256 = try name(try reader.int(upTo: count))
    language = try optional(try reader.int(upTo: count + 1))
    title = try optional(try reader.int(upTo: count + 1))
    author = try optional(try reader.int(upTo: count + 1))
    publisher = try optional(try reader.int(upTo: count + 1))
    url = try optional(try reader.int(upTo: count + 1))
    published = try reader.bool() ? try reader.day() : nil
  }
}

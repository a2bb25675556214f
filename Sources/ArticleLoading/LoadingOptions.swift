public import ArticleModel

/// What the caller knows about an article, and how much of it may be read.
public struct LoadingOptions: Hashable, Sendable {
  /// 32 MiB.
  public static let defaultMaximumSize = 32 << 20

  /// The day of publication; replaces what the page says.
  public var published: CalendarDate?
  /// The publisher; replaces what the page says.
  public var publisher: String?
  /// The largest file that is read, in bytes.
  public var maximumSize: Int
  /// Where the parts of an article stand in the JSON object that the bytes are; `nil` when they are something else.
  public var fields: FieldMapping?
  /// Whether the bytes are what `pdftotext -bbox-layout` says of a PDF document.
  public var isPrintedText = false
  /// The SHA-256 of the file that the bytes were made from, where they were; in hexadecimal.
  public var sha256: String?
  /// The address at which the article was found; what the page says of its own counts for more.
  public var url: String?
  /// The name of the encoding, as whoever sent the bytes gives it; bytes that prove it wrong count for more.
  public var charset: String?

  /// Options; every one may be left out.
  public init(
    published: CalendarDate? = nil, publisher: String? = nil, maximumSize: Int = LoadingOptions.defaultMaximumSize,
    fields: FieldMapping? = nil
  ) {
    self.published = published
    self.publisher = publisher
    self.maximumSize = maximumSize
    self.fields = fields
  }
}

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

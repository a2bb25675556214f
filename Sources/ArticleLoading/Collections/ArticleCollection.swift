public import ArticleModel

/// Gives out the articles of one kind of collection.
protocol CollectionReader {
  /// The next article; `nil` when there are no more. What throws is the end.
  mutating func next() throws(LoadingError) -> ArticleItem?
  /// What was left out and why, complete at the end.
  var notes: [Diagnostic] { get }
}

/// The articles in a file that holds many, one after the other; one article is in memory at a time.
public final class ArticleCollection {
  private var reader: any CollectionReader

  /// The articles in `file`, which the user calls `source`.
  ///
  /// - Parameters:
  ///   - fields: where tables keep the parts of an article.
  /// - Throws: `LoadingError` when the file is no such collection.
  public init(
    _ file: FileBytes, _ format: CollectionFormat, source: String, fields: FieldMapping = .standard
  ) throws(LoadingError) {
    reader = try Self.reader(file, format, source: source, fields: fields)
  }

  static func reader(
    _ file: FileBytes, _ format: CollectionFormat, source: String, fields: FieldMapping
  ) throws(LoadingError) -> any CollectionReader {
    switch format {
    case .jsonLines: JSONLinesReader(file, source: source)
    case .table: try TableReader(file, source: source, fields: fields)
    case .mailbox: MailboxReader(file, source: source)
    case .feed: try FeedReader(file, source: source)
    case .archive: try ArchiveReader(file, source: source, fields: fields)
    case .webArchive: try WebArchiveReader(file, source: source)
    }
  }

  /// The next article; `nil` when there are no more.
  public func next() throws(LoadingError) -> ArticleItem? { try reader.next() }

  /// What was left out and why; complete when there are no more articles.
  public var notes: [Diagnostic] { reader.notes }
}

/// One article of a file that holds many.
public struct ArticleItem: Hashable, Sendable {
  /// What its bytes are.
  public enum Form: String, Sendable {
    /// What could be a file of its own.
    case file
    /// A JSON object whose members have the names that the collection gave them.
    case object
    /// A JSON object whose members have the usual names.
    case standardObject
  }

  /// Its number in the file, from 1 on: of a line, a row, a message, an entry.
  public var number: Int
  public var form: Form
  public var bytes: [UInt8]
  /// Where it was published, when the collection says so.
  public var url: String?
  /// The name of its encoding, when the collection says so.
  public var charset: String?

  /// An article of a collection.
  public init(number: Int, form: Form, bytes: [UInt8], url: String? = nil, charset: String? = nil) {
    self.number = number
    self.form = form
    self.bytes = bytes
    self.url = url
    self.charset = charset
  }
}

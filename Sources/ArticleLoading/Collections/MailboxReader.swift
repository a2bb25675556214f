import ArticleModel

/// The messages of a mailbox (mbox, RFC 4155): each begins at a line "From …" behind an empty line.
struct MailboxReader: CollectionReader {
  private let reader: StreamReader
  private let source: String
  private var number = 0
  let notes: [Diagnostic] = []

  private static let longestLine = 1 << 20

  init(_ file: FileBytes, source: String) {
    reader = StreamReader(FileStream(file))
    self.source = source
  }

  mutating func next() throws(LoadingError) -> ArticleItem? {
    var message: [UInt8] = []
    var isAfterBlank = true
    var isLineStart = true
    while try reader.peek() != nil {
      if isLineStart, isAfterBlank, try reader.beginning(5).elementsEqual("From ".utf8) {
        if Self.holdsSomething(message) { break }
        message = []
        _ = try reader.line(limit: Self.longestLine)
        isAfterBlank = false
        continue
      }
      guard var line = try reader.line(limit: Self.longestLine) else { break }
      let isBlank = isLineStart && (line == [0x0A] || line == [0x0D, 0x0A])
      if isLineStart, line.first == UInt8(ascii: ">"), Self.isQuotedFrom(line) { line.removeFirst() }
      isLineStart = line.last == 0x0A
      isAfterBlank = isBlank
      message += line
      if message.count > CollectionLimits.item { throw CollectionLimits.tooLarge("message \(number + 1)", source) }
    }
    guard Self.holdsSomething(message) else { return nil }
    number += 1
    return ArticleItem(number: number, form: .file, bytes: message)
  }

  private static func holdsSomething(_ message: [UInt8]) -> Bool { message.contains { $0 > 0x20 } }

  /// ">From", ">>From": a line of the text that programs have quoted.
  private static func isQuotedFrom(_ line: [UInt8]) -> Bool {
    line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
  }
}

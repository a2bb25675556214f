import ArticleModel

/// The rows of a table (CSV after RFC 4180, or with tabs, semicolons or bars between its fields) whose first row names
/// the columns; an article's number is that of its row, the one with the names not counted.
struct TableReader: CollectionReader {
  private var rows: TableRows
  private let source: String
  /// The column of each part.
  private let columns: [(part: FieldMapping.Part, column: Int)]
  private let textColumn: Int
  /// Rows that were read to find the columns.
  private var waiting: [[String]] = []
  private var number = 0
  private var emptyRows = 0
  private var guess: Diagnostic?

  /// So many rows are looked at where the names of the columns do not tell which holds the text.
  private static let sampleRows = 20
  /// A text has so many characters on the average.
  private static let shortestText = 60

  init(_ file: FileBytes, source: String, fields: FieldMapping) throws(LoadingError) {
    self.source = source
    rows = try TableRows(file, source: source)
    guard let headings = try rows.next() else {
      throw LoadingError("empty-file", "the table has no rows", remedy: "give a table with articles in it", source)
    }
    let list = headings.prefix(40).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
    for part in FieldMapping.Part.allCases {
      guard let name = fields.given[part], fields.column(part, in: headings) == nil else { continue }
      throw LoadingError(
        "no-column", "the table has no column '\(name)'", remedy: "its columns are \(list)", source, line: 1)
    }
    var found: [(FieldMapping.Part, Int)] = []
    for part in FieldMapping.Part.allCases {
      if let column = fields.column(part, in: headings), !found.contains(where: { $0.1 == column }) {
        found.append((part, column))
      }
    }
    if let text = found.first(where: { $0.0 == .text })?.1 {
      textColumn = text
    } else {
      while waiting.count < Self.sampleRows, let row = try rows.next() { waiting.append(row) }
      let taken = Set(found.map(\.1))
      guard let text = Self.longestColumn(waiting, columns: headings.count, except: taken) else {
        throw LoadingError(
          "no-text", "no column of the table is known to hold the articles' text; its columns are \(list)",
          remedy: "say which one it is, for example --columns text=\(headings.last ?? "body")", source, line: 1)
      }
      guess = Diagnostic(
        .note, code: "guessed-column", "the column '\(headings[text])' was taken for the text, as the longest",
        remedy: "if it is another one, say --columns text=NAME", file: source, line: 1)
      found.append((.text, text))
      textColumn = text
    }
    columns = found
  }

  private static func longestColumn(_ rows: [[String]], columns: Int, except taken: Set<Int>) -> Int? {
    guard !rows.isEmpty else { return nil }
    let lengths = (0..<columns).map { column in
      taken.contains(column) ? 0 : rows.reduce(0) { $0 + (column < $1.count ? $1[column].utf8.count : 0) }
    }
    guard let longest = lengths.max(), longest >= shortestText * rows.count else { return nil }
    return lengths.firstIndex(of: longest)
  }

  var notes: [Diagnostic] {
    var notes = [guess].compactMap(\.self)
    if emptyRows > 0 {
      notes.append(
        Diagnostic(
          .warning, code: "empty-rows", "\(emptyRows) rows have no text and were left out", file: source))
    }
    return notes
  }

  mutating func next() throws(LoadingError) -> ArticleItem? {
    while let row = waiting.isEmpty ? try rows.next() : waiting.removeFirst() {
      number += 1
      guard textColumn < row.count, row[textColumn].contains(where: { !$0.isWhitespace }) else {
        if row.count > 1 || row.first?.isEmpty == false { emptyRows += 1 } else { number -= 1 }
        continue
      }
      var members: [String: JSONValue] = [:]
      for (part, column) in columns where column < row.count && !row[column].isEmpty {
        members[part.rawValue] = .string(row[column])
      }
      return ArticleItem(number: number, form: .standardObject, bytes: JSONValue.object(members).encoded())
    }
    return nil
  }
}

/// The rows of a table as lists of fields.
struct TableRows {
  private let reader: StreamReader
  private let source: String
  private let separator: UInt8
  /// The line that was read last, from 1 on.
  private var line = 1

  /// How much of the file tells its encoding and what stands between its fields, in bytes.
  private static let sampleSize = 64 << 10
  private static let mostFields = 4096
  private static let quote = UInt8(ascii: "\"")

  init(_ file: FileBytes, source: String) throws(LoadingError) {
    self.source = source
    let sample = try file.read(at: 0, count: Self.sampleSize)
    let detection = TextEncoding.detect(sample)
    var stream: any ByteStream = FileStream(file)
    if [.utf16LittleEndian, .utf16BigEndian].contains(detection.encoding) {
      stream = UTF16Stream(stream, detection.encoding)
    }
    reader = StreamReader(stream)
    if try reader.beginning(3) == [0xEF, 0xBB, 0xBF] { _ = try reader.skip(3) }
    separator = Self.separator(of: try reader.beginning(Self.sampleSize))
  }

  /// The mark that occurs most often in the first row, outside of quotation marks.
  private static func separator(of sample: [UInt8]) -> UInt8 {
    var isQuoted = false
    var counts: [UInt8: Int] = [:]
    for byte in sample {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      counts[byte, default: 0] += 1
    }
    let marks: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    let most = marks.map { counts[$0] ?? 0 }.max() ?? 0
    return marks.first { (counts[$0] ?? 0) == most } ?? 0x2C
  }

  /// The next row; `nil` at the end. An empty line is a row of one empty field.
  mutating func next() throws(LoadingError) -> [String]? {
    guard try reader.peek() != nil else { return nil }
    let firstLine = line
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var size = 0
    while true {
      guard let byte = try reader.byte() else {
        if isQuoted {
          throw LoadingError(
            "damaged-file", "a quotation mark that opens in this row is not closed",
            remedy: "double the quotation marks within fields, or save the table again", source, line: firstLine)
        }
        break
      }
      size += 1
      if size > CollectionLimits.item {
        throw CollectionLimits.tooLarge("the row that begins in line \(firstLine)", source)
      }
      if byte == 0x0A { line += 1 }
      if isQuoted {
        if byte != Self.quote {
          field.append(byte)
        } else if try reader.peek() == Self.quote {
          _ = try reader.byte()
          field.append(byte)
        } else {
          isQuoted = false
        }
      } else if byte == Self.quote, field.isEmpty {
        isQuoted = true
      } else if byte == separator {
        if fields.count < Self.mostFields { fields.append(Self.text(field)) }
        field.removeAll(keepingCapacity: true)
      } else if byte == 0x0A {
        break
      } else if byte == 0x0D {
        if try reader.peek() != 0x0A { break }
      } else {
        field.append(byte)
      }
    }
    fields.append(Self.text(field))
    return fields
  }

  /// A field, in whichever encoding it is written.
  private static func text(_ field: [UInt8]) -> String {
    String(decoding: DecodedText(field, TextEncoding.detect(field)).bytes, as: UTF8.self)
  }
}

import ArticleModel
import CLanguageData

/// A data file of rules: lines of tab-separated columns; empty lines and lines that begin with `#` and a space are not
/// rules.
struct RuleFile {
  /// The columns of each rule.
  let rows: [[String]]

  /// Reads an embedded file.
  init(_ file: LanguageDataFile) { self.init(UnsafeBufferPointer(start: file.bytes, count: file.count)) }

  /// Reads the text of a file.
  init(_ text: String) {
    var text = text
    self = text.withUTF8 { RuleFile($0) }
  }

  // Bytes, not characters: finding where a character ends costs more than everything else here.
  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let (newline, tab, comment, space) = (UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "#"), UInt8(ascii: " "))
    var rows: [[String]] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      defer { start = end + 1 }
      if end == start || (bytes[start] == comment && end > start + 1 && bytes[start + 1] == space) { continue }
      rows.append(
        bytes[start..<end].split(separator: tab, omittingEmptySubsequences: false).map {
          String(decoding: $0, as: UTF8.self)
        })
    }
    self.rows = rows
  }
}

/// A set of words, each with a small number, found by their bytes.
struct WordList: Sendable {
  private var words = StringTable(capacity: 64)
  private var values: [UInt8] = [0]
  /// The longest word, in bytes.
  private(set) var longest = 0

  /// No words.
  init() {}

  /// The first column of every row, with the value of the row.
  init(_ file: RuleFile, value: ([String]) -> UInt8 = { _ in 1 }) {
    for row in file.rows { insert(row[0], value(row)) }
  }

  /// Whether there is no word.
  var isEmpty: Bool { longest == 0 }

  /// Adds `word`, which must not be empty; the first value of a word stays.
  mutating func insert(_ word: String, _ value: UInt8) {
    if Int(words.intern(word)) == values.count { values.append(value) }
    longest = max(longest, word.utf8.count)
  }

  /// The value of a word, or `nil` when it is not in the list.
  func value(_ word: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard !word.isEmpty, word.count <= longest, let id = words.find(word) else { return nil }
    return values[Int(id)]
  }
}

public import ArticleModel

/// One match of a query with the words around it (keyword in context).
public struct ConcordanceRow: Sendable, Hashable {
  /// A labelled part of the match.
  public struct Label: Sendable, Hashable {
    public var name: String
    public var text: String

    /// `text` under the label `name`.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The article, as the user named it.
  public var source: String
  /// Its identifier.
  public var article: String
  /// The number of the sentence in which the match begins, from 1 on; 0 when it lies in none.
  public var sentence: Int
  /// Where the match lies, in code points of the article's text; the end is exclusive.
  public var start, end: Int
  public var left, match, right: String
  /// The labels that were reached, in the query's order.
  public var labels: [Label]

  /// A row.
  public init(
    source: String, article: String, sentence: Int, start: Int, end: Int, left: String, match: String, right: String,
    labels: [Label] = []
  ) {
    self.source = source
    self.article = article
    self.sentence = sentence
    self.start = start
    self.end = end
    self.left = left
    self.match = match
    self.right = right
    self.labels = labels
  }
}

/// The matches of a query one below the other, in the forms in which people and programs read them.
public struct Concordance: Sendable {
  /// The forms of a concordance.
  public enum Format: String, Sendable, CaseIterable {
    case text, csv, json, jsonl
  }

  public var rows: [ConcordanceRow]
  /// The query's labels, in order of appearance: the last columns of the CSV form.
  public var labels: [String]

  /// A concordance.
  public init(_ rows: [ConcordanceRow], labels: [String] = []) {
    self.rows = rows
    self.labels = labels
  }

  /// The columns of the CSV form before the labels.
  public static let columns = ["source", "article", "sentence", "start", "end", "left", "match", "right"]

  /// The concordance in `format`, ending in a line feed unless it is empty.
  ///
  /// - Parameter terminal: for the text form, the terminal it is for; `nil` for a file or pipe, where nothing is cut.
  public func rendered(_ format: Format, terminal: Terminal? = nil) -> String {
    switch format {
    case .text: text(terminal)
    case .csv: table.rendered(.csv)
    case .json: String(decoding: JSONValue.array(rows.map(\.json)).encoded(pretty: true), as: UTF8.self) + "\n"
    case .jsonl: rows.map { String(decoding: $0.json.encoded(), as: UTF8.self) + "\n" }.joined()
    }
  }

  /// The terminal a text is for.
  public struct Terminal: Sendable {
    public var width: Int
    /// Whether the match may be shown in bold.
    public var isStyled: Bool

    /// A terminal of `width` columns.
    public init(width: Int, isStyled: Bool) {
      self.width = width
      self.isStyled = isStyled
    }
  }

  private var table: Table {
    var table = Table(columns: Self.columns + labels)
    for row in rows {
      table.append(
        [
          .text(row.source), .text(row.article), .integer(row.sentence), .integer(row.start), .integer(row.end),
          .text(row.left), .text(row.match), .text(row.right),
        ]
          + labels.map { name in
            row.labels.first { $0.name == name }.map { .text($0.text) } ?? .empty
          })
    }
    return table
  }

  // MARK: Text

  private static let gap = "  "
  /// The narrowest context that still says something.
  private static let narrowest = 12

  private func text(_ terminal: Terminal?) -> String {
    let lines = rows.map { row in
      Line(
        source: Self.oneLine(row.source, terminal), left: Self.oneLine(row.left, terminal),
        match: Self.oneLine(row.match, terminal), right: Self.oneLine(row.right, terminal))
    }
    // A single article needs no name in front of every line.
    let hasSource = Set(rows.map(\.source)).count > 1
    let sourceWidth =
      hasSource ? min(lines.reduce(0) { max($0, DisplayWidth.columns(of: $1.source)) }, terminal == nil ? 60 : 24) : 0
    var leftWidth = lines.reduce(0) { max($0, DisplayWidth.columns(of: $1.left)) }
    if let terminal {
      let room = terminal.width - sourceWidth - (hasSource ? 2 : 0)
      leftWidth = min(leftWidth, max(room * 2 / 5, Self.narrowest))
    }
    return lines.map { line in
      var result = ""
      // Without any words before a match there is no column for them.
      var used = leftWidth == 0 ? 0 : leftWidth + 1
      if hasSource {
        let name = DisplayWidth.truncatedAtStart(line.source, to: sourceWidth)
        result += name + Self.padding(sourceWidth - DisplayWidth.columns(of: name)) + Self.gap
        used += sourceWidth + 2
      }
      let left = DisplayWidth.truncatedAtStart(line.left, to: leftWidth)
      if leftWidth > 0 { result += Self.padding(leftWidth - DisplayWidth.columns(of: left)) + left + " " }
      var match = line.match
      var right = line.right
      if let terminal {
        match = DisplayWidth.truncated(match, to: max(terminal.width - used, Self.narrowest))
        let room = terminal.width - used - DisplayWidth.columns(of: match) - 1
        right = room > 0 ? DisplayWidth.truncated(right, to: room) : ""
      }
      result += terminal?.isStyled == true ? "\u{1B}[1;33m" + match + "\u{1B}[0m" : match
      return (right.isEmpty ? result : result + " " + right) + "\n"
    }.joined()
  }

  private struct Line {
    var source, left, match, right: String
  }

  /// Text on one line; on a terminal, with nothing in it that steers the terminal.
  private static func oneLine(_ text: String, _ terminal: Terminal?) -> String {
    var line = ""
    for character in text {
      let isSpace = character.isNewline || character == " " || character == "\t"
      if !isSpace { line.append(character) } else if line.last != " " { line.append(" ") }
    }
    return terminal == nil ? line : TerminalText.escaped(line)
  }

  private static func padding(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}

extension ConcordanceRow {
  /// The row as JSON.
  public var json: JSONValue {
    [
      "source": .string(source), "article": .string(article), "sentence": .integer(sentence), "start": .integer(start),
      "end": .integer(end), "left": .string(left), "match": .string(match), "right": .string(right),
      "labels": .object(Dictionary(labels.map { ($0.name, .string($0.text)) }) { first, _ in first }),
    ]
  }
}

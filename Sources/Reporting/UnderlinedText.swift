import ArticleModel

/// A passage of a text with marks under some of its words, as wide as the words are on a terminal.
struct UnderlinedText {
  /// A sign under every column of a span; later marks cover earlier ones.
  struct Mark {
    var span: Span
    var sign: Character
  }

  private struct Cell {
    var text: String
    var columns: Int
    var sign: Character
    var isSpace: Bool
  }

  private var cells: [Cell] = []

  init(_ text: ArticleText, passage: Span, marks: [Mark]) {
    var offset = passage.start
    let marks = marks.filter { $0.span.overlaps(passage) }
    for character in text[passage] {
      let end = offset + character.utf8.count
      let here = Span(offset, end)
      let sign = marks.last { $0.span.overlaps(here) }?.sign ?? " "
      let isSpace = character.isNewline || character == " " || character == "\t"
      let shown = isSpace ? " " : TerminalText.escaped(String(character))
      cells.append(Cell(text: shown, columns: DisplayWidth.columns(of: shown), sign: sign, isSpace: isSpace))
      offset = end
    }
  }

  /// Lines of at most `width` columns behind `indent`, each with its marks below if it has any.
  func rendered(width: Int, indent: String) -> String {
    let room = max(width - DisplayWidth.columns(of: indent), 20)
    var result = ""
    var start = 0
    while start < cells.count {
      let end = endOfLine(from: start, room: room)
      var line = indent
      var signs = indent
      for cell in cells[start..<end] {
        line += cell.text
        signs += String(repeating: cell.sign, count: cell.columns)
      }
      while line.last == " " { line.removeLast() }
      while signs.last == " " { signs.removeLast() }
      result += line + "\n" + (signs.isEmpty ? "" : signs + "\n")
      start = end
      while start < cells.count, cells[start].isSpace { start += 1 }
    }
    return result
  }

  /// Where the line that begins at `start` ends: behind the last space that fits, or in the midst of a longer word.
  private func endOfLine(from start: Int, room: Int) -> Int {
    var columns = 0
    var lastSpace: Int?
    for index in start..<cells.count {
      if cells[index].isSpace { lastSpace = index }
      columns += cells[index].columns
      if columns > room { return lastSpace.map { $0 > start ? $0 : index } ?? max(index, start + 1) }
    }
    return cells.count
  }
}

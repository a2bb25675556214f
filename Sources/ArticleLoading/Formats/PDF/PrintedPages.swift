/// The lines of printed pages, and the paragraphs that they are.
struct PrintedPages {
  /// One a paragraph, in order.
  private(set) var paragraphs: [String] = []

  private struct Line {
    var text: String
    /// In code points.
    var length: Int
    var blankBefore: Bool
  }

  private let hyphens: LineHyphens

  /// So many lines at the top and the foot of a page may be its running head or foot.
  private static let marginLines = 3

  init(_ text: String) {
    var pages = text.split(separator: "\u{C}", omittingEmptySubsequences: false).map(Self.lines)
    pages.removeAll { $0.isEmpty }
    hyphens = LineHyphens(pages.joined().lazy.map(\.text))
    Self.removeMargins(&pages)
    var isContinued = false
    for page in pages {
      for (index, block) in Self.blocks(page).enumerated() {
        for (position, paragraph) in self.paragraphs(of: block).enumerated() {
          let first = paragraph.unicodeScalars.first
          if index == 0, position == 0, isContinued, first?.properties.isLowercase == true {
            hyphens.append(paragraph, to: &paragraphs[paragraphs.count - 1])
          } else {
            paragraphs.append(paragraph)
          }
        }
      }
      isContinued = paragraphs.last.map { !Self.endsSentence($0) } ?? false
    }
  }

  private static func lines(_ page: Substring) -> [Line] {
    var lines: [Line] = []
    var blank = true
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = VisibleText.singleLine(unligated(line))
      if text.isEmpty {
        blank = true
      } else {
        // A soft hyphen at the end is invisible and would be lost.
        let isBroken = line.unicodeScalars.reversed().first { !$0.properties.isWhitespace } == "\u{AD}"
        lines.append(Line(text: isBroken ? text + "\u{AD}" : text, length: text.unicodeScalars.count, blankBefore: blank))
        blank = false
      }
    }
    return lines
  }

  /// Letters that are printed as one sign, apart again.
  private static func unligated(_ line: Substring) -> String {
    guard line.unicodeScalars.contains(where: { (0xFB00...0xFB06).contains($0.value) }) else { return String(line) }
    let letters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
    var result = ""
    for scalar in line.unicodeScalars {
      if (0xFB00...0xFB06).contains(scalar.value) {
        result += letters[Int(scalar.value) - 0xFB00]
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: Heads and feet

  /// Takes off page numbers, and lines that stand at the top or the foot of half of the pages or more.
  private static func removeMargins(_ pages: inout [[Line]]) {
    var counts: [String: Int] = [:]
    for page in pages {
      for pattern in Set(margins(page).map { pattern(page[$0].text) }) { counts[pattern, default: 0] += 1 }
    }
    let often = max(2, (pages.count + 1) / 2)
    for index in pages.indices {
      let page = pages[index]
      let gone = margins(page).filter { place in
        let pattern = pattern(page[place].text)
        if (counts[pattern] ?? 0) >= often, page[place].length <= 120 { return true }
        return isPageNumber(pattern, ofMany: pages.count > 1) && (place == 0 || place == page.count - 1)
      }
      for place in gone.sorted().reversed() {
        let removed = pages[index].remove(at: place)
        if removed.blankBefore, place < pages[index].count { pages[index][place].blankBefore = true }
      }
    }
    pages.removeAll { $0.isEmpty }
  }

  /// The places of the first and last lines of a page.
  private static func margins(_ page: [Line]) -> [Int] {
    let top = page.indices.prefix(marginLines)
    return Array(top) + page.indices.suffix(marginLines).filter { $0 >= top.endIndex }
  }

  /// A line with its numbers blotted out, so that "Page 2" and "Page 13" are alike.
  private static func pattern(_ line: String) -> String {
    var result = ""
    for scalar in line.unicodeScalars {
      if scalar.properties.numericType == .decimal {
        if result.last != "#" { result += "#" }
      } else {
        result += scalar.properties.lowercaseMapping
      }
    }
    return result
  }

  /// "3", "- 3 -", "3/5", "Page 3 sur 5", "p. 3".
  private static func isPageNumber(_ pattern: String, ofMany: Bool) -> Bool {
    let bare = pattern.filter { !$0.isWhitespace && !"-–—|.•".contains($0) }
    return ["page#", "page#/#", "page#sur#", "page#of#", "p#", "#/#", "#sur#"].contains(bare) || ofMany && bare == "#"
  }

  // MARK: Paragraphs

  private static func blocks(_ page: [Line]) -> [[Line]] {
    var blocks: [[Line]] = []
    for line in page {
      if line.blankBefore || blocks.isEmpty { blocks.append([line]) } else { blocks[blocks.count - 1].append(line) }
    }
    return blocks
  }

  /// The lines of a block joined where the paper alone broke them.
  private func paragraphs(of block: [Line]) -> [String] {
    let width = block.map(\.length).max() ?? 0
    var result: [String] = []
    var last: Line?
    for line in block {
      if let last, Self.goesOn(last, line, width) {
        hyphens.append(line.text, to: &result[result.count - 1])
      } else {
        result.append(line.text)
      }
      last = line
    }
    return result.map { $0.hasSuffix("\u{AD}") ? String($0.dropLast()) : $0 }
  }

  /// Whether `next` is the same paragraph as the line before it.
  private static func goesOn(_ line: Line, _ next: Line, _ width: Int) -> Bool {
    guard let first = next.text.unicodeScalars.first else { return false }
    if "•‣▪–—*".unicodeScalars.contains(first), line.text.last != "-", endsSentence(line.text) { return false }
    if "•‣▪".unicodeScalars.contains(first) { return false }
    if line.text.hasSuffix("\u{AD}") || line.text.hasSuffix("-") { return true }
    if first.properties.isLowercase { return true }
    // A full line is one to which the next line's first word would not have been added.
    let word = next.text.prefix { $0 != " " }.unicodeScalars.count
    let isFull = line.length + word + 1 >= width * 9 / 10
    return endsSentence(line.text) ? isFull && line.length * 100 >= width * 85 : isFull
  }

  private static func endsSentence(_ text: String) -> Bool {
    guard let last = text.unicodeScalars.last else { return false }
    return ".!?…:»”\"".unicodeScalars.contains(last)
  }
}

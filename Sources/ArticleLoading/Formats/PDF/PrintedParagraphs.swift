/// The paragraphs that the lines of printed pages are, without running heads and feet.
struct PrintedParagraphs {
  /// One a paragraph, in order.
  private(set) var list: [String] = []
  /// What ran along the tops and feet, in order.
  private(set) var margins: [String] = []

  private let hyphens: LineHyphens

  init(_ document: [UInt8]) {
    var pages = PrintedPage.pages(in: document)
    hyphens = LineHyphens(pages.lazy.flatMap(\.lines).map(\.text))
    removeMargins(&pages)
    var last: PrintedPage.Line?
    for line in pages.lazy.flatMap(\.lines) {
      if let last, Self.goesOn(last, line) {
        hyphens.append(line.text, to: &list[list.count - 1])
      } else {
        list.append(line.text)
      }
      last = line
    }
    list = list.map { $0.unicodeScalars.last == "\u{AD}" ? String($0.unicodeScalars.dropLast()) : $0 }
  }

  // MARK: Heads and feet

  /// The part of a page, at the top and at the foot, in which running heads and feet stand: an eighth.
  private static let marginShare = 8

  /// Takes off page numbers, and lines that stand at the top or the foot of half of the pages or more.
  private mutating func removeMargins(_ pages: inout [PrintedPage]) {
    var counts: [String: Int] = [:]
    for page in pages {
      for pattern in Set(page.lines.filter { Self.isMarginal($0, page) }.map { Self.pattern($0.text) }) {
        counts[pattern, default: 0] += 1
      }
    }
    let often = max(2, (pages.count + 1) / 2)
    for index in pages.indices {
      let page = pages[index]
      var kept: [PrintedPage.Line] = []
      var beginsBlock = false
      for var line in page.lines {
        let pattern = Self.pattern(line.text)
        let isNumber = Self.isPageNumber(pattern, ofMany: pages.count > 1)
        if Self.isMarginal(line, page), isNumber || counts[pattern, default: 0] >= often {
          margins.append(line.text)
          beginsBlock = beginsBlock || line.beginsBlock
          continue
        }
        line.beginsBlock = line.beginsBlock || beginsBlock
        beginsBlock = false
        kept.append(line)
      }
      pages[index].lines = kept
    }
  }

  private static func isMarginal(_ line: PrintedPage.Line, _ page: PrintedPage) -> Bool {
    let margin = page.height / marginShare
    return line.text.utf8.count <= 200 && (line.bottom < margin || line.top > page.height - margin)
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

  /// An indent is so wide at least, in tenths of a point.
  private static let indent = 60

  /// Whether `next` is the same paragraph as the line before it.
  private static func goesOn(_ line: PrintedPage.Line, _ next: PrintedPage.Line) -> Bool {
    guard let first = next.text.unicodeScalars.first, let end = line.text.unicodeScalars.last else { return false }
    if "•‣▪".unicodeScalars.contains(first) { return false }
    // Another size of type is a heading, or what comes after one.
    if abs(line.height - next.height) * 20 > 3 * max(line.height, next.height) { return false }
    let isBroken = "-\u{2010}\u{AD}".unicodeScalars.contains(end)
    // A full line is one to which the next line's first word could not have been added.
    let isFull = line.right + line.height / 4 + next.firstWord > line.blockRight
    if next.beginsBlock {
      // A paragraph that goes on in the next column or on the next page.
      if isBroken || endsSentence(end) { return isBroken && first.properties.isLowercase }
      let isFurtherUp = next.top < line.top
      return first.properties.isLowercase || isFurtherUp && isFull && !line.beginsBlock
    }
    if isBroken, first.properties.isAlphabetic { return true }
    if next.left > line.left + indent, line.left < line.blockRight { return false }
    if next.top - line.bottom > line.height { return false }
    if isFull { return !("–—*".unicodeScalars.contains(first) && endsSentence(end)) }
    if endsSentence(end) { return false }
    // Whoever sets type by hand leaves room; a heading or the line of an address leaves much more.
    let isNearlyFull =
      (line.blockRight - line.right - line.height / 4 - next.firstWord) * 8 < line.blockRight - line.left
    return first.properties.isLowercase || end == "," || isNearlyFull
  }

  private static func endsSentence(_ last: Unicode.Scalar) -> Bool { ".!?…:»”\"".unicodeScalars.contains(last) }
}

/// A page as `pdftotext -bbox-layout` describes it: lines in reading order, in blocks. Lengths are tenths of a point.
struct PrintedPage {
  struct Line {
    var text = ""
    var left = 0
    var right = 0
    var top = 0
    var bottom = 0
    /// How wide the first word is.
    var firstWord = 0
    var beginsBlock = false
    /// Where the block ends to the right.
    var blockRight = 0

    var height: Int { bottom - top }
  }

  var height = 0
  var lines: [Line] = []

  /// The pages in what the program printed.
  static func pages(in document: [UInt8]) -> [PrintedPage] {
    var pages: [PrintedPage] = []
    var tokenizer = XMLTokenizer(document)
    var line: Line?
    var blockRight = 0
    var beginsBlock = false
    var isWord = false
    while let token = tokenizer.next() {
      switch token {
      case .start("page"): pages.append(PrintedPage(height: tenths(tokenizer.attributes["height"])))
      case .start("block"):
        beginsBlock = true
        blockRight = tenths(tokenizer.attributes["xMax"])
      case .start("line"):
        let place = tokenizer.attributes
        line = Line(
          left: tenths(place["xMin"]), right: tenths(place["xMax"]), top: tenths(place["yMin"]),
          bottom: tenths(place["yMax"]), beginsBlock: beginsBlock, blockRight: blockRight)
        beginsBlock = false
      case .start("word"):
        isWord = true
        if line?.firstWord == 0 {
          let place = tokenizer.attributes
          line!.firstWord = tenths(place["xMax"]) - tenths(place["xMin"])
        }
      case .end("word"): isWord = false
      case .end("line"):
        if var line, !pages.isEmpty {
          let isBroken = line.text.unicodeScalars.last == "\u{AD}"
          line.text = VisibleText.singleLine(unligated(line.text)) + (isBroken ? "\u{AD}" : "")
          if !line.text.isEmpty { pages[pages.count - 1].lines.append(line) } else { beginsBlock = line.beginsBlock }
        }
        line = nil
      case .text(let text):
        guard isWord, line != nil else { continue }
        if !line!.text.isEmpty { line!.text += " " }
        line!.text += text
      default: break
      }
    }
    return pages
  }

  /// "104.487000" as 1045; 0 for what is no such number.
  private static func tenths(_ text: String?) -> Int {
    guard let text else { return 0 }
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first.flatMap({ Int($0) }), abs(whole) < 1_000_000 else { return 0 }
    let digit = parts.count > 1 ? parts[1].first?.wholeNumberValue ?? 0 : 0
    return whole * 10 + (text.hasPrefix("-") ? -digit : digit)
  }

  /// Letters that are printed as one sign, apart again.
  private static func unligated(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: { (0xFB00...0xFB06).contains($0.value) }) else { return line }
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
}

import CLanguageData

/// What becomes of the hyphens at the ends of lines.
struct LineHyphens {
  /// Words of the document, folded, that stand within lines: with a hyphen in them, and without.
  private var words: Set<String> = []

  private static let keepers: (before: Set<String>, after: Set<String>) = {
    var before: Set<String> = []
    var after: Set<String> = []
    for row in EmbeddedTable.rows(of: workbench_loading_hyphens()) where row.count == 2 {
      let list = row[1].split(separator: ",").map(String.init)
      if row[0] == "before" { before.formUnion(list) } else { after.formUnion(list) }
    }
    return (before, after)
  }()

  init(_ lines: some Sequence<String>) {
    for line in lines {
      // The ends of lines prove nothing.
      for word in line.split(separator: " ").dropFirst().dropLast() { words.insert(Self.folded(word)) }
    }
  }

  /// Adds a line to the paragraph that it goes on with.
  func append(_ line: String, to paragraph: inout String) {
    if paragraph.hasSuffix("\u{AD}") {
      paragraph.removeLast()
      paragraph += line
      return
    }
    let scalars = paragraph.unicodeScalars
    guard scalars.last == "-" || scalars.last == "\u{2010}", let before = scalars.dropLast().last,
      before.properties.isAlphabetic, let first = line.unicodeScalars.first, first.properties.isAlphabetic
    else {
      paragraph += " " + line
      return
    }
    if !keepsHyphen(paragraph, line, first) { paragraph.unicodeScalars.removeLast() }
    paragraph += line
  }

  private func keepsHyphen(_ paragraph: String, _ line: String, _ first: Unicode.Scalar) -> Bool {
    // Names and "Nord-Sud".
    if first.properties.isUppercase { return true }
    let head = Self.folded((paragraph.split(separator: " ").last ?? "").dropLast())
    let tail = Self.folded(line.prefix { $0 != " " })
    if words.contains(head + tail) { return false }
    if words.contains(head + "-" + tail) { return true }
    let nearest = head.split { "-'’".contains($0) }.last.map(String.init) ?? head
    let next = tail.split { "-'’".contains($0) }.first.map(String.init) ?? tail
    return Self.keepers.before.contains(nearest) || Self.keepers.before.contains(head)
      || Self.keepers.after.contains(next)
  }

  /// In lower case without accents and without marks around it.
  private static func folded(_ word: Substring) -> String {
    var result = ""
    for scalar in word.unicodeScalars where scalar.properties.isAlphabetic || "-'’".unicodeScalars.contains(scalar) {
      LatinFolding.append(scalar, to: &result)
    }
    return result
  }
}

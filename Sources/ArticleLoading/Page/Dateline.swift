import ArticleModel

/// The place, day and agency before the first sentence: "Bamako, 12 juin (AFP) –".
struct Dateline: Sendable {
  var region: Region
  /// Where the sentence begins.
  var bodyStart: Int
  var date: CalendarDate?
  var agency: String?

  /// How much of a paragraph is looked at, in bytes.
  private static let reach = 240
  private static let dashes: Set<String> = ["-", "–", "—", "―"]

  /// The dateline that `paragraph` begins with.
  init?(_ paragraph: Paragraph, in text: ArticleText) {
    var end = min(paragraph.span.end, paragraph.span.start + Self.reach)
    while end < paragraph.span.end, text.bytes[end] & 0xC0 == 0x80 { end += 1 }
    let tokens = LineTokens(text, Span(paragraph.span.start, end)).tokens
    var index = 0
    var isCapitalPlace = false
    let place = NameRun(tokens, at: 0)
    if let place, CreditWords.endOfAgency(tokens, 0) == nil {
      guard place.words <= 4 else { return nil }
      index = place.tokens.upperBound
      isCapitalPlace = tokens[place.tokens].allSatisfy { $0.kind != .word || $0.casing == .upper }
      isCapitalPlace = isCapitalPlace && tokens[0].length > 2
      index = Self.endOfSecondPlace(tokens, index)
    }
    if index < tokens.count, tokens[index].folded == "," { index += 1 }

    var hasDate = false
    if let found = PublicationDate(tokens, at: index) {
      index = found.tokens.upperBound
      date = found.date
      hasDate = true
    }
    if let found = Self.agency(tokens, index, allowsUnknown: hasDate) {
      agency = VisibleText.singleLine(
        text[Span(tokens[found.name.lowerBound].span.start, tokens[found.name.upperBound - 1].span.end)])
      index = found.end
    }
    guard index > 0, hasDate || agency != nil || isCapitalPlace else { return nil }
    guard let dash = Self.endOfDash(tokens, index, needsSpaces: !hasDate && agency == nil), dash < tokens.count else {
      return nil
    }
    region = Region(
      place == nil && agency == nil ? .date : .dateline, Span(paragraph.span.start, tokens[dash - 1].span.end))
    bodyStart = tokens[dash].span.start
  }

  /// Behind ", Ville" or "(Pays)".
  private static func endOfSecondPlace(_ tokens: [LineToken], _ index: Int) -> Int {
    guard index + 1 < tokens.count, tokens[index].folded == "," || tokens[index].folded == "(",
      CreditWords.endOfAgency(tokens, index + 1) == nil, let place = NameRun(tokens, at: index + 1),
      PublicationDate(tokens, at: index + 1) == nil
    else { return index }
    let end = place.tokens.upperBound
    if tokens[index].folded == "," { return end }
    return end < tokens.count && tokens[end].folded == ")" ? end + 1 : index
  }

  /// "(AFP)", "(AFP/Exemple.net)", "AFP"; behind a date any word in capitals in brackets.
  private static func agency(
    _ tokens: [LineToken], _ start: Int, allowsUnknown: Bool
  ) -> (name: Range<Int>, end: Int)? {
    guard start < tokens.count else { return nil }
    guard tokens[start].folded == "(" || tokens[start].folded == "[" else {
      return CreditWords.endOfAgency(tokens, start).map { (start..<$0, $0) }
    }
    guard let close = tokens[start...].prefix(10).firstIndex(where: { $0.folded == ")" || $0.folded == "]" }),
      close > start + 1
    else { return nil }
    if let end = CreditWords.endOfAgency(tokens, start + 1) { return ((start + 1)..<end, close + 1) }
    let isUnknownAgency = allowsUnknown && close == start + 2 && tokens[start + 1].casing == .upper
    return isUnknownAgency ? ((start + 1)..<close, close + 1) : nil
  }

  /// Behind the dash that ends a dateline; a dash between words has spaces on both sides.
  private static func endOfDash(_ tokens: [LineToken], _ start: Int, needsSpaces: Bool) -> Int? {
    var index = start
    while index < tokens.count, [".", ",", ":"].contains(tokens[index].folded) { index += 1 }
    let first = index
    while index < tokens.count, dashes.contains(tokens[index].folded) { index += 1 }
    guard index > first, index < tokens.count else { return nil }
    if needsSpaces, !tokens[first].spaceBefore || !tokens[index].spaceBefore { return nil }
    return index
  }
}

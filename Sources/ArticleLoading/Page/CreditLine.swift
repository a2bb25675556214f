import ArticleModel

/// A line that says who wrote or published the article, and when, and nothing else.
struct CreditLine: Sendable {
  /// How sure it is that the line is what it seems.
  enum Strength: Sendable {
    /// A bare name; only its place on the page can confirm it.
    case name
    /// Words, a date, a site or a family name in capitals say so.
    case certain
  }

  var pieces: [Region] = []
  var authors: [String] = []
  /// An unnamed author, such as "La Rédaction".
  var desk: String?
  /// An agency that wrote the text itself.
  var agency: String?
  var publisher: String?
  var published: CalendarDate?
  var updated: CalendarDate?
  var strength = Strength.name

  /// Whom the line names as the author: persons before desks before agencies.
  var author: String? { authors.isEmpty ? desk ?? agency : authors.joined(separator: ", ") }
  /// Whether the line is nothing but a name, as signatures under a letter are too.
  var isBareName = false
}

/// Reads lines of credit; `headline` may be repeated in them.
struct CreditLineReader {
  let text: ArticleText
  let headline: [LineToken]

  /// Longer lines are not read, in code points.
  static let longestLine = 250

  /// The credit in `paragraph`; `nil` when some of its words are something else.
  func read(_ paragraph: Paragraph) -> CreditLine? {
    guard paragraph.length <= max(Self.longestLine, headline.count * 8 + 120), paragraph.span.length <= 2000 else {
      return nil
    }
    return read(LineTokens(text, paragraph.span).tokens)
  }

  /// The credit that `tokens` are; `nil` when some of them are something else.
  func read(_ tokens: [LineToken]) -> CreditLine? {
    var reading = CreditReading(text: text, headline: headline, tokens: tokens)
    while reading.index < tokens.count {
      guard reading.step() else { return nil }
    }
    return reading.finish()
  }
}

/// The state of reading one line of credit from left to right.
private struct CreditReading {
  /// What a name would be if one came next.
  private enum Expectation { case author, place, publisher, nothing }

  let text: ArticleText
  let headline: [LineToken]
  let tokens: [LineToken]
  var index = 0
  private var line = CreditLine()
  private var expectation = Expectation.nothing
  private var hasCue = false
  private var singleNames: [Range<Int>] = []
  private var names: [(run: NameRun, text: String)] = []

  init(text: ArticleText, headline: [LineToken], tokens: [LineToken]) {
    self.text = text
    self.headline = headline
    self.tokens = tokens
  }

  private static let separators: Set<String> = [
    ".", ",", ":", ";", "(", ")", "[", "]", "/", "|", "-", "–", "—", "•", "·", "*", "&", "_", "~", ">",
  ]

  /// Reads what comes next; `false` when it is no part of a line of credit.
  mutating func step() -> Bool {
    if takeDate() || takeHeadline() || takeSite() || takeSource() || takeWith() || takeCue() { return true }
    if takeAgency() || takeDesk() || takePost() || takePlaceWord() || takeName() { return true }
    let token = tokens[index]
    if token.folded == "et" || token.folded == "and" {
      index += 1
      return !names.isEmpty && index < tokens.count
    }
    guard token.kind == .mark, Self.separators.contains(token.folded) else { return false }
    // "Nom/Nom" is a double name; only a slash that stands apart leads to the publisher.
    let isApart = token.spaceBefore || index + 1 < tokens.count && tokens[index + 1].spaceBefore
    if token.folded == "|" || token.folded == "/" && isApart { expectation = names.isEmpty ? .nothing : .publisher }
    index += 1
    return true
  }

  private func words(_ range: Range<Int>) -> String {
    VisibleText.singleLine(text[Span(tokens[range.lowerBound].span.start, tokens[range.upperBound - 1].span.end)])
  }

  private mutating func append(_ kind: Region.Kind, upTo end: Int) {
    let span = Span(tokens[index].span.start, tokens[end - 1].span.end)
    index = end
    guard let last = line.pieces.last, last.kind == kind else {
      line.pieces.append(Region(kind, span))
      return
    }
    line.pieces[line.pieces.count - 1].span.end = span.end
  }

  private mutating func takeDate() -> Bool {
    guard let found = PublicationDate(tokens, at: index), let date = found.date else { return false }
    append(.date, upTo: found.tokens.upperBound)
    if found.cue == .updated { line.updated = line.updated ?? date } else { line.published = line.published ?? date }
    line.strength = .certain
    return true
  }

  private mutating func takeHeadline() -> Bool {
    guard headline.count >= 3, tokens.count - index >= headline.count else { return false }
    for (offset, word) in headline.enumerated() where tokens[index + offset].folded != word.folded { return false }
    append(.headline, upTo: index + headline.count)
    return true
  }

  private mutating func takeSite() -> Bool {
    guard let site = CreditWords.endOfSite(tokens, index) else { return false }
    if !site.isAddress { line.publisher = line.publisher ?? words(index..<site.end) }
    append(.byline, upTo: site.end)
    line.strength = .certain
    return true
  }

  private mutating func takeSource() -> Bool {
    guard let end = CreditWords.end(of: .source, tokens, index), end < tokens.count, tokens[end].folded == ":" else {
      return false
    }
    append(.byline, upTo: end + 1)
    expectation = .publisher
    hasCue = true
    return true
  }

  /// "avec AFP": the agency helped, but somebody else signs.
  private mutating func takeWith() -> Bool {
    guard let word = CreditWords.end(of: .with, tokens, index) else { return false }
    var end: Int?
    var next = word
    while let agency = next < tokens.count ? CreditWords.endOfAgency(tokens, next) : nil {
      end = agency
      next = agency
      if next < tokens.count, ["et", "/", ","].contains(tokens[next].folded) { next += 1 }
    }
    guard let end else { return false }
    append(.byline, upTo: end)
    line.strength = .certain
    return true
  }

  private mutating func takeCue() -> Bool {
    guard let end = CreditWords.end(of: .cue, tokens, index) else { return false }
    append(.byline, upTo: end)
    while index < tokens.count, tokens[index].folded == ":" { index += 1 }
    hasCue = true
    expectation = .author
    return true
  }

  private mutating func takeAgency() -> Bool {
    guard let end = CreditWords.endOfAgency(tokens, index) else { return false }
    if expectation == .publisher { line.publisher = line.publisher ?? words(index..<end) }
    line.agency = line.agency ?? words(index..<end)
    append(.byline, upTo: end)
    line.strength = .certain
    expectation = .nothing
    return true
  }

  private mutating func takeDesk() -> Bool {
    guard let end = CreditWords.end(of: .desk, tokens, index), tokens[index].casing != .lower || hasCue else {
      return false
    }
    line.desk = line.desk ?? words(index..<end)
    append(.byline, upTo: end)
    line.strength = .certain
    return true
  }

  private mutating func takePost() -> Bool {
    guard let end = CreditWords.end(of: .post, tokens, index),
      tokens[index].length > 2 || tokens[index].casing == .upper
    else { return false }
    append(.byline, upTo: end)
    line.strength = .certain
    expectation = .place
    return true
  }

  /// "à Ville", "dans l'Ouest": only behind a name or a function.
  private mutating func takePlaceWord() -> Bool {
    guard !line.pieces.isEmpty, let end = CreditWords.end(of: .at, tokens, index), end < tokens.count,
      tokens[index].casing == .lower,
      let run = NameRun(tokens, at: end, mayBeginWithArticle: true)
    else { return false }
    if tokens[index].folded == "pour", line.publisher == nil { line.publisher = words(run.tokens) }
    append(.byline, upTo: run.tokens.upperBound)
    expectation = .nothing
    return true
  }

  private mutating func takeName() -> Bool {
    let isPublisher = expectation == .publisher
    guard let run = NameRun(tokens, at: index, mayBeginWithArticle: isPublisher) else { return false }
    let name = words(run.tokens)
    let start = index
    append(.byline, upTo: run.tokens.upperBound)
    switch expectation {
    case .publisher:
      line.publisher = line.publisher ?? name
      line.strength = .certain
    case .author:
      names.append((run, name))
      line.strength = .certain
    case .place: break
    case .nothing:
      if run.words == 1, !run.isInitials {
        singleNames.append(start..<index)
      } else {
        names.append((run, name))
        if run.hasCapitalSurname { line.strength = .certain }
      }
    }
    expectation = .nothing
    return true
  }

  mutating func finish() -> CreditLine? {
    guard let first = tokens.first, let last = tokens.last, !line.pieces.isEmpty else { return nil }
    if line.pieces.count == 1 {
      line.pieces[0].span = Span(first.span.start, last.span.end)
    } else if last.folded == ")" || last.folded == "]" {
      line.pieces[line.pieces.count - 1].span.end = last.span.end
    }
    line.authors = names.map(\.text)
    if hasCue { line.strength = .certain }
    let hasOther = !names.isEmpty || hasCue || line.desk != nil || line.agency != nil || line.publisher != nil
    if !hasOther, !singleNames.isEmpty {
      // "Ville, le 3 mars 2025" signs a statement; a single word alone says nothing.
      guard line.published != nil, singleNames.count == 1 else { return nil }
      for piece in line.pieces.indices where line.pieces[piece].kind == .byline { line.pieces[piece].kind = .dateline }
    }
    if line.strength == .name, names.count != 1 { return nil }
    if line.strength == .name, last.folded == ".", !names[0].run.isInitials { return nil }
    line.isBareName = !hasCue && !names.isEmpty && line.publisher == nil && line.published == nil
    return line
  }
}

import ArticleModel

/// The regions of a page and what they say about the article.
struct PageStructure: Sendable {
  /// In text order, without overlaps.
  private(set) var regions: [Region] = []
  private(set) var title: String?
  private(set) var author: String?
  private(set) var publisher: String?
  private(set) var published: CalendarDate?

  init(_ text: ArticleText, _ paragraphs: Paragraphs) {
    var reading = PageReading(text, paragraphs.list)
    reading.markSiteText()
    reading.readHead()
    reading.readTail()
    reading.readDateline()
    reading.readSignatureInLastParagraph()
    regions = reading.regions()
    title = reading.title
    author = reading.author
    publisher = reading.publisher
    published = reading.published
  }
}

/// The state of reading a page: what each paragraph turned out to be.
private struct PageReading {
  let text: ArticleText
  let list: [Paragraph]
  /// What a paragraph is; `nil` as long as it is the article's text.
  private var kinds: [Region.Kind?]
  /// Paragraphs that hold more than one region.
  private var pieces: [Int: [Region]] = [:]
  private var headline: [LineToken] = []
  /// The first paragraph behind the headline and what belongs to it.
  private var bodyStart = 0

  private(set) var title: String?
  private var headCredits: [CreditLine] = []
  private var tailCredits: [CreditLine] = []
  private var headlineSite: String?
  private var dateline: Dateline?

  private static let longestHeadline = 350
  private static let longestStandfirst = 700
  /// A page has at most so many lines before and after the text.
  private static let mostCreditLines = 12
  private static let mostListItems = 12
  private static let longestListItem = 200

  init(_ text: ArticleText, _ list: [Paragraph]) {
    self.text = text
    self.list = list
    kinds = Array(repeating: nil, count: list.count)
  }

  private func tokens(_ index: Int) -> [LineToken] { LineTokens(text, list[index].span).tokens }

  private func isShort(_ index: Int) -> Bool { list[index].span.length <= 1000 }

  // MARK: Site text

  /// Marks share buttons, related titles and all the rest that is not the article's.
  mutating func markSiteText() {
    var hasText = false
    var listItems: Int?
    for index in list.indices {
      switch SiteText.judge(list[index], in: text) {
      case .rest where hasText:
        for later in index..<list.count { kinds[later] = .boilerplate }
        return
      case .rest, .boilerplate:
        kinds[index] = .boilerplate
      case .listOpening:
        kinds[index] = .boilerplate
        listItems = 0
      case .article:
        if let count = listItems, isListItem(index, after: count) {
          kinds[index] = .boilerplate
          listItems = count + 1
        } else {
          listItems = nil
          hasText = hasText || index > 0 && Paragraphs.endsSentence(list[index].span, text.bytes)
        }
      }
    }
  }

  /// Whether the paragraph is a title in a list of related articles, the one after `count` others.
  private func isListItem(_ index: Int, after count: Int) -> Bool {
    let paragraph = list[index]
    guard count < Self.mostListItems, paragraph.length <= Self.longestListItem, !(count > 0 && paragraph.blankBefore),
      text.bytes[paragraph.span.end - 1] != UInt8(ascii: ".")
    else { return false }
    return CreditLineReader(text: text, headline: []).read(paragraph) == nil
  }

  // MARK: Head

  /// Reads the headline, the standfirst and the lines of credit before the text.
  mutating func readHead() {
    var index = 0
    while index < list.count, index < Self.mostCreditLines {
      if kinds[index] == nil {
        guard let credit = CreditLineReader(text: text, headline: []).read(list[index]), credit.strength == .certain,
          index + 1 < list.count
        else { break }
        mark(index, credit)
        headCredits.append(credit)
      }
      index += 1
    }
    bodyStart = index
    guard index < list.count, isHeadline(index) else { return }
    readHeadline(index)
    readAfterHeadline(index + 1)
  }

  private func isHeadline(_ index: Int) -> Bool {
    let paragraph = list[index]
    guard paragraph.length <= Self.longestHeadline else { return false }
    guard let next = nextText(after: index) else { return false }
    if Dateline(paragraph, in: text) != nil { return false }
    // A text without a headline begins with a sentence, and others follow it.
    let isSentence = paragraph.length > 160 && text.bytes[paragraph.span.end - 1] == UInt8(ascii: ".")
    return !isSentence || list[index + 1].blankBefore || list[next].length > paragraph.length
  }

  private func nextText(after index: Int) -> Int? {
    list.indices.dropFirst(index + 1).first { kinds[$0] == nil }
  }

  /// Whether more than lines of credit comes after the paragraph.
  private func textFollows(after index: Int, _ reader: CreditLineReader) -> Bool {
    list.indices.dropFirst(index + 1).prefix(Self.mostCreditLines).contains {
      kinds[$0] == nil && reader.read(list[$0]) == nil
    }
  }

  /// Takes the headline, without the site's name that some pages put behind it.
  private mutating func readHeadline(_ index: Int) {
    let span = list[index].span
    headline = tokens(index)
    kinds[index] = .headline
    var titleEnd = span.end
    if let bar = headline.lastIndex(where: { ["|", "-", "–", "—"].contains($0.folded) && $0.spaceBefore }),
      bar > 1, bar + 1 < headline.count, headline[bar + 1].spaceBefore
    {
      let site = CreditWords.endOfSite(headline, bar + 1)?.end
      let name = headline[bar].folded == "|" ? NameRun(headline, at: bar + 1, mayBeginWithArticle: true) : nil
      if site == headline.count || name?.tokens.upperBound == headline.count {
        let siteSpan = Span(headline[bar + 1].span.start, span.end)
        headlineSite = VisibleText.singleLine(text[siteSpan])
        titleEnd = headline[bar - 1].span.end
        headline.removeSubrange(bar...)
        pieces[index] = [Region(.headline, Span(span.start, titleEnd)), Region(.byline, siteSpan)]
      }
    }
    title = VisibleText.singleLine(text[Span(span.start, titleEnd)])
  }

  private mutating func readAfterHeadline(_ start: Int) {
    let reader = CreditLineReader(text: text, headline: headline)
    var standfirsts = 0
    var index = start
    while index < list.count, index < start + Self.mostCreditLines {
      if kinds[index] != nil {
        index += 1
        continue
      }
      if isShort(index), tokens(index).map(\.folded) == headline.map(\.folded) {
        kinds[index] = .headline
      } else if let credit = reader.read(list[index]), credit.strength == .certain,
        textFollows(after: index, reader)
      {
        mark(index, credit)
        headCredits.append(credit)
      } else if standfirsts < 2, isStandfirst(index, isFirst: index == start, reader) {
        kinds[index] = .standfirst
        standfirsts += 1
      } else {
        break
      }
      index += 1
    }
    bodyStart = index
  }

  /// Whether the paragraph stands apart between the headline and the text.
  private func isStandfirst(_ index: Int, isFirst: Bool, _ reader: CreditLineReader) -> Bool {
    let paragraph = list[index]
    guard paragraph.length <= Self.longestStandfirst, Dateline(paragraph, in: text) == nil,
      let next = nextText(after: index)
    else { return false }
    // The lines of credit between it and the text say so.
    if reader.read(list[next])?.strength == .certain, textFollows(after: next, reader) { return true }
    guard isFirst, list[next].blankBefore, textFollows(after: index, reader) else { return false }
    // It follows the headline at once, and an empty line follows it.
    if !paragraph.blankBefore { return true }
    // Empty lines around it, and none between the paragraphs of the text.
    guard reader.read(list[next]) == nil else { return false }
    let later = list[(next + 1)...].prefix(20)
    let apart = later.reduce(0) { $0 + ($1.blankBefore ? 1 : 0) }
    return later.count >= 2 && apart * 4 <= later.count
  }

  private mutating func mark(_ index: Int, _ credit: CreditLine) {
    kinds[index] = credit.pieces[0].kind
    pieces[index] = credit.pieces
  }

  // MARK: Tail

  /// Reads the lines of credit after the text.
  mutating func readTail() {
    let reader = CreditLineReader(text: text, headline: [])
    var found: [(index: Int, credit: CreditLine)] = []
    var index = list.count - 1
    while index > bodyStart, found.count < Self.mostCreditLines {
      if kinds[index] == nil {
        guard let credit = reader.read(list[index]) else { break }
        found.append((index, credit))
      }
      index -= 1
    }
    // Three bare names and more are the signatures of a letter or a list of persons, not authors.
    let bareNames = found.reduce(0) { $0 + ($1.credit.isBareName ? 1 : 0) }
    for (index, credit) in found.reversed() where !credit.isBareName || bareNames <= 2 {
      mark(index, credit)
      tailCredits.append(credit)
    }
  }

  // MARK: Text

  /// Reads the dateline of the first paragraph of the text.
  mutating func readDateline() {
    guard let first = list.indices.dropFirst(bodyStart).first(where: { kinds[$0] == nil }),
      let dateline = Dateline(list[first], in: text)
    else { return }
    self.dateline = dateline
    pieces[first] = [dateline.region, Region(.body, Span(dateline.bodyStart, list[first].span.end))]
  }

  /// Reads a byline that hangs on the last sentence: "… en 2023. Prénom NOM".
  mutating func readSignatureInLastParagraph() {
    guard let last = list.indices.dropFirst(bodyStart).last(where: { kinds[$0] == nil }) else { return }
    let body = pieces[last]?.last?.span ?? list[last].span
    var start = max(body.start, body.end - 100)
    while start < body.end, text.bytes[start] & 0xC0 == 0x80 { start += 1 }
    let tail = LineTokens(text, Span(start, body.end)).tokens
    let terminators: Set<String> = [".", "!", "?", "\"", "…", ")"]
    for (offset, mark) in tail.enumerated().dropLast().dropFirst() where terminators.contains(mark.folded) {
      let rest = Array(tail[(offset + 1)...])
      let isAbbreviation = mark.folded == "." && tail[offset - 1].kind == .word && tail[offset - 1].length <= 3
      guard !isAbbreviation || tail[offset - 1].casing == .lower, rest[0].spaceBefore else { continue }
      guard let credit = CreditLineReader(text: text, headline: []).read(rest), credit.strength == .certain,
        credit.author != nil || credit.publisher != nil
      else { continue }
      tailCredits.append(credit)
      let before = Region(.body, Span(body.start, mark.span.end))
      pieces[last] = (pieces[last]?.dropLast() ?? []) + [before] + credit.pieces
      return
    }
  }

  // MARK: Results

  var author: String? {
    let credits = headCredits + tailCredits
    return credits.first { !$0.authors.isEmpty }?.author ?? credits.first { $0.desk != nil }?.desk
      ?? credits.first { $0.agency != nil }?.agency
  }

  var publisher: String? {
    (headCredits + tailCredits).lazy.compactMap(\.publisher).first ?? headlineSite ?? dateline?.agency
  }

  /// Said to be the day of publication, standing in a dateline, signed with, or that of the last change.
  var published: CalendarDate? {
    headCredits.lazy.compactMap(\.published).first ?? dateline?.date ?? tailCredits.lazy.compactMap(\.published).first
      ?? (headCredits + tailCredits).lazy.compactMap(\.updated).first
  }

  func regions() -> [Region] {
    var regions: [Region] = []
    for index in list.indices {
      for piece in pieces[index] ?? split(index) {
        if piece.kind == .boilerplate, let last = regions.last, last.kind == .boilerplate {
          regions[regions.count - 1].span.end = piece.span.end
        } else {
          regions.append(piece)
        }
      }
    }
    return regions
  }

  /// One paragraph, without the heading of a lost list at its end.
  private func split(_ index: Int) -> [Region] {
    let span = list[index].span
    let kind = kinds[index] ?? .body
    guard kind == .body, span.length > 40, text.bytes[span.end - 1] == UInt8(ascii: ":") else {
      return [Region(kind, span)]
    }
    var start = span.end - 40
    while text.bytes[start] & 0xC0 == 0x80 { start += 1 }
    let tail = LineTokens(text, Span(start, span.end)).tokens
    guard let label = SiteText.danglingLabel(endOf: tail),
      let before = tail.last(where: { $0.span.start < label })
    else { return [Region(kind, span)] }
    return [Region(.body, Span(span.start, before.span.end)), Region(.boilerplate, Span(label, span.end))]
  }
}

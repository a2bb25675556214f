import ArticleModel

/// The sentence around a difference on one line, gold in ⟦ ⟧ and found in ‹ ›.
struct Context {
  let line: String
  /// Bytes of text shown before and after.
  private static let reach = 90

  init(_ article: Article, gold: Span?, found: Span?) {
    guard let focus = [gold, found].compactMap({ $0 }).reduce(nil, { $0?.union($1) ?? $1 }) as Span? else {
      line = ""
      return
    }
    let bytes = article.text.bytes
    let sentence = article.sentence(at: focus.start).map { article.sentences[$0] } ?? focus
    let whole = sentence.union(focus)
    var start = max(whole.start, focus.start - Self.reach)
    var end = min(whole.end, focus.end + Self.reach)
    while start > whole.start, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < whole.end, bytes[end] & 0xC0 == 0x80 { end += 1 }
    var marks: [(offset: Int, order: Int, text: String)] = []
    if let gold { marks += [(gold.start, 2, "⟦"), (gold.end, 1, "⟧")] }
    if let found { marks += [(found.start, 3, "‹"), (found.end, 0, "›")] }
    marks.sort { ($0.offset, $0.order) < ($1.offset, $1.order) }
    var text = start > whole.start ? "…" : ""
    var offset = start
    for mark in marks {
      text += article.text[Span(offset, max(offset, mark.offset))] + mark.text
      offset = max(offset, mark.offset)
    }
    text += article.text[Span(offset, max(offset, end))]
    if end < whole.end { text += "…" }
    line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

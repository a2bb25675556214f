import Analysis
public import ArticleModel

/// Gold and program over one text, with what several layers need to compare them.
public struct ArticlePair {
  public let gold: GoldArticle
  public let found: Article
  let index: CodePointIndex
  let entities: EntityAlignment

  /// A pair; both lie over the same text.
  public init(gold: GoldArticle, found: Article) {
    self.gold = gold
    self.found = found
    index = CodePointIndex(found.text)
    entities = EntityAlignment(gold: gold.article, found: found)
  }

  /// A span in code points.
  func codePoints(_ span: Span) -> Span { Span(index.codePoint(ofByte: span.start), index.codePoint(ofByte: span.end)) }

  /// A span's text on one line, shortened in the middle when it is long.
  func words(_ span: Span, limit: Int = 70) -> String {
    let text = found.text[span].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard text.count > limit else { return text }
    return "\(text.prefix(limit * 2 / 3)) … \(text.suffix(limit / 3))"
  }

  func name(gold entity: Int?) -> String { entity.map { gold.article.entities[$0].name } ?? "nobody" }
  func name(found entity: Int?) -> String { entity.map { found.entities[$0].name } ?? "nobody" }

  /// A discrepancy at these spans.
  func discrepancy(
    _ kind: String, gold goldSpan: Span?, _ goldText: String?, found foundSpan: Span?, _ foundText: String?,
    _ evidence: Evidence?
  ) -> Discrepancy {
    let span = goldSpan ?? foundSpan ?? Span(0, 0)
    return Discrepancy(
      article: gold.name, line: found.text.position(of: span.start).line, kind: kind, gold: goldText, found: foundText,
      evidence: evidence.map(Self.line), context: Context(found, gold: goldSpan, found: foundSpan).line)
  }

  private static func line(_ evidence: Evidence) -> String {
    let rule = [evidence.by, evidence.rule].compactMap { $0 }.joined(separator: "/")
    return "\(rule) \(evidence.confidence)" + (evidence.reason.map { ": \($0)" } ?? "")
  }
}

/// Which of the program's entities are which of gold's: those that share a mention, or a name after folding.
struct EntityAlignment {
  private var pairs: Set<[Int]> = []

  init(gold: Article, found: Article) {
    var bySpan: [Span: Int] = [:]
    for mention in gold.mentions { if let entity = mention.entity { bySpan[mention.span] = entity } }
    for mention in found.mentions {
      if let entity = mention.entity, let other = bySpan[mention.span] { pairs.insert([other, entity]) }
    }
    var byName: [[UInt8]: [Int]] = [:]
    for (index, entity) in gold.entities.enumerated() {
      for name in [entity.name] + entity.aliases { byName[FoldedText.fold(name), default: []].append(index) }
    }
    for (index, entity) in found.entities.enumerated() {
      for name in [entity.name] + entity.aliases {
        for other in byName[FoldedText.fold(name)] ?? [] { pairs.insert([other, index]) }
      }
    }
  }

  /// Whether both stand for the same thing, or both for nothing.
  func same(gold: Int?, found: Int?) -> Bool {
    guard let gold, let found else { return gold == nil && found == nil }
    return pairs.contains([gold, found])
  }

  /// The program's entity for one of gold's: the first that is the same.
  func found(for gold: Int, of count: Int) -> Int? { (0..<count).first { pairs.contains([gold, $0]) } }
}

/// Text without the differences that do not count: case, accents, marks.
enum FoldedText {
  static func fold(_ text: String) -> [UInt8] {
    var key: [UInt8] = []
    var text = text
    text.withUTF8 { NameFolding.append($0, to: &key) }
    return key
  }

  static func words(_ text: String) -> [[UInt8]] { fold(text).split(separator: 0x20).map(Array.init) }
}

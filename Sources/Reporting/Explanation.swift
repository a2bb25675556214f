public import ArticleModel

/// Why a fact is in an article: its sentences with the evidence underlined, the fact in words, and how it was found.
public struct Explanation: Sendable {
  private let article: Article
  private let fact: FactID

  /// Explains `fact` of `article`.
  public init(_ fact: FactID, in article: Article) {
    self.fact = fact
    self.article = article
  }

  /// The explanation in lines of at most `width` columns. The fact itself is underlined with `^`, what else it was read
  /// from with `~`. Controls are escaped: the text is for a person's terminal.
  public func rendered(width: Int) -> String {
    let words = FactWords(article: article).words(for: fact)
    let heading = TerminalText.escaped("\(fact.description) · \(Self.oneLine(words))")
    var text = TextWrap.wrapped(heading, width: width) + "\n"
    for sentence in passages {
      text += "\n" + UnderlinedText(article.text, passage: sentence, marks: marks).rendered(width: width, indent: "  ")
    }
    guard let evidence = fact.evidence(in: article) else { return text }
    text += "\n"
    for (name, value) in provenance(of: evidence) {
      let label = name + String(repeating: " ", count: 12 - name.count)
      let lines = TextWrap.wrapped(TerminalText.escaped(Self.oneLine(value)), width: max(width - 12, 20))
      text += lines.split(separator: "\n").enumerated().map { number, line in
        (number == 0 ? label : String(repeating: " ", count: 12)) + line + "\n"
      }.joined()
    }
    return text
  }

  private static func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

  private func provenance(of evidence: Evidence) -> [(String, String)] {
    let rule = evidence.rule.map { ", rule \($0)" } ?? ""
    var lines = [
      ("found by", "\(evidence.by)\(rule), version \(evidence.version)"),
      ("confidence", evidence.confidence.description),
    ]
    if let reason = evidence.reason { lines.append(("because", reason)) }
    return lines
  }

  /// The spans of the fact itself; of an entity all its names.
  private var ownSpans: [Span] {
    guard case .entity(let index) = fact else { return [fact.span(in: article)] }
    let mentions = article.entities[index].mentions.map { article.mentions[$0].span }
    return mentions.isEmpty ? [fact.span(in: article)] : mentions
  }

  private var marks: [UnderlinedText.Mark] {
    let others = fact.evidence(in: article)?.spans ?? []
    return others.map { .init(span: $0, sign: "~") } + ownSpans.map { .init(span: $0, sign: "^") }
  }

  /// The sentences with evidence; where there is no sentence, the line around it.
  private var passages: [Span] {
    let spans = ownSpans + (fact.evidence(in: article)?.spans ?? [])
    var passages = article.sentences(around: spans).map { article.sentences[$0] }
    for span in spans where !passages.contains(where: { $0.overlaps(span) }) {
      passages.append(line(around: span))
    }
    return passages.sorted()
  }

  private func line(around span: Span) -> Span {
    let bytes = article.text.bytes
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<span.start].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[span.end...].firstIndex(of: newline) ?? bytes.count
    return Span(start, end)
  }
}

extension Article {
  /// All facts with their ids, in words: what there is to ask about.
  public var factList: Table {
    var table = Table(columns: ["id", "fact", "words"])
    let words = FactWords(article: self)
    for kind in FactID.kinds(of: self) {
      for index in 0..<kind.count {
        let fact = kind.make(index)
        table.append([.text(fact.description), .text(words.words(for: fact)), .text(text[fact.span(in: self)])])
      }
    }
    return table
  }
}

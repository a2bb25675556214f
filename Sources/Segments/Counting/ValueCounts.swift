import ArticleModel
import PatternQuery

/// How often each value of a token attribute, or each sequence of values, occurs, over any number of segments.
public struct ValueCounts: Sendable {
  private var table = StringTable()
  private var counts: [Int] = [0]
  private var articles: [Int] = [0]
  private var lastArticle: [Int64] = [.min]
  /// Occurrences of all values together.
  public private(set) var total = 0

  /// Nothing counted yet.
  public init() {}

  /// Counts one occurrence of the value with these bytes in article `article`.
  public mutating func count(_ bytes: UnsafeBufferPointer<UInt8>, in article: Int64) {
    add(Int(table.intern(bytes)), 1, article)
  }

  /// Counts `occurrences` of `value` in article `article`; articles come in order.
  public mutating func count(_ value: String, _ occurrences: Int = 1, in article: Int64) {
    add(Int(table.intern(value)), occurrences, article)
  }

  private mutating func add(_ id: Int, _ occurrences: Int, _ article: Int64) {
    if id == counts.count {
      counts.append(0)
      articles.append(0)
      lastArticle.append(.min)
    }
    counts[id] += occurrences
    total += occurrences
    if lastArticle[id] != article {
      lastArticle[id] = article
      articles[id] += 1
    }
  }

  /// Occurrences of `value`.
  public func occurrences(of value: String) -> Int { table.find(value).map { counts[Int($0)] } ?? 0 }

  /// The values with at least `minimum` occurrences, in the order in which they first occurred.
  public func values(minimum: Int = 1) -> [(value: String, count: Int, articles: Int)] {
    (0..<UInt32(counts.count)).compactMap { id in
      counts[Int(id)] >= max(minimum, 1) ? (table[id], counts[Int(id)], articles[Int(id)]) : nil
    }
  }
}

/// Counts within one segment, by number, before they are added up by value.
public struct SegmentCounter {
  private let segment: Segment
  private let column: TokenColumn
  private let classes: TokenColumn?
  private let punctuation: UInt32?

  /// A counter of the attribute `name`; `nil` when the segment has no such column.
  public init?(_ segment: Segment, attribute name: String) {
    guard let column = segment.column(name) else { return nil }
    self.segment = segment
    self.column = column
    let classes = segment.column("pos")
    var tag = "PUNCT"
    punctuation = tag.withUTF8 { classes?.lexicon.find($0) }
    self.classes = classes
  }

  /// Whether the token is a punctuation mark.
  public func isPunctuation(_ token: Int) -> Bool {
    guard let classes, let punctuation else { return false }
    return classes.ids[token] == punctuation
  }

  /// Counts the tokens that `wants` of the article at `index`, values that are empty left out.
  public func count(_ tokens: some Sequence<Int>, ofArticle index: Int, into counts: inout ValueCounts) {
    let article = segment.articleID(index)
    var own: [UInt32: Int] = [:]
    for token in tokens { own[column.ids[token], default: 0] += 1 }
    for (id, count) in own.sorted(by: { $0.key < $1.key }) {
      let value = column.lexicon.string(id)
      if !value.isEmpty { counts.count(value, count, in: article) }
    }
  }

  /// The values of `tokens` with a space between.
  public func text(_ tokens: Range<Int>) -> String {
    tokens.map { column.lexicon.string(column.ids[$0]) }.joined(separator: " ")
  }
}

/// A value that a script's or plugin's annotation may hold.
public indirect enum AttributeValue: Hashable, Sendable {
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  /// The id of a fact, entity or region of the same article.
  case reference(String)
  case list([AttributeValue])
}

/// A fact that a script or plugin added to a layer of its own.
public struct Annotation: Fact, Hashable {
  public static let idPrefix = "x"
  public var layer: String
  public var span: Span
  /// Attributes by name, sorted by name in every output.
  public var attributes: [String: AttributeValue]
  public var evidence: Evidence

  /// An annotation in `layer`.
  public init(layer: String, span: Span, attributes: [String: AttributeValue], evidence: Evidence) {
    self.layer = layer
    self.span = span
    self.attributes = attributes
    self.evidence = evidence
  }
}

/// A press article: its text, what is known about it, and what analysers have found in it.
public struct Article: Sendable {
  /// As given on the command line.
  public var source: String
  /// SHA-256 of the file's bytes, lower-case hexadecimal.
  public var sha256: String
  public var text: ArticleText
  /// ISO 639-1 code, or `nil` when it was not detected.
  public var language: String?
  public var title: String?
  public var author: String?
  public var publisher: String?
  public var published: CalendarDate?
  /// Where the article stands on the web, when its file says so.
  public var url: String?
  public var regions: [Region] = []
  public var tokens = TokenColumns()
  /// Where each sentence lies, in text order.
  public var sentences: [Span] = []
  /// The tokens of each sentence.
  public var sentenceTokens: [Range<Int>] = []
  public var mentions: [Mention] = []
  public var entities: [Entity] = []
  /// Role phrases, common nouns and pronouns that point at entities, in text order.
  public var references: [Reference] = []
  public var roles: [Role] = []
  /// Calendar dates, in text order.
  public var dates: [TimeExpression] = []
  /// Durations, ages, times of day, what recurs, and feasts: no calendar dates; in text order.
  public var times: [TimeMention] = []
  public var quotes: [Quote] = []
  public var events: [Event] = []
  /// Key phrases and themes, weightiest first; the phrases before the themes.
  public var topics: [Topic] = []
  /// What scripts and plugins added, in the order in which they did.
  public var annotations: [Annotation] = []
  /// The layers that exist: an analyser made them, even if it found nothing.
  public var layers: Set<Layer> = []
  public var diagnostics: [Diagnostic] = []

  /// An article with text and nothing else.
  public init(source: String, sha256: String, text: ArticleText) {
    self.source = source
    self.sha256 = sha256
    self.text = text
  }

  /// The first sixteen digits of the hash.
  public var id: String { String(sha256.prefix(16)) }

  /// The index of the sentence that holds `offset`, or `nil` between sentences.
  public func sentence(at offset: Int) -> Int? {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].end > offset { high = middle } else { low = middle + 1 }
    }
    return low < sentences.count && sentences[low].contains(offset) ? low : nil
  }

  /// The sentences that hold any of `spans`, in text order.
  public func sentences(around spans: [Span]) -> [Int] {
    var found: Set<Int> = []
    for span in spans {
      guard let first = sentence(at: span.start) ?? sentence(at: max(span.end - 1, span.start)) else { continue }
      var index = first
      while index < sentences.count, sentences[index].start < max(span.end, span.start + 1) {
        found.insert(index)
        index += 1
      }
    }
    return found.sorted()
  }

  /// The region that holds `offset`, or `nil`.
  public func region(at offset: Int) -> Region? { regions.first { $0.span.contains(offset) } }
}

public import ArticleModel

/// Sentences with gold tokens: a treebank in CoNLL-U, or tokens with name tags (BIO).
///
/// Tokens are surface tokens: a contraction is one, with the analysis of its first word; where that word depends on
/// another of the same contraction, the token depends on what that one does.
public struct GoldTreebank: Sendable {
  public struct Token: Sendable, Hashable {
    public var span: Span
    public var lemma = ""
    public var tag = ""
    public var features = ""
    /// Index of the token it depends on; -1 for the root.
    public var head = -1
    public var relation = ""
  }

  public struct Sentence: Sendable {
    public var name: String
    public var text: ArticleText
    public var tokens: [Token]
    /// The names, where the file marks them.
    public var mentions: [Mention]?
  }

  public var name: String
  public var sentences: [Sentence] = []
  /// Whether the tokens carry an analysis.
  public var hasMorphology = false

  /// Reads CoNLL-U (universaldependencies.org/format).
  public init(name: String, conllu bytes: [UInt8]) throws(GoldProblem) {
    self.name = name
    hasMorphology = true
    try read(bytes) { lines throws(GoldProblem) in try ConlluSentence(lines).tokens }
  }

  /// Reads a token and its tag a line, the tag last: `B-PER`, `I-PER`, `O`. Types other than PER (or PERS), ORG and LOC
  /// count as no name.
  public init(name: String, bio bytes: [UInt8]) throws(GoldProblem) {
    self.name = name
    try read(bytes) { lines throws(GoldProblem) in
      var tokens: [RawToken] = []
      for line in lines where !line.hasPrefix("#") {
        let columns = line.split(separator: line.contains("\t") ? "\t" : " ").map(String.init)
        guard columns.count >= 2 else { throw GoldProblem("a line has no tag: \(line)") }
        tokens.append(RawToken(form: columns[0], label: columns[columns.count - 1]))
      }
      return tokens
    }
  }

  private mutating func read(
    _ bytes: [UInt8], _ tokens: ([Substring]) throws(GoldProblem) -> [RawToken]
  ) throws(GoldProblem) {
    var lines: [Substring] = []
    let text = String(decoding: bytes, as: UTF8.self)
    // An empty line at the end closes the last sentence.
    var all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    all.append("")
    for line in all {
      if !line.isEmpty {
        lines.append(line)
        continue
      }
      defer { lines = [] }
      let comments = lines.filter { $0.hasPrefix("#") }
      func comment(_ key: String) -> String? {
        comments.first { $0.hasPrefix("# \(key) = ") }.map { String($0.dropFirst(key.count + 5)) }
      }
      let raw = try tokens(lines)
      guard !raw.isEmpty else { continue }
      sentences.append(
        try Self.sentence(comment("sent_id") ?? "\(name)-\(sentences.count + 1)", comment("text"), raw))
    }
  }

  private static func sentence(
    _ name: String, _ text: String?, _ raw: [RawToken]
  ) throws(GoldProblem) -> Sentence {
    let bytes = Array((text ?? FrenchSpacing.joined(raw.map(\.form))).utf8)
    var tokens: [Token] = []
    var offset = 0
    for token in raw {
      let form = Array(token.form.utf8)
      while offset + form.count <= bytes.count, !bytes[offset...].starts(with: form) { offset += 1 }
      guard offset + form.count <= bytes.count else {
        throw GoldProblem("sentence \(name): the token \(token.form) is not in its text")
      }
      tokens.append(
        Token(
          span: Span(offset, offset + form.count), lemma: token.lemma, tag: token.tag, features: token.features,
          head: token.head, relation: token.relation))
      offset += form.count
    }
    var sentence = Sentence(name: name, text: ArticleText(String(decoding: bytes, as: UTF8.self)), tokens: tokens)
    if raw.contains(where: { $0.label != nil }) { sentence.mentions = mentions(tokens, raw.map { $0.label ?? "O" }) }
    return sentence
  }

  private static func mentions(_ tokens: [Token], _ labels: [String]) -> [Mention] {
    var mentions: [Mention] = []
    var previous = "O"
    for (token, label) in zip(tokens, labels) {
      let type = label.split(separator: "-", maxSplits: 1).last.map(String.init) ?? ""
      if label.hasPrefix("I-"), previous.hasSuffix("-" + type), !mentions.isEmpty, types[type] != nil {
        mentions[mentions.count - 1].span.end = token.span.end
      } else if label != "O", let type = types[type] {
        mentions.append(Mention(span: token.span, type: type, evidence: GoldArticle.evidence(token.span)))
      }
      previous = label
    }
    return mentions
  }

  private static let types: [String: EntityType] = [
    "PER": .person, "PERS": .person, "ORG": .organization, "LOC": .location,
  ]
}

/// A token as its file writes it.
struct RawToken {
  var form: String
  var lemma = ""
  var tag = ""
  var features = ""
  var head = -1
  var relation = ""
  var label: String?
}

/// The ten columns of a sentence in CoNLL-U.
private struct ConlluSentence {
  private(set) var tokens: [RawToken] = []

  init(_ lines: [Substring]) throws(GoldProblem) {
    /// For each word the token it is part of, and the number of its head.
    var places: [(token: Int, head: Int)] = [(-1, 0)]
    var contractionEnd = 0
    for line in lines where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.count == 10 else { throw GoldProblem("a line has \(columns.count) columns instead of 10: \(line)") }
      if columns[0].contains(".") { continue }
      if let dash = columns[0].firstIndex(of: "-") {
        contractionEnd = Int(columns[0][columns[0].index(after: dash)...]) ?? 0
        tokens.append(RawToken(form: columns[1]))
        continue
      }
      guard let number = Int(columns[0]) else { throw GoldProblem("a line has no number: \(line)") }
      if number > contractionEnd { tokens.append(RawToken(form: columns[1])) }
      let last = tokens.count - 1
      if tokens[last].tag.isEmpty {
        tokens[last].lemma = columns[2]
        tokens[last].tag = columns[3]
        tokens[last].features = columns[5]
        tokens[last].relation = columns[7]
      } else if places[places.count - 1].head == number {
        places[places.count - 1].head = Int(columns[6]) ?? 0
        tokens[last].relation = columns[7]
      }
      places.append((last, Int(columns[6]) ?? 0))
    }
    var isSet = [Bool](repeating: false, count: tokens.count)
    for place in places.dropFirst() where !isSet[place.token] {
      let head = places.indices.contains(place.head) ? places[place.head].token : -1
      tokens[place.token].head = head == place.token ? -1 : head
      isSet[place.token] = true
    }
  }
}

/// Puts the spaces back that a list of tokens has lost.
enum FrenchSpacing {
  static func joined(_ forms: [String]) -> String {
    var text = ""
    for form in forms {
      let sticks =
        text.isEmpty || [".", ",", ")", "]", "…", "..."].contains(form) || form.hasPrefix("-") && form.count > 1
        || text.last.map { "'’([".contains($0) } ?? false
      text += (sticks ? "" : " ") + form
    }
    return text
  }
}

public import ArticleModel

/// Finds the names of a list, as somebody adds them to those that the recogniser knows.
///
/// A listed name takes the place of what was recognised inside it; a longer recognised name stays.
public struct ListedNames: Analyzer {
  public let id: String
  public let version: String
  public let requires: Set<Layer> = [.tokens, .sentences]
  public let provides: Set<Layer> = [.mentions]

  private struct Name: Sendable {
    /// The words behind the first.
    var rest: [UInt64]
    var type: EntityType
    /// Whether it is written with a capital, and so read only there.
    var isCapitalized: Bool
  }

  private let names: [UInt64: [Name]]

  /// An analyser called `id` for these names.
  public init(id: String, version: String, _ list: [(name: String, type: EntityType)]) {
    self.id = id
    self.version = version
    var names: [UInt64: [Name]] = [:]
    for (name, type) in list {
      let words = FoldedWords.hashes(name)
      guard let first = words.first else { continue }
      names[first, default: []].append(
        Name(rest: Array(words.dropFirst()), type: type, isCapitalized: name.first?.isUppercase ?? false))
    }
    // The longest that fits is read; of equal ones the first of the list.
    self.names = names.mapValues { candidates in
      candidates.enumerated().sorted {
        $0.element.rest.count != $1.element.rest.count
          ? $0.element.rest.count > $1.element.rest.count : $0.offset < $1.offset
      }.map(\.element)
    }
  }

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    let words = FoldedWords(article.tokens)
    var found: [Mention] = []
    for sentence in article.sentenceTokens {
      var index = sentence.lowerBound
      while index < sentence.upperBound {
        guard let (length, type) = name(at: index, end: sentence.upperBound, words, article) else {
          index += 1
          continue
        }
        let span = article.tokens.span(of: index..<(index + length))
        found.append(
          Mention(
            span: span, type: type,
            evidence: Evidence(
              by: id, rule: "names", version: version, confidence: Confidence(hundredths: 95), spans: [span],
              reason: "a name of the plugin's list")))
        index += length
      }
    }
    article.insert(listed: found)
  }

  private func name(
    at index: Int, end: Int, _ words: FoldedWords, _ article: Article
  ) -> (length: Int, type: EntityType)? {
    for name in names[words[index]] ?? [] where index + name.rest.count < end {
      guard name.rest.indices.allSatisfy({ words[index + 1 + $0] == name.rest[$0] }) else { continue }
      if name.isCapitalized, article.tokens.form(index).first?.isUppercase != true { continue }
      return (name.rest.count + 1, name.type)
    }
    return nil
  }
}

extension Article {
  /// Puts names among the recognised ones, which give way where they lie inside a new one. New names lie in text order
  /// and apart from each other, and no name has been grouped into an entity yet.
  public mutating func insert(listed names: [Mention]) {
    guard !names.isEmpty else { return }
    var result: [Mention] = []
    result.reserveCapacity(mentions.count + names.count)
    var next = 0
    for var name in names {
      while next < mentions.count, mentions[next].span.end <= name.span.start {
        result.append(mentions[next])
        next += 1
      }
      var isCovered = false
      while next < mentions.count, mentions[next].span.start < name.span.end {
        let other = mentions[next].span
        if other.start < name.span.start || other.end > name.span.end {
          // A longer name, or one that reaches in from the side: what the whole sentence told is kept.
          if other.end > name.span.end {
            isCovered = true
            break
          }
          result.append(mentions[next])
          isCovered = true
        } else if other.start == name.span.start {
          name.title = mentions[next].title
        }
        next += 1
      }
      if !isCovered { result.append(name) }
    }
    result += mentions[next...]
    mentions = result
  }
}

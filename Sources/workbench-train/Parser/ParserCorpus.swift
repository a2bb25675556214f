import Analysis
import ArticleModel

/// Sentences of treebanks as the parser sees them: tags are the tagger's, marks are left out.
struct ParserCorpus {
  struct Sentence {
    var words: [ParserWord]
    /// Head of each word, the number of words for the root.
    var heads: [Int]
    /// Column of each word's relation, `nil` where the parser has none for it.
    var columns: [Int?]
    /// The words that depend on each word.
    var dependants: [[Int]]
    /// Marks with the word before each and their head among the words.
    var marks: [(kind: UInt64, before: Int, head: Int)]
  }

  private(set) var sentences: [Sentence] = []
  let lexicon: Lexicon
  let clusters: WordClusters

  init(lexicon: Lexicon, clusters: WordClusters) {
    self.lexicon = lexicon
    self.clusters = clusters
  }

  /// Adds sentences, tagged by `model`.
  mutating func add(_ treebank: [Treebank.Sentence], taggedBy model: MorphologyModel) {
    for sentence in treebank {
      var article = Article(source: "", sha256: "", text: ArticleText(sentence.text))
      for token in sentence.tokens {
        let form = Array(token.form.replacing("\u{2019}", with: "'").utf8)
        form.withUnsafeBufferPointer { article.tokens.append(Span(0, 0), form: $0) }
      }
      article.sentences = [Span(0, sentence.text.utf8.count)]
      article.sentenceTokens = [0..<sentence.tokens.count]
      MorphologyAnalyzer.analyze(&article, with: model)
      add(sentence.tokens, article.tokens)
    }
  }

  private mutating func add(_ gold: [Treebank.Token], _ tokens: TokenColumns) {
    var reader = ParserWordReader(lexicon: lexicon, clusters: clusters, stringCount: tokens.strings.count)
    var words: [ParserWord] = []
    var indices: [Int32] = []
    reader.read(0..<gold.count, of: tokens, into: &words, indices: &indices)
    guard !words.isEmpty else { return }
    var numbers = [Int](repeating: -1, count: gold.count)
    for (number, token) in indices.enumerated() { numbers[Int(token)] = number }
    /// The nearest word above a token, the number of words for the root.
    func word(above token: Int) -> Int {
      var head = gold[token].head
      var steps = 0
      while head >= 0, numbers[head] < 0, steps < gold.count {
        head = gold[head].head
        steps += 1
      }
      return head >= 0 && numbers[head] >= 0 ? numbers[head] : words.count
    }
    var heads = indices.map { word(above: Int($0)) }
    let roots = heads.indices.filter { heads[$0] == words.count }
    guard let root = roots.first else { return }
    for other in roots.dropFirst() { heads[other] = root }
    Self.projectivize(&heads)
    var dependants = [[Int]](repeating: [], count: words.count + 1)
    for (word, head) in heads.enumerated() { dependants[head].append(word) }
    let columns = indices.map { token in
      DependencyRelation(name: gold[Int(token)].relation).flatMap { RelationFeatures.relations.firstIndex(of: $0) }
    }
    var marks: [(kind: UInt64, before: Int, head: Int)] = []
    var before = -1
    for token in gold.indices {
      if numbers[token] >= 0 {
        before = numbers[token]
      } else {
        marks.append((reader.mark(tokens.forms[token], tokens.strings), before, word(above: token)))
      }
    }
    sentences.append(
      Sentence(words: words, heads: heads, columns: columns, dependants: dependants, marks: marks))
  }

  /// Lifts words to the head of their head until no two arcs cross (Nivre and Nilsson, 2005).
  static func projectivize(_ heads: inout [Int]) {
    let root = heads.count
    func crossing() -> Int? {
      var found: (word: Int, length: Int)?
      for (word, head) in heads.enumerated() where head != root {
        let (low, high) = (min(word, head), max(word, head))
        // An arc is projective when all that lies under it descends from the head.
        for inner in (low + 1)..<max(high, low + 1) {
          var above = inner
          var steps = 0
          while above != root, above != head, steps <= heads.count {
            above = heads[above]
            steps += 1
          }
          if above != head {
            if found == nil || high - low < found!.length { found = (word, high - low) }
            break
          }
        }
      }
      return found?.word
    }
    while let word = crossing() { heads[word] = heads[heads[word]] }
  }
}

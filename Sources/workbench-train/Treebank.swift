/// A treebank in CoNLL-U, read as surface tokens: a contraction is one token with the analysis of its first word.
struct Treebank {
  struct Token {
    var form: String
    var lemma: String
    var tag: String
    var features: String
    var isContraction = false
    /// Index of the token it depends on, -1 for the root.
    var head = -1
    var relation = ""
  }

  struct Sentence {
    /// The raw text.
    var text: String
    var tokens: [Token]
  }

  var sentences: [Sentence] = []

  /// A treebank of these sentences.
  init(sentences: [Sentence]) { self.sentences = sentences }

  /// Reads the bytes of a CoNLL-U file.
  init(_ bytes: [UInt8]) {
    var text = ""
    var tokens: [Token] = []
    /// For each word the token it is part of, and the number of its head.
    var places: [(token: Int, head: Int)] = [(-1, 0)]
    var contractionEnd = 0
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        Self.attach(&tokens, places)
        if !tokens.isEmpty { sentences.append(Sentence(text: text, tokens: tokens)) }
        tokens = []
        places = [(-1, 0)]
        contractionEnd = 0
      } else if line.hasPrefix("# text = ") {
        text = String(line.dropFirst(9))
      } else if !line.hasPrefix("#") {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard columns.count == 10, !columns[0].contains(".") else { continue }
        if let dash = columns[0].firstIndex(of: "-") {
          contractionEnd = Int(columns[0][columns[0].index(after: dash)...]) ?? 0
          tokens.append(Token(form: columns[1], lemma: "", tag: "", features: "_", isContraction: true))
          continue
        }
        guard let number = Int(columns[0]) else { continue }
        if number > contractionEnd {
          tokens.append(Token(form: columns[1], lemma: columns[2], tag: columns[3], features: columns[5]))
          tokens[tokens.count - 1].relation = columns[7]
        } else if tokens[tokens.count - 1].tag.isEmpty {
          tokens[tokens.count - 1].lemma = columns[2]
          tokens[tokens.count - 1].tag = columns[3]
          tokens[tokens.count - 1].features = columns[5]
          tokens[tokens.count - 1].relation = columns[7]
        } else if let head = Int(columns[6]), places[places.count - 1].head == number {
          // The first word of the contraction depends on the second: the token depends on what the second does.
          places[places.count - 1].head = head
          tokens[tokens.count - 1].relation = columns[7]
        }
        places.append((tokens.count - 1, Int(columns[6]) ?? 0))
      }
    }
    Self.attach(&tokens, places)
    if !tokens.isEmpty { sentences.append(Sentence(text: text, tokens: tokens)) }
  }

  /// Turns heads from numbers of words into indices of tokens; of a contraction's heads the first counts.
  private static func attach(_ tokens: inout [Token], _ places: [(token: Int, head: Int)]) {
    var isSet = [Bool](repeating: false, count: tokens.count)
    for place in places.dropFirst() where !isSet[place.token] {
      let head = places.indices.contains(place.head) ? places[place.head].token : -1
      tokens[place.token].head = head == place.token ? -1 : head
      isSet[place.token] = true
    }
  }
}

extension Treebank {
  /// The treebank with the conventions of UD French-GSD where those of Sequoia differ.
  func harmonized() -> Treebank {
    var result = self
    for sentence in result.sentences.indices {
      for token in result.sentences[sentence].tokens.indices {
        let form = result.sentences[sentence].tokens[token].form
        guard let (tag, lemma) = Self.conventions[form] else { continue }
        result.sentences[sentence].tokens[token].tag = tag
        result.sentences[sentence].tokens[token].lemma = lemma
      }
    }
    return result
  }

  private static let conventions = [
    "%": ("SYM", "%"), "/": ("SYM", "/"), "M.": ("NOUN", "M."), "°C": ("NOUN", "°C"), "Mme": ("NOUN", "Mme"),
    "MM.": ("NOUN", "MM."),
    "Mmes": ("NOUN", "Mmes"), "Mlle": ("NOUN", "Mlle"), "Madame": ("NOUN", "madame"), "madame": ("NOUN", "madame"),
  ]
}

/// A treebank in CoNLL-U, read as surface tokens: a contraction is one token with the analysis of its first word.
struct Treebank {
  struct Token {
    var form: String
    var lemma: String
    var tag: String
    var features: String
    var isContraction = false
  }

  struct Sentence {
    /// The raw text.
    var text: String
    var tokens: [Token]
  }

  var sentences: [Sentence] = []

  /// Reads the bytes of a CoNLL-U file.
  init(_ bytes: [UInt8]) {
    var text = ""
    var tokens: [Token] = []
    var contractionEnd = 0
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !tokens.isEmpty { sentences.append(Sentence(text: text, tokens: tokens)) }
        tokens = []
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
        guard let number = Int(columns[0]), number > contractionEnd || tokens.last?.tag == "" else { continue }
        if number <= contractionEnd {
          tokens[tokens.count - 1].lemma = columns[2]
          tokens[tokens.count - 1].tag = columns[3]
          tokens[tokens.count - 1].features = columns[5]
        } else {
          tokens.append(Token(form: columns[1], lemma: columns[2], tag: columns[3], features: columns[5]))
        }
      }
    }
    if !tokens.isEmpty { sentences.append(Sentence(text: text, tokens: tokens)) }
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

import ArticleModel

/// Reads one pattern of the calendar's grammar.
///
/// `a b` is a sequence, `a | b` a choice, `(…)` a group, `x?` optional, `'w'` a word, `NOUN` a part of speech, `$name` a
/// part defined before, `^` and `$` the edges of the sentence, `<` and `>` those of the expression.
struct DatePatternParser {
  indirect enum Pattern: Sendable {
    case word(String)
    case symbol(String)
    case partOfSpeech(PartOfSpeech)
    case sentenceStart, sentenceEnd, open, close
    case sequence([Pattern])
    case either([Pattern])
    case optional(Pattern)
  }

  /// The words in quotes.
  private(set) var words: Set<String> = []
  private var pieces: [String]
  private var position = 0
  private let parts: [String: Pattern]
  private let text: String

  init(_ text: String, parts: [String: Pattern]) {
    self.text = text
    self.parts = parts
    pieces = Self.pieces(text)
  }

  /// The whole pattern.
  mutating func parse() -> Pattern {
    let pattern = choice()
    precondition(position == pieces.count, "the pattern '\(text)' has a bracket too many")
    return pattern
  }

  private mutating func choice() -> Pattern {
    var choices = [sequence()]
    while position < pieces.count, pieces[position] == "|" {
      position += 1
      choices.append(sequence())
    }
    return choices.count == 1 ? choices[0] : .either(choices)
  }

  private mutating func sequence() -> Pattern {
    var items: [Pattern] = []
    while position < pieces.count, pieces[position] != ")", pieces[position] != "|" {
      var item = single()
      if position < pieces.count, pieces[position] == "?" {
        position += 1
        item = .optional(item)
      }
      items.append(item)
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func single() -> Pattern {
    let piece = pieces[position]
    position += 1
    switch piece {
    case "(":
      let inner = choice()
      precondition(position < pieces.count && pieces[position] == ")", "the pattern '\(text)' lacks a bracket")
      position += 1
      return inner
    case "<": return .open
    case ">": return .close
    case "^": return .sentenceStart
    case "$": return .sentenceEnd
    default: break
    }
    if piece.hasPrefix("'") {
      let word = String(piece.dropFirst().dropLast())
      words.insert(word)
      return .word(word)
    }
    if piece.hasPrefix("$") {
      guard let part = parts[piece] else { preconditionFailure("'\(piece)' in '\(text)' is not defined") }
      return part
    }
    if let part = PartOfSpeech(tag: piece) { return .partOfSpeech(part) }
    return .symbol(piece)
  }

  /// Cuts a pattern into words, brackets and marks. A quote inside quotes ("l'") is followed by another one.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    for chunk in text.split(separator: " ") {
      var chunk = String(chunk)
      var after: [String] = []
      while chunk.count > 1, let last = chunk.last, last == ")" || last == "?" {
        after.insert(String(last), at: 0)
        chunk.removeLast()
      }
      while chunk.count > 1, chunk.hasPrefix("(") {
        pieces.append("(")
        chunk.removeFirst()
      }
      pieces.append(chunk)
      pieces += after
    }
    return pieces
  }
}

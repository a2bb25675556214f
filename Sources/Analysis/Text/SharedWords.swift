import ArticleModel
import Synchronization

/// The folded words of one article, made by the first analyser that asks for them.
final class SharedWords: Sendable {
  private let words = Mutex<FoldedWords?>(nil)

  /// Nothing made yet.
  init() {}

  /// The words of `tokens`, which must be those of the first call unless their number differs.
  func words(of tokens: TokenColumns) -> FoldedWords {
    words.withLock { words in
      if let words, words.count == tokens.count { return words }
      let made = FoldedWords(tokens)
      words = made
      return made
    }
  }
}

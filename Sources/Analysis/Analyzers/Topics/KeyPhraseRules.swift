package import ArticleModel

/// Which words make key phrases.
package enum KeyPhraseRules {
  /// Whether a part of speech carries what a phrase is about.
  package static func isContent(_ part: PartOfSpeech) -> Bool { part == .noun || part == .propn || part == .adj }
}

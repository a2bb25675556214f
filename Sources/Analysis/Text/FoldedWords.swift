import ArticleModel

/// The forms of an article's tokens, folded as names are and hashed: equal hashes, equal words in whatever spelling.
struct FoldedWords {
  /// One hash a token; 0 for punctuation.
  private(set) var hashes: [UInt64]

  /// Folds each distinct form of `tokens` once.
  init(_ tokens: TokenColumns) {
    var ofForm = [UInt64](repeating: 0, count: tokens.strings.count)
    var isKnown = [Bool](repeating: false, count: tokens.strings.count)
    var key: [UInt8] = []
    hashes = [UInt64](repeating: 0, count: tokens.count)
    tokens.strings.withStorage { arena, offsets in
      for (index, form) in tokens.forms.enumerated() {
        let form = Int(form)
        if !isKnown[form] {
          isKnown[form] = true
          key.removeAll(keepingCapacity: true)
          let bytes = UnsafeBufferPointer(rebasing: arena[Int(offsets[form])..<Int(offsets[form + 1])])
          NameFolding.append(bytes, to: &key)
          ofForm[form] = key.isEmpty ? 0 : NameHash(key).value
        }
        hashes[index] = ofForm[form]
      }
    }
  }

  /// How many tokens there are.
  var count: Int { hashes.count }

  /// The hash of token `index`; 0 outside the text.
  subscript(index: Int) -> UInt64 { hashes.indices.contains(index) ? hashes[index] : 0 }

  /// The hash of `word`.
  static func hash(_ word: String) -> UInt64 {
    let key = NameFolding.fold(word)
    return key.isEmpty ? 0 : NameHash(key).value
  }

  /// The hashes of the words of `phrase`, which an elision and a space part as they part tokens.
  static func hashes(_ phrase: String) -> [UInt64] {
    var words: [UInt64] = []
    var key: [UInt8] = []
    var phrase = phrase
    phrase.withUTF8 { bytes in
      func add(_ range: Range<Int>) {
        key.removeAll(keepingCapacity: true)
        NameFolding.append(UnsafeBufferPointer(rebasing: bytes[range]), to: &key)
        if !range.isEmpty { words.append(key.isEmpty ? 0 : NameHash(key).value) }
      }
      var start = 0
      for index in 0..<bytes.count {
        if bytes[index] == UInt8(ascii: " ") {
          add(start..<index)
          start = index + 1
        } else if bytes[index] == UInt8(ascii: "'"), index - start <= 2 {
          // "l'État" is two tokens, "aujourd'hui" one.
          add(start..<index)
          start = index + 1
        }
      }
      add(start..<bytes.count)
    }
    return words
  }
}

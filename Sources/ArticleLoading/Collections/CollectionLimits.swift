import ArticleModel

/// What a file that holds many articles may ask for.
enum CollectionLimits {
  /// Bytes of one article in it.
  static let item = LoadingOptions.defaultMaximumSize
  /// Entries of an archive.
  static let entries = 200_000
  /// Bytes that all entries of an archive have together.
  static let total = 4 << 30
  /// How many times its size compressed data may grow; articles grow five to twentyfold.
  static let ratio = 200
  /// Growth up to so many bytes is no attack.
  static let harmless = 8 << 20

  /// Whether data has grown more than text does.
  static func isBomb(expanded: Int, compressed: Int) -> Bool {
    expanded > harmless && expanded / ratio > compressed
  }

  static func bomb(_ source: String) -> LoadingError {
    LoadingError(
      "bomb", "the compressed data grows more than \(ratio)-fold, which articles do not",
      remedy: "unpack it with another program if you trust it, and give the files in it", source)
  }

  static func tooLarge(_ what: String, _ source: String) -> LoadingError {
    LoadingError(
      "too-large", "\(what) is larger than \(item >> 20) MiB, which is more than any article",
      remedy: "split it into its articles", source)
  }
}

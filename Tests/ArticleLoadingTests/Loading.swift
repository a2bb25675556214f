import ArticleLoading
import ArticleModel
import Testing

/// Loads `text` as UTF-8.
func load(_ text: String, options: LoadingOptions = LoadingOptions()) throws -> Article {
  try ArticleLoader.load(bytes: Array(text.utf8), source: "test.txt", options: options)
}

/// The diagnostic with which loading fails.
func failure(_ bytes: [UInt8], options: LoadingOptions = LoadingOptions()) throws -> Diagnostic {
  let error = #expect(throws: LoadingError.self) {
    try ArticleLoader.load(bytes: bytes, source: "test.txt", options: options)
  }
  return try #require(error).diagnostic
}

extension Article {
  /// Every region as "kind: text", one a line.
  var outline: String { regions.map { "\($0.kind.rawValue): \(text[$0.span])" }.joined(separator: "\n") }

  /// The texts of the regions of `kind`.
  func texts(_ kind: Region.Kind) -> [String] { regions.filter { $0.kind == kind }.map { text[$0.span] } }

  /// Whether the regions are in order, apart from each other, not empty, and begin and end between characters.
  var hasSoundRegions: Bool {
    var end = 0
    for region in regions {
      guard region.span.start >= end, !region.span.isEmpty, region.span.end <= text.count else { return false }
      end = region.span.end
      guard ArticleText(validating: Array(text.bytes[region.span.start..<region.span.end])) != nil else { return false }
    }
    return true
  }
}

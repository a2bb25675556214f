import ArticleModel

extension TokenColumns {
  /// Whether a token has `feature`, such as `Tense=Past`, among its features.
  func hasFeature(_ feature: String, _ token: Int) -> Bool {
    if features[token] == 0 { return false }
    var feature = feature
    return feature.withUTF8 { wanted in
      strings.withBytes(of: features[token]) { bytes in
        var start = 0
        while start + wanted.count <= bytes.count {
          let end = start + wanted.count
          if end == bytes.count || bytes[end] == UInt8(ascii: "|"),
            (0..<wanted.count).allSatisfy({ bytes[start + $0] == wanted[$0] })
          {
            return true
          }
          while start < bytes.count, bytes[start] != UInt8(ascii: "|") { start += 1 }
          start += 1
        }
        return false
      }
    }
  }
}

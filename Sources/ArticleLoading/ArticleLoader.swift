public import ArticleModel
import Crypto

/// Turns the bytes of a file into an article.
public enum ArticleLoader {
  /// Decodes `bytes`, reads the structure of the page and detects its language.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, from a source that need not be trusted.
  ///   - source: What the user calls the file; messages and `Article.source` use it.
  ///   - options: What the caller knows better, and the largest size that is read.
  /// - Throws: `LoadingError` when the file is empty, binary or too large.
  public static func load(
    bytes: [UInt8], source: String, options: LoadingOptions = LoadingOptions()
  ) throws(LoadingError) -> Article {
    var article = Article(source: source, sha256: hexadecimal(SHA256.hash(data: bytes)), text: ArticleText(String(decoding: bytes, as: UTF8.self)))
    article.published = options.published
    article.publisher = options.publisher
    return article
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

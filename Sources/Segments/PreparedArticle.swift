public import ArticleModel

/// An analysed article on its way from a worker into a corpus.
public struct PreparedArticle: Sendable {
  /// The article, whole.
  public let article: Article
  /// The record it was read from.
  public let record: [UInt8]
  /// `nil` when it has too few words.
  public let signature: NearCopySignature?

  /// The bytes in which a worker hands `article` over: the length of the text, the text, a signature or none, the record.
  public static func encode(_ article: Article) -> [UInt8] {
    var bytes = withUnsafeBytes(of: UInt64(article.text.count).littleEndian) { Array($0) }
    bytes += article.text.bytes
    if let signature = NearCopySignature(article) {
      bytes.append(1)
      bytes += signature.bytes
    } else {
      bytes.append(0)
    }
    return bytes + ArticleRecord.encode(article)
  }

  /// Reads what a worker has sent, which need not be trusted.
  public init(decoding bytes: [UInt8]) throws {
    let damaged = SegmentError("the worker's answer is damaged")
    guard bytes.count > 9 else { throw damaged }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(bytes.count - 9), let text = ArticleText(validating: Array(bytes[8..<(8 + Int(length))]))
    else {
      throw damaged
    }
    var position = 8 + Int(length)
    let hasSignature = bytes[position] == 1
    position += 1
    if hasSignature {
      let end = position + NearCopySignature.count * 4
      guard end <= bytes.count, let signature = NearCopySignature(bytes: bytes[position..<end]) else { throw damaged }
      self.signature = signature
      position = end
    } else {
      signature = nil
    }
    record = Array(bytes[position...])
    article = try ArticleRecord.decode(record, text: text)
  }
}

import PatternQuery

/// The form of a segment file.
///
/// Sections one after the other, each at a multiple of eight bytes, little-endian; then the directory: for each section
/// the length of its name, the name, its offset and its length; then the trailer: offset and length of the directory.
/// The first eight bytes are the magic number, which ends in the version.
///
/// | section | what |
/// |---|---|
/// | `articles/ids` | u64 an article: its number in the corpus, ascending |
/// | `articles/tokens`, `articles/text`, `articles/records` | u64 an article and one more: where its part of them begins |
/// | `text`, `records` | the articles' texts (UTF-8) and records (`ArticleRecord`) end to end |
/// | `tokens/starts`, `tokens/ends` | u32 a token: its bytes in the article's text |
/// | `columns/NAME/ids` | u32 a token: the number of its value |
/// | `columns/NAME/offsets`, `bytes`, `order`, `frequencies` | the values: where each begins, their bytes, their numbers in order of bytes, how often each occurs |
/// | `columns/NAME/postings`, `positions` | for each value where its positions begin, and the positions; values that more than a sixteenth of the tokens have are not listed |
/// | `structures/NAME/starts`, `ends` | u32 a region: its first token and the one after its last |
/// | `structures/NAME/columns/…` | the attributes of the regions, as columns without positions |
enum SegmentFormat {
  static let magic: [UInt8] = Array("WBSEGM\0\u{1}".utf8)
  static let alignment = 8
  static let trailerLength = 16
  /// The columns that a new segment has: whatever queries may ask of a token.
  static let columns = QueryVocabulary.article.attributes.sorted()
  /// Values more frequent than one in so many tokens are found by looking at every token, which is as fast.
  static let densest = 16
}

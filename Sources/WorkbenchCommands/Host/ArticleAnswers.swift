import Worker

/// Gives a script the articles that it asks for, each read when it comes to it.
final class ArticleAnswers {
  private let articles: ArticlesInFiles
  private var last: (position: Int, bytes: [UInt8])?

  init(_ articles: ArticlesInFiles) { self.articles = articles }

  func answer(_ name: String, _ body: [UInt8]) -> [UInt8]? {
    guard name == HostRequest.article, let (position, offset) = HostRequest.read(body), position < articles.count else {
      return nil
    }
    if offset == 0 { last = articles.packed(position).map { (position, $0) } }
    guard let last, last.position == position else { return nil }
    return HostRequest.piece(of: last.bytes, from: offset)
  }
}

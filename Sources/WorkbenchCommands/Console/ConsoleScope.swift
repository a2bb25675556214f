/// What a console is about.
struct ConsoleScope {
  /// The articles' files, in order.
  let paths: [String]

  /// How a session reaches them, in a sentence.
  var help: String {
    switch paths.count {
    case 0: "There is no article yet: `:open FILE` opens one."
    case 1: "The article is `article`."
    default: "The articles are `corpus`; `:open` makes one of them `article`."
    }
  }

  /// The file of the article that somebody means: its number, its name or the end of it, or any file.
  func path(of text: String) -> String? {
    if let number = Int(text), paths.indices.contains(number - 1) { return paths[number - 1] }
    if let exact = paths.first(where: { $0 == text }) { return exact }
    if ArticleFiles.exists(text) { return text }
    return paths.first { $0.hasSuffix(text) } ?? paths.first { $0.contains(text) }
  }
}

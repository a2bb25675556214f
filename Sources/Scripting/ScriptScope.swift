/// What a script runs over.
public enum ScriptScope {
  /// One article, the global `article`.
  case article
  /// Articles one by one, as the argument of `map`; or none, for `merge` and `finish`.
  case map
  /// Several articles, the global `corpus`.
  case corpus(any ArticleSeries)

  /// What to tell a script that uses `article` where there is none.
  var articleAbsence: String? {
    switch self {
    case .article: nil
    case .map: "there is no global 'article' in a script with map: the article is map's argument"
    case .corpus(let series):
      "the script runs over \(series.count) articles, so there is no single 'article': walk corpus:articles(), "
        + "define map(article), or run it once an article with --each"
    }
  }
}

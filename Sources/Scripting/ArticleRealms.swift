public import ArticleModel
public import LuaRuntime

// The articles of a corpus in one state: each is a realm of its own, numbered from 1 on; outside of all is realm 0, in
// which there is no article. An article stays as long as the script holds anything of it. Its content may be let go of
// meanwhile, and is made again when the script comes back to it. Articles that come from elsewhere have realms behind
// those, and stay whole.

extension ArticleBinding: LuaRealms {
  /// So many articles keep their content beside the present one.
  private static let mostWhole = 16

  /// The first realm of articles that are not of the corpus.
  private static let firstOwn = 1 << 24

  /// Makes another article the one that `pushArticle` pushes. What the script holds of the one before stays good.
  public func load(_ next: Article) {
    home = max(home + 1, Self.firstOwn)
    parked[home] = LoadedArticle(access.visible(next))
    // What is there already is entered without failure.
    try? goHome()
  }

  /// Goes to the article that is not one of a corpus: `article` is that one then.
  public func goHome() throws { try state.enter(home) }

  public func enter(_ realm: Int) throws {
    var next = parked.removeValue(forKey: realm)
    do {
      if realm > 0, next?.isWhole != true {
        guard let article = try series?.article(realm - 1) else {
          throw UnreadableArticle()
        }
        let visible = access.visible(article)
        if next == nil { next = LoadedArticle(visible) } else { try next!.takeBack(visible) }
      }
    } catch {
      if let next { parked[realm] = next }
      throw error
    }
    let left = state.realm
    parked[left] = current
    current = next ?? LoadedArticle(.nowhere)
    patterns.found = current.matches
    if abandoned.remove(left) != nil, !state.holds(left) { forget(left) }
    guard realm > 0, realm < Self.firstOwn else { return }
    recent.removeAll { $0 == realm }
    recent.append(realm)
    if recent.count > Self.mostWhole { parked[recent.removeFirst()]?.letGo() }
  }

  public func abandon(_ realm: Int) {
    // The present one may still be read from.
    if realm == state.realm { abandoned.insert(realm) } else { forget(realm) }
  }

  private func forget(_ realm: Int) {
    guard realm != home, var left = parked.removeValue(forKey: realm) else { return }
    recent.removeAll { $0 == realm }
    left.matches.forget(state)
    // What the script has added is there when it comes back.
    guard left.isChanged, realm < Self.firstOwn else { return }
    left.letGo()
    parked[realm] = left
  }

  /// Goes to the article of an object that was given as an argument.
  func visit(_ object: LuaObject) throws(LuaFailure) {
    do {
      try state.enter(object.realm)
    } catch {
      throw error as? LuaFailure ?? LuaFailure("\(error)")
    }
  }

  /// Refuses an object of another article than the present one.
  func checkSameArticle(_ object: LuaObject, argument: Int) throws(LuaFailure) {
    guard object.realm == state.realm || object.realm == 0 else {
      throw LuaFailure("it belongs to another article", argument: argument)
    }
  }
}

/// An article of a series is not there; why was reported.
struct UnreadableArticle: Error, CustomStringConvertible {
  var description: String { "this article cannot be read" }
}

extension Article {
  /// Stands where there is no article.
  static let nowhere = Article(source: "", sha256: "", text: ArticleText(""))
}

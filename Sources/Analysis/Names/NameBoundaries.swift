import ArticleModel

/// Where names begin and end inside tokens, and which names a sign joins: "pro-X" without its prefix, places that
/// hyphens join, the two surnames or the two bodies of "X/Y".
struct NameBoundaries {
  private let article: Article
  private let gazetteer: Gazetteer

  init(_ article: Article, _ gazetteer: Gazetteer) {
    self.article = article
    self.gazetteer = gazetteer
  }

  /// Adds `name`, cut or joined as the guide says.
  func add(_ name: NameFinding, to names: inout [NameFinding]) {
    var name = name
    if joinOverSlash(name, to: &names) { return }
    dropPrefix(&name)
    if name.type == .person {
      names.append(name)
    } else {
      names += parts(of: name)
    }
  }

  private func byte(_ offset: Int) -> UInt8 {
    article.text.bytes.indices.contains(offset) ? article.text.bytes[offset] : 0x20
  }

  /// "Yabré/Koudou" is one person, "AXB/K12" one body: a name right behind a slash goes on with the one before it.
  private func joinOverSlash(_ name: NameFinding, to names: inout [NameFinding]) -> Bool {
    guard let last = names.last, last.span.end + 1 == name.span.start, byte(last.span.end) == 0x2F,
      last.type == .person ? name.type != .organization : last.type == .organization && name.type == .organization
    else { return false }
    names[names.count - 1].span = last.span.union(name.span)
    names[names.count - 1].tokens = last.tokens.lowerBound..<name.tokens.upperBound
    names[names.count - 1].margin = min(last.margin, name.margin)
    return true
  }

  private func classes(_ range: Range<Int>) -> NameClasses {
    var key: [UInt8] = []
    article.text.bytes[range].withUnsafeBufferPointer { NameFolding.append($0, to: &key) }
    guard !key.isEmpty, let entry = gazetteer.index(of: NameHash(key)) else { return [] }
    return gazetteer.classes(at: entry)
  }

  /// The places of the hyphens in the first token of a name.
  private func hyphens(in span: Span) -> [Int] {
    guard span.length < 100 else { return [] }
    return (span.start..<span.end).filter { article.text.bytes[$0] == 0x2D }
  }

  private func dropPrefix(_ name: inout NameFinding) {
    let first = article.tokens.span(name.tokens.lowerBound)
    guard let hyphen = hyphens(in: first).first, hyphen > name.span.start, hyphen + 1 < name.span.end else { return }
    if classes(name.span.start..<hyphen).contains(.joinedPrefix) { name.span = Span(hyphen + 1, name.span.end) }
  }

  private static let places: NameClasses = [.country, .capital, .region, .division, .smallTown, .town, .largeTown]

  private func type(_ range: Range<Int>) -> EntityType? {
    let classes = classes(range)
    if !classes.isDisjoint(with: Self.places) { return .location }
    return classes.isDisjoint(with: .anyOrganization) ? nil : .organization
  }

  /// The places, or the place and the body, that hyphens join at the end of a name; the name itself when the gazetteer
  /// knows it whole or does not know the parts.
  private func parts(of name: NameFinding) -> [NameFinding] {
    let last = article.tokens.span(name.tokens.upperBound - 1)
    let start = name.tokens.count == 1 ? name.span.start : last.start
    let word = Span(max(start, name.span.start), name.span.end)
    let hyphens = hyphens(in: word)
    guard !hyphens.isEmpty, hyphens.count < 6, type(word.start..<word.end) == nil else { return [name] }
    guard let types = split(word, at: hyphens[...]), types.count > 1 else { return [name] }
    // Two bodies that a hyphen joins are one alliance.
    guard types.contains(where: { $0.type == .location }) else { return [name] }
    guard name.tokens.count == 1 || types.allSatisfy({ $0.type == .location }) else { return [name] }
    return types.map { part in
      var result = name
      result.span = part.span
      result.type = part.type
      return result
    }
  }

  /// The known names that `word` falls into at some of its hyphens, the longest first; `nil` when one is unknown.
  private func split(_ word: Span, at hyphens: ArraySlice<Int>) -> [(span: Span, type: EntityType)]? {
    if let type = type(word.start..<word.end) { return [(word, type)] }
    for hyphen in hyphens.reversed() where hyphen > word.start && hyphen + 1 < word.end {
      guard let type = type((hyphen + 1)..<word.end),
        let before = split(Span(word.start, hyphen), at: hyphens.prefix { $0 < hyphen })
      else { continue }
      return before + [(Span(hyphen + 1, word.end), type)]
    }
    return nil
  }
}

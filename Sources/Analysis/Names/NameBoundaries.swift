import ArticleModel

/// Where names begin and end inside tokens: "pro-X" without its prefix, two places or bodies that a
/// hyphen joins.
struct NameBoundaries {
  private let article: Article
  private let gazetteer: Gazetteer

  init(_ article: Article, _ gazetteer: Gazetteer) {
    self.article = article
    self.gazetteer = gazetteer
  }

  /// Adds `name`, cut as the guide says.
  func add(_ name: NameFinding, to names: inout [NameFinding]) {
    var name = name
    dropPrefix(&name)
    if name.tokens.count == 1, name.type != .person, let (first, second) = joined(name) {
      names += [first, second]
    } else {
      names.append(name)
    }
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

  /// The two halves of a word that the gazetteer knows, when it does not know the whole.
  private func joined(_ name: NameFinding) -> (NameFinding, NameFinding)? {
    let hyphens = hyphens(in: name.span)
    guard !hyphens.isEmpty, type(name.span.start..<name.span.end) == nil else { return nil }
    for hyphen in hyphens where hyphen > name.span.start && hyphen + 1 < name.span.end {
      guard let left = type(name.span.start..<hyphen), let right = type((hyphen + 1)..<name.span.end) else { continue }
      var (first, second) = (name, name)
      first.span = Span(name.span.start, hyphen)
      first.type = left
      second.span = Span(hyphen + 1, name.span.end)
      second.type = right
      return (first, second)
    }
    return nil
  }
}

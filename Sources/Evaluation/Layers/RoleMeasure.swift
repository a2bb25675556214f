import ArticleModel

/// Roles count by person and at least half of the role's words; what a role belongs to is counted apart.
struct RoleMeasure: LayerMeasure {
  static let layer = Layer.roles

  static func compare(_ pair: ArticlePair) -> LayerResult {
    var result = LayerResult(layer.name)
    let gold = pair.gold.article.roles
    let found = pair.found.roles
    let goldWords = gold.map { FoldedText.words($0.title) }
    let foundWords = found.map { FoldedText.words($0.title) }
    var candidates: [Candidate] = []
    var wordsAlone: [Candidate] = []
    for goldIndex in gold.indices {
      for foundIndex in found.indices {
        let share = share(of: goldWords[goldIndex], in: foundWords[foundIndex])
        guard share * 2 >= 1000 else { continue }
        let isNear = gold[goldIndex].span.overlaps(found[foundIndex].span)
        let candidate = Candidate(gold: goldIndex, found: foundIndex, quality: share + (isNear ? 1 : 0))
        if pair.entities.same(gold: gold[goldIndex].person, found: found[foundIndex].person) {
          candidates.append(candidate)
        } else if isNear {
          wordsAlone.append(candidate)
        }
      }
    }
    let matches = Matching.greedy(candidates)
    result.add("all", Score(right: matches.count, found: found.count, gold: gold.count))
    var owners = Score()
    var rightOwners = 0
    for match in matches {
      let isSame = hasSameOwner(pair, match)
      rightOwners += isSame ? 1 : 0
      let (goldHas, foundHas) = (pair.gold.roleOwners[match.gold] != nil, found[match.found].of != nil)
      owners += Score(right: isSame && goldHas ? 1 : 0, found: foundHas ? 1 : 0, gold: goldHas ? 1 : 0)
      if !isSame {
        result.discrepancies.append(
          pair.discrepancy(
            "of", gold: gold[match.gold].span,
            "\(gold[match.gold].title) of \(pair.gold.roleOwners[match.gold] ?? "nothing")",
            found: found[match.found].span,
            "\(found[match.found].title) of \(found[match.found].of.map { pair.found.entities[$0].name } ?? "nothing")",
            found[match.found].evidence))
      }
    }
    result.add("of, in matched roles", .share(rightOwners, of: matches.count))
    result.add("of, where there is one", owners)
    let matchedFound = Set(matches.map(\.found))
    for (index, role) in found.enumerated() { result.judge(role.evidence, isRight: matchedFound.contains(index)) }
    addErrors(pair, matches, wordsAlone, to: &result)
    return result
  }

  private static func addErrors(
    _ pair: ArticlePair, _ matches: [Candidate], _ wordsAlone: [Candidate], to result: inout LayerResult
  ) {
    let gold = pair.gold.article.roles
    let found = pair.found.roles
    let matchedGold = Set(matches.map(\.gold))
    let matchedFound = Set(matches.map(\.found))
    func text(gold role: Role) -> String { "\(pair.name(gold: role.person)): \(role.title)" }
    func text(found role: Role) -> String { "\(pair.name(found: role.person)): \(role.title)" }
    var open = wordsAlone.filter { !matchedGold.contains($0.gold) && !matchedFound.contains($0.found) }
    for (goldIndex, foundIndex) in Matching.overlaps(gold.map(\.span), found.map(\.span))
    where !matchedGold.contains(goldIndex) && !matchedFound.contains(foundIndex) {
      open.append(Candidate(gold: goldIndex, found: foundIndex, quality: 0))
    }
    let near = Matching.greedy(open)
    for (index, role) in gold.enumerated() where !matchedGold.contains(index) {
      let other = near.first { $0.gold == index }
      let kind = other == nil ? "missed" : other!.quality > 0 ? "person" : "words"
      let foundRole = other.map { found[$0.found] }
      result.discrepancies.append(
        pair.discrepancy(
          kind, gold: role.span, text(gold: role), found: foundRole?.span, foundRole.map(text(found:)),
          foundRole?.evidence))
    }
    let paired = matchedFound.union(near.map(\.found))
    for (index, role) in found.enumerated() where !paired.contains(index) {
      result.discrepancies.append(
        pair.discrepancy("spurious", gold: nil, nil, found: role.span, text(found: role), role.evidence))
    }
  }

  /// How much of `words` is in `other`, in thousandths.
  private static func share(of words: [[UInt8]], in other: [[UInt8]]) -> Int {
    guard !words.isEmpty else { return 0 }
    var rest: [[UInt8]: Int] = [:]
    for word in other { rest[word, default: 0] += 1 }
    var both = 0
    for word in words where rest[word, default: 0] > 0 {
      rest[word, default: 0] -= 1
      both += 1
    }
    return both * 1000 / words.count
  }

  private static func hasSameOwner(_ pair: ArticlePair, _ match: Candidate) -> Bool {
    let goldName = pair.gold.roleOwners[match.gold]
    let foundOwner = pair.found.roles[match.found].of
    guard let goldName, let foundOwner else { return goldName == nil && foundOwner == nil }
    if let entity = pair.gold.article.roles[match.gold].of {
      return pair.entities.same(gold: entity, found: foundOwner)
    }
    let entity = pair.found.entities[foundOwner]
    let folded = FoldedText.fold(goldName)
    return ([entity.name] + entity.aliases).contains { FoldedText.fold($0) == folded }
  }
}

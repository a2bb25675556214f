import ArticleModel

/// Grouping is judged over the mentions that gold and program have in common, by B-cubed (Bagga and Baldwin 1998) and by
/// pairs of mentions that share an entity.
struct EntityMeasure: LayerMeasure {
  static let layer = Layer.entities
  /// B-cubed counts each mention in part: thousandths.
  private static let scale = 1000

  static func compare(_ pair: ArticlePair) -> LayerResult {
    var result = LayerResult(layer.name)
    let gold = pair.gold.article
    var goldOf: [Span: Int] = [:]
    for mention in gold.mentions { goldOf[mention.span] = mention.entity }
    var common: [(span: Span, gold: Int, found: Int)] = []
    for mention in pair.found.mentions {
      if let entity = mention.entity, let other = goldOf[mention.span] {
        common.append((mention.span, other, entity))
      }
    }
    var goldSizes: [Int: Int] = [:]
    var foundSizes: [Int: Int] = [:]
    var shared: [[Int]: Int] = [:]
    for mention in common {
      goldSizes[mention.gold, default: 0] += 1
      foundSizes[mention.found, default: 0] += 1
      shared[[mention.gold, mention.found], default: 0] += 1
    }
    var cubed = Score(found: common.count * scale, gold: common.count * scale)
    cubed.scale = scale
    for mention in common {
      let both = shared[[mention.gold, mention.found]] ?? 0
      cubed.right += both * scale / (foundSizes[mention.found] ?? 1)
      cubed.recalled += both * scale / (goldSizes[mention.gold] ?? 1)
    }
    result.add("all (B³)", cubed)
    func pairs(_ sizes: some Sequence<Int>) -> Int { sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    result.add(
      "pairs of mentions",
      Score(right: pairs(shared.values), found: pairs(foundSizes.values), gold: pairs(goldSizes.values)))
    let whole = shared.filter { $0.value == goldSizes[$0.key[0]] && $0.value == foundSizes[$0.key[1]] }.count
    result.add("whole groups", Score(right: whole, found: foundSizes.count, gold: goldSizes.count))

    for (index, entity) in pair.found.entities.enumerated() {
      guard let size = foundSizes[index] else { continue }
      let isRight = shared.contains { $0.key[1] == index && $0.value == size && goldSizes[$0.key[0]] == size }
      result.judge(entity.evidence, isRight: isRight)
    }
    for (index, entity) in gold.entities.enumerated() where goldSizes[index] != nil {
      let parts = common.filter { $0.gold == index }
      let groups = Set(parts.map(\.found)).sorted()
      let others = Set(common.filter { groups.contains($0.found) && $0.gold != index }.map(\.gold)).sorted()
      guard groups.count > 1 || !others.isEmpty else { continue }
      let names = groups.map { pair.found.entities[$0].name }.joined(separator: " | ")
      let kind = others.isEmpty ? "split" : groups.count > 1 ? "split and merged" : "merged"
      let merged = others.isEmpty ? "" : " (with \(others.map { gold.entities[$0].name }.joined(separator: ", ")))"
      let last = parts.first { $0.found != parts[0].found } ?? parts[0]
      result.discrepancies.append(
        pair.discrepancy(
          kind, gold: last.span, entity.name, found: last.span, names + merged,
          pair.found.entities[last.found].evidence))
    }
    return result
  }
}

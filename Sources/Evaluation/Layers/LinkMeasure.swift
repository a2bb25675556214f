public import ArticleModel

/// Links count by country, and for towns by identifier, for each place that gold links.
enum LinkMeasure {
  static func compare(_ pair: ArticlePair, _ links: [GoldLink]) -> LayerResult {
    var result = LayerResult(Layer.links.name)
    var countries = Score(gold: links.count)
    var towns = Score(gold: links.count { $0.town != nil })
    for link in links {
      let entity = entity(of: link, in: pair.found)
      let found = entity.flatMap { pair.found.entities[$0].link }
      if found?.country != nil { countries.found += 1 }
      let isRightCountry = found?.country == link.country
      if isRightCountry { countries += Score(right: 1) }
      var isRightTown = true
      if let town = link.town {
        isRightTown = found?.geonames == town
        if found?.geonames != nil { towns.found += 1 }
        if isRightTown { towns += Score(right: 1) }
      }
      guard !isRightCountry || !isRightTown else { continue }
      let mention = entity.flatMap { pair.found.entities[$0].mentions.first }.map { pair.found.mentions[$0].span }
      result.discrepancies.append(
        pair.discrepancy(
          entity == nil ? "missed" : !isRightCountry ? "country" : "town", gold: nil,
          "\(link.name): \(words(link.country, link.town))", found: mention,
          found.map { words($0.country, $0.geonames) }, entity.map { pair.found.entities[$0].evidence }))
    }
    result.add("country", countries)
    result.add("town", towns)
    return result
  }

  private static func words(_ country: String?, _ town: Int?) -> String {
    (country ?? "no country") + (town.map { " \($0)" } ?? "")
  }

  /// The program's entity with this name, a place before anything else.
  private static func entity(of link: GoldLink, in article: Article) -> Int? {
    let name = FoldedText.fold(link.name)
    let same = article.entities.indices.filter { index in
      let entity = article.entities[index]
      return ([entity.name] + entity.aliases).contains { FoldedText.fold($0) == name }
    }
    return same.first { article.entities[$0].type == .location } ?? same.first
  }
}

extension Layer {
  /// Where the places of an article lie: no layer of an article, but one of its comparison with gold.
  public static let links = Layer("links")
}

extension ArticlePair {
  /// Compares where places lie with `links`; `nil` where there are none.
  public func compare(_ links: [GoldLink]) -> LayerResult? {
    links.isEmpty ? nil : LinkMeasure.compare(self, links)
  }
}

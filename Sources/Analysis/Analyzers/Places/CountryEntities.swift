import ArticleModel

/// The countries that an article names, as entities.
struct CountryEntities {
  private let table: CountryTable
  /// The article's entity for each country, by the country's number.
  private var entities: [Int: Int] = [:]

  init(_ article: Article, table: CountryTable) {
    self.table = table
    for (number, entity) in article.entities.enumerated() where entity.type == .location {
      guard let code = entity.link?.country, let country = table.number(code: code),
        entity.link?.geonames == table.countries[country].link.geonames
      else { continue }
      entities[country] = entities[country] ?? number
    }
  }

  /// The article's entity for the country of a demonym, as `FoldedWords` hashes it.
  func entity(ofDemonym word: UInt64) -> Int? {
    table.numbers(demonym: word).lazy.compactMap { entities[$0] }.first
  }

  /// The code of the country of a demonym that is one country's only.
  func code(ofDemonym word: UInt64) -> String? {
    let numbers = table.numbers(demonym: word)
    return numbers.count == 1 ? table.countries[numbers[0]].code : nil
  }
}

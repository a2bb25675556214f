import ArticleModel

/// The countries of the world as a language names them.
struct CountryTable: Sendable {
  /// One country.
  struct Country: Sendable {
    /// ISO 3166-1 alpha-2.
    var code: String
    var link: Link
    var neighbours: [String]
    var capitals: [String]
    var demonyms: [String]
    var names: [String]
  }

  private(set) var countries: [Country] = []
  private var byCode: [String: Int] = [:]
  private var byName: [UInt64: [Int]] = [:]
  private var byDemonym: [UInt64: [Int]] = [:]
  private var byCapital: [UInt64: [Int]] = [:]

  /// Reads a table of code, GeoNames id, latitude, longitude, neighbours, capitals, demonyms and names.
  init(_ table: RuleFile) {
    for row in table.rows {
      guard row.count == 8 else { preconditionFailure("a row of the table of countries has eight columns: \(row)") }
      func values(_ column: Int, _ separator: Character = "|") -> [String] {
        row[column].split(separator: separator).map(String.init)
      }
      let number = countries.count
      countries.append(
        Country(
          code: row[0],
          link: Link(geonames: Int(row[1]), latitude: Int(row[2]), longitude: Int(row[3]), country: row[0]),
          neighbours: values(4, ","), capitals: values(5), demonyms: values(6), names: values(7)))
      byCode[row[0]] = number
      for name in countries[number].names { Self.add(number, name, to: &byName) }
      for capital in countries[number].capitals { Self.add(number, capital, to: &byCapital) }
      for demonym in countries[number].demonyms {
        Self.add(number, demonym, to: &byDemonym)
        if !"sxz".contains(demonym.last ?? "s") { Self.add(number, demonym + "s", to: &byDemonym) }
      }
    }
  }

  private static func add(_ number: Int, _ name: String, to table: inout [UInt64: [Int]]) {
    let key = FoldedWords.hash(name)
    if table[key]?.contains(number) != true { table[key, default: []].append(number) }
  }

  /// The number of the country with this code.
  func number(code: String) -> Int? { byCode[code] }
  /// The numbers of the countries with this name, as `FoldedWords` hashes it; more than one where names are shared.
  func numbers(name: UInt64) -> [Int] { byName[name] ?? [] }
  /// The numbers of the countries whose people or things this word names.
  func numbers(demonym: UInt64) -> [Int] { byDemonym[demonym] ?? [] }
  /// Whether the word is one for people or things of a country.
  func isDemonym(_ word: UInt64) -> Bool { byDemonym[word] != nil }
  /// The numbers of the countries with this capital.
  func numbers(capital: UInt64) -> [Int] { byCapital[capital] ?? [] }
}

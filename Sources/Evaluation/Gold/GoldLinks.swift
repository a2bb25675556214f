/// Where a place of an article lies.
public struct GoldLink: Hashable, Sendable {
  /// The place as the article names it.
  public var name: String
  /// ISO 3166-1 alpha-2 code.
  public var country: String
  /// GeoNames identifier of a town; `nil` for what is no town, or none that GeoNames has.
  public var town: Int?

  /// Where `name` lies.
  public init(name: String, country: String, town: Int? = nil) {
    self.name = name
    self.country = country
    self.town = town
  }
}

/// A table of where the places of articles lie: article, place, country and town, parted by tabs.
public struct GoldLinks: Sendable {
  private var byArticle: [String: [GoldLink]] = [:]

  /// No links.
  public init() {}

  /// Reads a table; lines that begin with `#` are remarks, and a town may be "-".
  public init(tsv bytes: [UInt8]) throws(GoldProblem) {
    let text = String(decoding: bytes, as: UTF8.self)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.count == 4, columns[2].utf8.count == 2, columns[3] == "-" || Int(columns[3]) != nil else {
        throw GoldProblem("line \(number + 1) is not article, place, country and town, parted by tabs")
      }
      byArticle[columns[0], default: []].append(
        GoldLink(name: columns[1], country: columns[2], town: Int(columns[3])))
    }
  }

  /// The links of the article with this name.
  public subscript(article: String) -> [GoldLink] { byArticle[article] ?? [] }
}

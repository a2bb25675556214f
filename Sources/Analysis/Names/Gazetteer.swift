/// What a gazetteer knows of a name: the lists on which it stands.
package struct NameClasses: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let country = NameClasses(rawValue: 1 << 0)
  package static let demonym = NameClasses(rawValue: 1 << 1)
  package static let capital = NameClasses(rawValue: 1 << 2)
  /// Continents and large regions.
  package static let region = NameClasses(rawValue: 1 << 3)
  /// Provinces, departments and the like.
  package static let division = NameClasses(rawValue: 1 << 4)
  /// Seas, rivers, lakes, mountains.
  package static let landform = NameClasses(rawValue: 1 << 5)
  /// Fewer than 5,000 inhabitants, or an unknown number.
  package static let smallTown = NameClasses(rawValue: 1 << 6)
  /// Fewer than 100,000 inhabitants.
  package static let town = NameClasses(rawValue: 1 << 7)
  package static let largeTown = NameClasses(rawValue: 1 << 8)
  package static let maleFirstName = NameClasses(rawValue: 1 << 9)
  package static let femaleFirstName = NameClasses(rawValue: 1 << 10)
  package static let honorific = NameClasses(rawValue: 1 << 11)
  /// Religious and noble titles.
  package static let religiousTitle = NameClasses(rawValue: 1 << 12)
  package static let rank = NameClasses(rawValue: 1 << 13)
  package static let office = NameClasses(rawValue: 1 << 14)
  package static let trade = NameClasses(rawValue: 1 << 15)
  /// First words of institutions' names.
  package static let institutionHead = NameClasses(rawValue: 1 << 16)
  /// First words of names of parties, forces, media, companies, schools and clubs.
  package static let bodyHead = NameClasses(rawValue: 1 << 17)
  /// Words before a place that do not belong to its name.
  package static let administrativeHead = NameClasses(rawValue: 1 << 18)
  /// First words of buildings' names.
  package static let buildingHead = NameClasses(rawValue: 1 << 19)
  /// First words of names of streets, waters and mountains.
  package static let landformHead = NameClasses(rawValue: 1 << 20)
  /// International bodies and organs of state.
  package static let institution = NameClasses(rawValue: 1 << 21)
  /// Forces, armed groups, parties.
  package static let force = NameClasses(rawValue: 1 << 22)
  /// Media, companies, networks, clubs.
  package static let company = NameClasses(rawValue: 1 << 23)
  package static let acronym = NameClasses(rawValue: 1 << 24)
  /// First names known from annotated texts only; the recogniser must not read them, or it would trust them too much.
  package static let annotatedFirstName = NameClasses(rawValue: 1 << 25)
  /// Small words inside names: articles, "de", "et".
  package static let connector = NameClasses(rawValue: 1 << 26)
  /// Small words inside names of persons.
  package static let particle = NameClasses(rawValue: 1 << 27)
  /// Prepositions before places.
  package static let placePreposition = NameClasses(rawValue: 1 << 28)
  /// What a hyphen joins to a name without being part of it ("pro-").
  package static let joinedPrefix = NameClasses(rawValue: 1 << 29)
  /// A longer name begins with these words.
  package static let prefix = NameClasses(rawValue: 1 << 31)

  package static let anyTown: NameClasses = [.smallTown, .town, .largeTown]
  package static let anyFirstName: NameClasses = [.maleFirstName, .femaleFirstName]
  package static let anyTitle: NameClasses = [.honorific, .religiousTitle, .rank, .office, .trade]
  package static let anyHead: NameClasses = [.institutionHead, .bodyHead, .buildingHead, .landformHead]
  package static let anyOrganization: NameClasses = [.institution, .force, .company]
}

/// A place with coordinates.
package struct Place: Hashable, Sendable {
  package var geonames: UInt32
  /// Degrees times 10,000.
  package var latitude: Int32
  package var longitude: Int32
  package var population: UInt32
  /// Two ASCII letters of ISO 3166-1, the first in the low byte; 0 for none.
  package var country: UInt16

  /// A place.
  package init(geonames: UInt32, latitude: Int32, longitude: Int32, population: UInt32, country: UInt16) {
    self.geonames = geonames
    self.latitude = latitude
    self.longitude = longitude
    self.population = population
    self.country = country
  }

  /// The ISO 3166-1 alpha-2 code.
  package var countryCode: String? {
    country == 0 ? nil : String(decoding: [UInt8(country & 0xFF), UInt8(country >> 8)], as: UTF8.self)
  }
}

/// Names by folded key, with the lists on which they stand and the places they may stand for.
///
/// Keys are 64-bit hashes, sorted; the upper 16 bits choose a bucket, the next 32 are compared. Nothing is copied when
/// one is opened.
package struct Gazetteer: @unchecked Sendable {
  static let bucketBits = 16

  private let buckets: UnsafeBufferPointer<UInt32>
  private let keys: UnsafeBufferPointer<UInt32>
  private let classes: UnsafeBufferPointer<UInt32>
  private let firstReferences: UnsafeBufferPointer<UInt32>
  private let references: UnsafeBufferPointer<UInt32>
  private let places: UnsafeBufferPointer<UInt32>

  private static let wordsOfPlace = 5

  /// Opens the gazetteer in `file` and checks that its sections fit each other.
  package init(_ file: ModelFile) throws(ModelFile.Problem) {
    buckets = try file.values("buckets", as: UInt32.self)
    keys = try file.values("keys", as: UInt32.self)
    classes = try file.values("classes", as: UInt32.self)
    firstReferences = try file.values("first-references", as: UInt32.self)
    references = try file.values("references", as: UInt32.self)
    places = try file.values("places", as: UInt32.self)
    guard buckets.count == 1 << Self.bucketBits + 1, classes.count == keys.count,
      firstReferences.count == keys.count + 1, places.count % Self.wordsOfPlace == 0
    else { throw .damaged("sections of the gazetteer do not fit each other") }
  }

  /// How many names there are.
  package var count: Int { keys.count }

  /// The number of the name with this hash, or `nil`.
  @inline(__always)
  package func index(of hash: NameHash) -> Int? {
    let value = hash.value
    let bucket = Int(value >> 48)
    let key = UInt32(truncatingIfNeeded: value >> 16)
    // A damaged file must not lead outside its sections.
    var index = min(Int(buckets[bucket]), keys.count)
    let end = min(Int(buckets[bucket + 1]), keys.count)
    while index < end {
      if keys[index] == key { return index }
      index += 1
    }
    return nil
  }

  /// The lists on which name number `index` stands.
  package func classes(at index: Int) -> NameClasses { NameClasses(rawValue: classes[index]) }

  /// The lists on which `name` stands, in whatever spelling.
  package func classes(of name: String) -> NameClasses {
    index(of: NameHash(NameFolding.fold(name))).map(classes(at:)) ?? []
  }

  /// The places that `name` may stand for, most inhabitants first.
  package func places(named name: String) -> [Place] {
    guard let index = index(of: NameHash(NameFolding.fold(name))) else { return [] }
    let start = min(Int(firstReferences[index]), references.count)
    let end = max(start, min(Int(firstReferences[index + 1]), references.count))
    return references[start..<end].compactMap { reference in
      let base = Int(reference) * Self.wordsOfPlace
      guard base + Self.wordsOfPlace <= places.count else { return nil }
      return Place(
        geonames: places[base], latitude: Int32(bitPattern: places[base + 1]),
        longitude: Int32(bitPattern: places[base + 2]), population: places[base + 3],
        country: UInt16(truncatingIfNeeded: places[base + 4]))
    }
  }

  /// The sections of a gazetteer; `entries` need no order, and their hashes must differ.
  package static func encode(
    entries: [(hash: NameHash, classes: NameClasses, places: [Int])], places: [Place]
  ) -> [(name: String, bytes: [UInt8])] {
    let sorted = entries.sorted { $0.hash.value < $1.hash.value }
    var buckets = [UInt32](repeating: 0, count: 1 << bucketBits + 1)
    var references: [UInt32] = []
    var firstReferences: [UInt32] = [0]
    for entry in sorted {
      buckets[Int(entry.hash.value >> 48) + 1] += 1
      references += entry.places.map(UInt32.init)
      firstReferences.append(UInt32(references.count))
    }
    for bucket in 1..<buckets.count { buckets[bucket] += buckets[bucket - 1] }
    var words: [UInt32] = []
    for place in places {
      words += [
        place.geonames, UInt32(bitPattern: place.latitude), UInt32(bitPattern: place.longitude), place.population,
        UInt32(place.country),
      ]
    }
    return [
      ("buckets", bytes(of: buckets)),
      ("keys", bytes(of: sorted.map { UInt32(truncatingIfNeeded: $0.hash.value >> 16) })),
      ("classes", bytes(of: sorted.map(\.classes.rawValue))),
      ("first-references", bytes(of: firstReferences)),
      ("references", bytes(of: references)),
      ("places", bytes(of: words)),
    ]
  }
}

/// The bytes of `values`, little endian.
package func bytes(of values: [some FixedWidthInteger]) -> [UInt8] {
  values.flatMap { value in withUnsafeBytes(of: value.littleEndian, Array.init) }
}

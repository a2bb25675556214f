import ArticleLoading
import ArticleModel
import Testing

/// Numbers that are the same in every run (SplitMix64).
private struct FixedGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Hostile and damaged files")
struct RobustnessTests {
  private static let pieces = [
    "Par ", "Le maire ", "Publié le 12/06/2024", "\n", "\n\n", "\r\n", "« ", " »", "AFP", "(", ")", " – ", "12 juin ",
    ".", ":",
    "Lire aussi :", "Bintou SARÉNOU", "/Rivesud.net", "@", "|", "\u{AD}", "\u{200E}", "e\u{301}", "😀", "n", "A.", "-",
    "'", "à ",
    "Partager Facebook", "Laisser un commentaire", " ", "\t", "\u{85}", "\u{2028}", "Fin", "2024", "l’", "KASSOUMÉ",
    "©", "et ",
  ]

  @Test("Any bytes either load with sound regions or fail with a diagnostic", arguments: 0..<8)
  func survivesRandomBytes(seed: Int) throws {
    var generator = FixedGenerator(state: UInt64(seed))
    for _ in 0..<60 {
      let range: ClosedRange<UInt8> = Bool.random(using: &generator) ? 0...255 : 9...255
      var bytes = (0..<Int.random(in: 1...400, using: &generator)).map { _ in UInt8.random(in: range, using: &generator)
      }
      if Bool.random(using: &generator) { bytes = bytes.map { $0 < 0x20 ? 0x20 : $0 } }
      if Int.random(in: 0..<4, using: &generator) == 0 { bytes = [0xFF, 0xFE] + bytes }
      do throws(LoadingError) {
        #expect(try ArticleLoader.load(bytes: bytes, source: "test.txt").hasSoundRegions)
      } catch {
        #expect(error.diagnostic.remedy != nil)
      }
    }
  }

  @Test("Any mixture of what pages are made of loads with sound regions", arguments: 0..<8)
  func survivesShuffledPages(seed: Int) throws {
    var generator = FixedGenerator(state: UInt64(1000 + seed))
    for _ in 0..<60 {
      let count = Int.random(in: 1...60, using: &generator)
      let text = "A" + (0..<count).map { _ in Self.pieces.randomElement(using: &generator)! }.joined()
      let article = try load(text)
      #expect(article.hasSoundRegions, "\(text.debugDescription)")
      #expect(article.text.string.utf8.elementsEqual(text.utf8))
    }
  }

  @Test("A megabyte without a line break is one paragraph")
  func survivesOneLine() throws {
    let article = try load(String(repeating: "Il pleut sur les toits. ", count: 43_700))
    #expect(article.regions.map(\.kind) == [.body])
    #expect(article.language == "fr")
  }

  @Test("A hundred thousand empty lines cost nothing but their text")
  func survivesEmptyLines() throws {
    let article = try load("Titre" + String(repeating: "\r\n", count: 100_000) + "Le texte.")
    #expect(article.outline == "headline: Titre\nbody: Le texte.")
  }

  @Test("Many short lines that could each be anything are read once")
  func survivesManyLines() throws {
    let article = try load(String(repeating: "Lire aussi :\nBintou SARÉNOU\nPublié le 12/06/2024\n", count: 5_000))
    #expect(article.hasSoundRegions)
  }
}

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

/// The whole pipeline as a user runs it. How long it takes is a matter for `Benchmarks`; the limit here is what turns a
/// cost that explodes into an error.
@Suite("Malformed text, through the whole pipeline")
struct MalformedTextTests {
  private static let seconds = "60"

  private func annotate(_ bytes: [UInt8]) -> Program.Result {
    let folder = TemporaryFolder()
    return Program().run([
      "annotate", folder.file("a.txt", bytes: bytes), "--format", "jsonl", "--time-limit", Self.seconds,
      "--layers", "sentences,mentions,entities,roles,dates,quotes,events",
    ])
  }

  @Test("Random bytes are analysed, or refused with one diagnostic", arguments: 0..<12)
  func randomBytes(_ seed: Int) {
    var generator = FixedGenerator(state: UInt64(seed))
    let printable = seed % 2 == 0
    let bytes = (0..<(200 + seed * 700)).map { _ in
      printable ? UInt8.random(in: 0x20...0xFF, using: &generator) : UInt8.random(in: 0...0xFF, using: &generator)
    }
    let result = annotate(bytes)
    #expect([0, 3].contains(result.status), "\(result.status) \(result.errors)")
  }

  @Test(
    "One thing repeated over and over comes to an end",
    arguments: [
      ("a", 1 << 20), ("«", 10_000), ("»", 10_000), ("\"", 10_000), ("“", 10_000), ("« ", 10_000), ("« oui » ", 10_000),
      ("a dit « oui », ", 5_000), ("(", 20_000), ("[(", 10_000), ("Tivara ", 20_000), ("M. Tivara, ", 10_000),
      (".", 50_000), ("l'", 20_000), ("l’", 20_000), ("-", 50_000), ("a-t-il ", 10_000), ("12 mars ", 10_000),
      ("le ministre ", 10_000), ("\n", 50_000), ("x\n", 20_000), ("1", 50_000), ("http://a.b/", 5_000), ("@", 20_000),
      ("#", 20_000), ("e\u{301}", 20_000), ("\u{AD}", 50_000), ("\u{200F}", 50_000), ("👩‍👩‍👧", 10_000), ("שלום ", 20_000),
      ("مرحبا، ", 20_000), ("\u{FFFD}", 20_000), ("qui que dont ", 10_000),
    ])
  func repeated(_ unit: String, _ count: Int) {
    let result = annotate(Array(("Titre\n\nTexte. " + String(repeating: unit, count: count)).utf8))
    #expect(result.status == 0, "\(unit.debugDescription): \(result.status) \(result.errors)")
  }

  @Test("Halves of surrogate pairs in UTF-16 become marks for what is missing")
  func loneSurrogates() {
    var units: [UInt16] = [0xFEFF] + Array("La réunion de Tivara a eu lieu le 3 mai 2031. ".utf16)
    units += [0xD800, 0x41, 0xDC00, 0xDC00, 0xD83D, 0xDE00, 0xD83D]
    for unit: UInt16 in [0xD800, 0xDFFF] { units += [UInt16](repeating: unit, count: 2_000) }
    let result = annotate(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("2031-05-03"))
  }

  @Test("Pieces of articles in any order come to an end", arguments: 0..<6)
  func shuffled(_ seed: Int) {
    let pieces = [
      "« ", " »", "“", "”", "a déclaré ", "selon ", "le ministre ", "Awa Sidibé", "M. ", "à Tivara", " le 3 mai 2031",
      ", ", ". ", "\n\n", "? ", "que ", "(", ")", "il ", "- ", ": ", "l’ONU ", "hier ", "12 morts ", "\u{AD}",
      "\u{202E}",
      "TIVARA ", "n’a pas ", "e\u{301}", "😀", "…", "dit-il", "M.", "n° 4 ", "1 500 000 ", "du ", "et ",
    ]
    var generator = FixedGenerator(state: UInt64(100 + seed))
    let text = (0..<8_000).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let result = annotate(Array(text.utf8))
    #expect(result.status == 0, "\(result.errors)")
  }
}

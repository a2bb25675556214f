import Testing

@testable import Analysis

@Suite("Numbers in figures and words")
struct NumberReaderTests {
  private func value(_ text: String) throws -> String? {
    let reader = try #require(NumberReader(.french))
    guard let quantity = reader.value(of: text.split(separator: " ").map(String.init)) else { return nil }
    return quantity.integer.map(String.init) ?? "\(quantity.numerator)/\(quantity.denominator)"
  }

  @Test(
    "The first number of the words is read",
    arguments: [
      ("3", "3"), ("1.500", "1500"), ("1\u{A0}250\u{A0}000", "1250000"), ("1,5", "3/2"), ("3.25", "13/4"),
      ("2,5 millions", "2500000"), ("trois", "3"), ("vingt et un", "21"), ("dix-sept", "17"),
      ("soixante-dix-huit", "78"), ("soixante et onze", "71"), ("quatre-vingts", "80"), ("quatre-vingt-quinze", "95"),
      ("quatre vingt dix neuf", "99"), ("septante-deux", "72"), ("cent", "100"), ("deux cents", "200"),
      ("trois cent vingt", "320"), ("mille deux cent trois", "1203"), ("deux mille", "2000"),
      ("trois millions deux cent mille", "3200000"), ("deux cent mille milliards", "200000000000000"),
      ("une dizaine", "10"), ("deux douzaines", "24"), ("une demi-douzaine", "6"), ("un million et demi", "1500000"),
      ("des dizaines de milliers", "10000"), ("au moins douze morts", "12"), ("entre 10 et 20", "10"),
      ("Vingt-cinq sacs", "25"), ("deux ou trois", "2"), ("zéro", "0"), ("12 milliards de francs", "12000000000"),
      ("cent quatre-vingt-trois", "183"),
    ])
  func reads(text: String, expected: String) throws { #expect(try value(text) == expected) }

  @Test(
    "What is no number has no value, nor has one that is too large",
    arguments: ["", "plusieurs", "14h30", "24e", "12/05/2024", "99999999999999999999", "1.2.3", "3,4,5", "et de"])
  func rejects(text: String) throws { #expect(try value(text) == nil) }
}

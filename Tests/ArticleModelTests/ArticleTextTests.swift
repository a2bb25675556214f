import ArticleModel
import Testing

@Suite("Text and offsets")
struct ArticleTextTests {
  private let text = ArticleText("é\u{301}𝄞 l’été\n" + String(repeating: "né ", count: 100))

  @Test("Bytes and code points translate into each other at every character")
  func codePoints() {
    let index = CodePointIndex(text)
    var byte = 0
    for (number, scalar) in text.string.unicodeScalars.enumerated() {
      #expect(index.codePoint(ofByte: byte) == number)
      #expect(index.byte(ofCodePoint: number) == byte)
      byte += UTF8.width(scalar)
    }
    #expect(index.codePoint(ofByte: byte) == text.string.unicodeScalars.count)
  }

  @Test("Bytes that are no UTF-8 are no text")
  func invalid() {
    #expect(ArticleText(validating: [0xC3]) == nil)
    #expect(ArticleText(validating: Array("é".utf8))?.string == "é")
  }

  @Test("Positions count lines and code points from one")
  func positions() {
    let position = ArticleText("aé\nbéc").position(of: 7)
    #expect(position.line == 2 && position.column == 3)
  }

  @Test("Tokens are found by the span they overlap")
  func tokensInSpan() {
    var tokens = TokenColumns()
    for (start, end) in [(0, 3), (4, 6), (6, 9), (12, 15)] {
      Array("x\(start)".utf8).withUnsafeBufferPointer { tokens.append(Span(start, end), form: $0) }
    }
    #expect(tokens.indices(in: Span(5, 7)) == 1..<3)
    #expect(tokens.indices(in: Span(9, 12)).isEmpty)
    #expect(tokens.indices(in: Span(0, 100)) == 0..<4)
  }
}

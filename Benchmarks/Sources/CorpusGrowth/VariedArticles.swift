import ArticleModel
import Glibc

/// New articles out of the sentences of given ones, as many as are wanted; the same number gives the same article.
struct VariedArticles {
  private var sentences: [[Substring]] = []
  private let publishers: [String]
  /// Sentences of an article; `nil` for as many as a given one has.
  private let length: Int?

  /// - Parameter path: JSON Lines with `text` and perhaps `publisher`.
  init(_ path: String, length: Int?) throws {
    self.length = length
    var publishers: Set<String> = []
    guard let file = fopen(path, "r") else { throw JSONError("cannot read \(path)") }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    while true {
      let count = getline(&line, &capacity, file)
      guard count > 0, let line else { break }
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      let object = try JSONValue(parsing: Array(bytes))
      if let publisher = object["publisher"]?.text { publishers.insert(publisher) }
      if let text = object["text"]?.text { sentences.append(Self.sentences(of: text)) }
    }
    free(line)
    sentences = sentences.filter { !$0.isEmpty }
    self.publishers = publishers.sorted()
    guard !sentences.isEmpty else { throw JSONError("\(path) holds no text") }
  }

  struct JSONError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private static func sentences(of text: String) -> [Substring] {
    var result: [Substring] = []
    var start = text.startIndex
    var last: Character = " "
    for index in text.indices {
      if text[index] == " ", last == "." {
        result.append(text[start..<index])
        start = text.index(after: index)
      }
      last = text[index]
    }
    if start < text.endIndex { result.append(text[start...]) }
    return result
  }

  /// The line of article `number`.
  func line(_ number: Int) -> [UInt8] {
    var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678
    func next(_ limit: Int) -> Int {
      // SplitMix64.
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = state
      value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
      return Int((value ^ value >> 31) % UInt64(limit))
    }
    let count = length ?? sentences[next(sentences.count)].count
    let text = (0..<count).map { _ in
      let article = sentences[next(sentences.count)]
      return String(article[next(article.count)])
    }.joined(separator: " ")
    let object: JSONValue = [
      "title": .string("Article \(number)"), "text": .string(text),
      "published": .string("\(2000 + next(25))-0\(1 + next(9))-1\(next(10))"),
      "publisher": publishers.isEmpty ? .null : .string(publishers[next(publishers.count)]),
      "url": .string("https://example.org/\(number)"), "language": "fr",
    ]
    return object.encoded() + [0x0A]
  }
}

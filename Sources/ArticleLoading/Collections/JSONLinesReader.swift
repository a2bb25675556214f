import ArticleModel

/// The objects of a JSON Lines file; an article's number is that of its line.
struct JSONLinesReader: CollectionReader {
  private let reader: StreamReader
  private let source: String
  private var number = 0
  let notes: [Diagnostic] = []

  init(_ file: FileBytes, source: String) {
    reader = StreamReader(FileStream(file))
    self.source = source
  }

  mutating func next() throws(LoadingError) -> ArticleItem? {
    while let line = try reader.line(limit: CollectionLimits.item + 2) {
      number += 1
      if line.count > CollectionLimits.item + 1 { throw CollectionLimits.tooLarge("line \(number)", source) }
      var object = line[...]
      if number == 1, object.starts(with: [0xEF, 0xBB, 0xBF]) { object = object.dropFirst(3) }
      while let last = object.last, last <= 0x20 { object = object.dropLast() }
      if object.contains(where: { $0 > 0x20 }) {
        return ArticleItem(number: number, form: .object, bytes: Array(object))
      }
    }
    return nil
  }
}

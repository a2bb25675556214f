import Corpus
import Reporting

extension Table {
  /// Stories that more than one article tells, an article a row.
  init(_ copies: [CorpusReader.Copy]) {
    self.init(columns: [
      "story", "articles", "publishers", "number", "similarity", "published", "publisher", "title", "source",
    ])
    for copy in copies {
      let entry = copy.entry
      append([
        .integer(Int(entry.story)), .integer(copy.told), .integer(copy.publishers), .integer(Int(entry.id)),
        .text("\(copy.similarity) %"), .optional(entry.published), .optional(entry.publisher), .optional(entry.title),
        .text(entry.source),
      ])
    }
  }
}

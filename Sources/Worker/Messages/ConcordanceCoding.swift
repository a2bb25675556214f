public import Reporting

// How the rows of a concordance cross from worker to host.

extension ConcordanceRow {
  /// The rows as bytes.
  static func encoded(_ rows: [ConcordanceRow]) -> [UInt8] {
    var writer = WireWriter(tag: 0)
    let start = writer.bytes.count
    writer.putList(rows) { writer, row in
      writer.put(row.source)
      writer.put(row.article)
      writer.put(row.sentence)
      writer.put(row.start)
      writer.put(row.end)
      writer.put(row.left)
      writer.put(row.match)
      writer.put(row.right)
      writer.putList(row.labels) {
        $0.put($1.name)
        $0.put($1.text)
      }
    }
    return Array(writer.bytes[start...])
  }

  /// The rows in the result of a query job; `nil` when the bytes are no rows.
  public static func decoded(from bytes: [UInt8]) -> [ConcordanceRow]? {
    do {
      var reader = WireReader(bytes[...])
      let rows = try reader.list { (reader: inout WireReader) throws(WireError) in
        ConcordanceRow(
          source: try reader.string(), article: try reader.string(), sentence: try reader.count(),
          start: try reader.count(), end: try reader.count(), left: try reader.string(), match: try reader.string(),
          right: try reader.string(),
          labels: try reader.list { (reader: inout WireReader) throws(WireError) in
            Label(name: try reader.string(), text: try reader.string())
          })
      }
      try reader.end()
      return rows
    } catch {
      return nil
    }
  }
}

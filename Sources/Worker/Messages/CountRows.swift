/// What a counting job hands over: names with whole numbers; the measures are reckoned from these.
public struct CountRows: Hashable, Sendable {
  /// A name and its counts; the job says what they count.
  public struct Row: Hashable, Sendable {
    public var name: String
    public var counts: [Int]

    /// A row.
    public init(_ name: String, _ counts: [Int]) {
      self.name = name
      self.counts = counts
    }
  }

  /// Counts over everything.
  public var totals: [Int]
  public var rows: [Row]

  /// Counts.
  public init(totals: [Int], rows: [Row]) {
    self.totals = totals
    self.rows = rows
  }

  var encoded: [UInt8] {
    var writer = WireWriter(tag: 0)
    let start = writer.bytes.count
    writer.putList(totals) { $0.put($1) }
    writer.putList(rows) { writer, row in
      writer.put(row.name)
      writer.putList(row.counts) { $0.put($1) }
    }
    return Array(writer.bytes[start...])
  }

  /// The counts in the result of a counting job; `nil` when the bytes are none.
  public init?(decoding bytes: [UInt8]) {
    do {
      var reader = WireReader(bytes[...])
      totals = try reader.list { (reader: inout WireReader) throws(WireError) in try reader.count() }
      rows = try reader.list { (reader: inout WireReader) throws(WireError) in
        Row(
          try reader.string(),
          try reader.list { (reader: inout WireReader) throws(WireError) in try reader.count() })
      }
      try reader.end()
    } catch {
      return nil
    }
  }
}

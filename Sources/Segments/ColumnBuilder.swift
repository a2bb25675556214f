import ArticleModel
import PatternQuery

/// One column of a segment under construction.
struct ColumnBuilder {
  private(set) var ids: [UInt32] = []
  private(set) var table = StringTable()

  var count: Int { ids.count }

  /// Fills up with empty values to `count`.
  mutating func pad(to count: Int) {
    if ids.count < count { ids.append(contentsOf: repeatElement(0, count: count - ids.count)) }
  }

  /// Appends the values of `column` in `range`; `known` keeps what each of its ids became.
  mutating func append(_ column: TokenColumn, _ range: Range<Int>, known: inout [UInt32]) {
    for index in range {
      let id = Int(column.ids[index])
      if known[id] == UInt32.max { known[id] = table.intern(column.lexicon.string(UInt32(id))) }
      ids.append(known[id])
    }
  }

  static func unknown(_ column: TokenColumn) -> [UInt32] {
    [UInt32](repeating: UInt32.max, count: column.lexicon.count)
  }

  func write(_ name: String, positions: Bool, to writer: inout SegmentWriter) throws {
    try writer.write("\(name)/ids", ids)
    let (bytes, offsets) = table.withStorage { (Array($0), Array($1.prefix(table.count + 1))) }
    try writer.write("\(name)/offsets", offsets)
    try writer.write("\(name)/bytes", bytes)
    try writer.write("\(name)/order", Self.order(bytes, offsets))
    var frequencies = [UInt32](repeating: 0, count: table.count)
    for id in ids { frequencies[Int(id)] += 1 }
    try writer.write("\(name)/frequencies", frequencies)
    guard positions else { return }
    let densest = UInt32(ids.count / SegmentFormat.densest)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(table.count + 1)
    var total: UInt32 = 0
    for (id, frequency) in frequencies.enumerated() {
      if id > 0, frequency <= densest { total += frequency }
      starts.append(total)
    }
    var next = starts
    var list = [UInt32](repeating: 0, count: Int(total))
    for (position, id) in ids.enumerated() where next[Int(id)] < starts[Int(id) + 1] {
      list[Int(next[Int(id)])] = UInt32(position)
      next[Int(id)] += 1
    }
    try writer.write("\(name)/postings", starts)
    try writer.write("\(name)/positions", list)
  }

  /// The ids in the order of their bytes.
  private static func order(_ bytes: [UInt8], _ offsets: [UInt32]) -> [UInt32] {
    bytes.withUnsafeBufferPointer { bytes in
      // The first eight bytes as a number decide nearly always.
      func key(_ id: Int) -> UInt64 {
        var key: UInt64 = 0
        let (start, end) = (Int(offsets[id]), Int(offsets[id + 1]))
        for offset in 0..<8 { key = key << 8 | (start + offset < end ? UInt64(bytes[start + offset]) : 0) }
        return key
      }
      var entries = (0..<(offsets.count - 1)).map { (key: key($0), id: UInt32($0)) }
      entries.sort { left, right in
        if left.key != right.key { return left.key < right.key }
        let a = bytes[Int(offsets[Int(left.id)])..<Int(offsets[Int(left.id) + 1])]
        let b = bytes[Int(offsets[Int(right.id)])..<Int(offsets[Int(right.id) + 1])]
        return a.lexicographicallyPrecedes(b)
      }
      return entries.map(\.id)
    }
  }
}

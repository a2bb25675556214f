import PatternQuery

/// The values of a column of a segment.
struct SegmentLexicon: Lexicon, @unchecked Sendable {
  // Unchecked: the mapped memory is never written.

  private let offsets: UnsafeBufferPointer<UInt32>
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The ids in the order of their bytes.
  private let order: UnsafeBufferPointer<UInt32>
  private let owner: Segment

  init(
    offsets: UnsafeBufferPointer<UInt32>, bytes: UnsafeBufferPointer<UInt8>, order: UnsafeBufferPointer<UInt32>,
    owner: Segment
  ) throws(SegmentError) {
    guard offsets.count == order.count + 1, Int(offsets[order.count]) == bytes.count else {
      throw SegmentError("a lexicon of the segment is damaged")
    }
    self.offsets = offsets
    self.bytes = bytes
    self.order = order
    self.owner = owner
  }

  var count: Int { order.count }

  private func bytes(_ id: UInt32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])])
  }

  func string(_ id: UInt32) -> String { String(decoding: bytes(id), as: UTF8.self) }

  func forEach(_ body: (UInt32, UnsafeBufferPointer<UInt8>) -> Void) {
    for id in 0..<UInt32(count) { body(id, bytes(id)) }
  }

  func find(_ wanted: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let place = lowerBound(wanted)
    guard place < count, bytes(order[place]).elementsEqual(wanted) else { return nil }
    return order[place]
  }

  func ids(withPrefix prefix: [UInt8]) -> [UInt32]? {
    prefix.withUnsafeBufferPointer { prefix in
      var place = lowerBound(prefix)
      var result: [UInt32] = []
      while place < count, bytes(order[place]).starts(with: prefix) {
        result.append(order[place])
        place += 1
      }
      return result
    }
  }

  /// The place in `order` of the first value that is not less than `wanted`.
  private func lowerBound(_ wanted: UnsafeBufferPointer<UInt8>) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if bytes(order[middle]).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

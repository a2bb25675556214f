/// Strings interned to small numbers: equal strings, equal ids. Id 0 is the empty string.
///
/// All bytes lie in one arena; the hash (FNV-1a over 64 bits) is fixed, so ids depend on insertion order alone.
public struct StringTable: Sendable {
  private var arena: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var slots: [UInt32]

  /// An empty table with room for about `capacity` strings.
  public init(capacity: Int = 256) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    offsets.append(0)
    offsets.reserveCapacity(capacity + 2)
  }

  /// How many distinct strings there are, the empty one included; ids run from 0 to `count - 1`.
  public var count: Int { offsets.count - 1 }

  /// The string with this id.
  public subscript(id: UInt32) -> String {
    String(decoding: arena[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])], as: UTF8.self)
  }

  /// Calls `body` with the bytes of the string with this id.
  @inlinable
  public func withBytes<Result>(of id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result
  {
    let (start, end) = bounds(of: id)
    return try withArena { try body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  @usableFromInline func bounds(of id: UInt32) -> (Int, Int) { (Int(offsets[Int(id)]), Int(offsets[Int(id) + 1])) }

  @usableFromInline func withArena<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try arena.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with all strings end to end and, for each id, where its string begins; one offset more ends the last.
  public func withStorage<Result>(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>) throws -> Result
  ) rethrows -> Result {
    try arena.withUnsafeBufferPointer { arena in
      try offsets.withUnsafeBufferPointer { try body(arena, $0) }
    }
  }

  /// The id of `string`, which is added when it is new.
  public mutating func intern(_ string: String) -> UInt32 {
    var string = string
    return string.withUTF8 { intern($0) }
  }

  /// The id of these UTF-8 bytes, which are added when they are new.
  public mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if bytes.isEmpty { return 0 }
    if offsets.count * 2 > slots.count { grow() }
    var slot = Self.hash(bytes) & (slots.count - 1)
    while true {
      let id = slots[slot]
      if id == 0 { break }
      if equals(id, bytes) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    let id = UInt32(count)
    arena.append(contentsOf: bytes)
    offsets.append(UInt32(arena.count))
    slots[slot] = id
    return id
  }

  /// The id of `string`, or `nil` when it was never interned.
  public func find(_ string: String) -> UInt32? {
    var string = string
    return string.withUTF8 { find($0) }
  }

  /// The id of these bytes, or `nil` when they were never interned.
  public func find(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if bytes.isEmpty { return 0 }
    var slot = Self.hash(bytes) & (slots.count - 1)
    while true {
      let id = slots[slot]
      if id == 0 { return nil }
      if equals(id, bytes) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  private func equals(_ id: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(offsets[Int(id)])
    guard Int(offsets[Int(id) + 1]) - start == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { arena in
      for index in 0..<bytes.count where arena[start + index] != bytes[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    arena.withUnsafeBufferPointer { arena in
      for id in 1..<max(count, 1) {
        let bytes = UnsafeBufferPointer(rebasing: arena[Int(offsets[id])..<Int(offsets[id + 1])])
        var slot = Self.hash(bytes) & mask
        while larger[slot] != 0 { slot = (slot + 1) & mask }
        larger[slot] = UInt32(id)
      }
    }
    slots = larger
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    // FNV's low bits mix poorly for short keys; fold the high half in.
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff_ffff_ffff)
  }
}

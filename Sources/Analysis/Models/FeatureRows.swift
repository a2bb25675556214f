/// The weights of a linear classifier: for each feature it knows a row of 32 small integers, one a label; used where
/// they lie in a model file.
///
/// A feature is its hash. The first table holds 16-bit fingerprints, 0 where a slot is empty; the row of a feature has
/// the number of the slot, within eight of its home, that bears its fingerprint.
package struct FeatureRows: @unchecked Sendable {
  package static let width = 32
  private static let reach = 8

  private let fingerprints: UnsafePointer<UInt16>
  private let rows: UnsafePointer<Int8>
  private let mask: Int

  /// The sections `name` and `name.rows` of `model`.
  package init(_ model: ModelFile, section name: String) throws(ModelFile.Problem) {
    let fingerprints = try model.values(name, as: UInt16.self)
    let rows = try model.values(name + ".rows", as: Int8.self)
    let slots = fingerprints.count - Self.reach
    guard slots > 0, slots & (slots - 1) == 0, rows.count == fingerprints.count * Self.width,
      let first = fingerprints.baseAddress, let firstRow = rows.baseAddress
    else { throw .damaged("length of section '\(name)'") }
    self.fingerprints = first
    self.rows = firstRow
    mask = slots - 1
  }

  /// Adds the row of `feature`, if it has one, to 32 sums.
  @inline(__always)
  package func add(_ feature: UInt64, to sums: UnsafeMutablePointer<Int16>) {
    let fingerprint = UInt16(truncatingIfNeeded: feature >> 48) | 1
    var slot = Int(truncatingIfNeeded: feature) & mask
    for _ in 0...Self.reach {
      let found = fingerprints[slot]
      if found == fingerprint {
        let row = rows + slot * Self.width
        for label in 0..<Self.width { sums[label] &+= Int16(row[label]) }
        return
      }
      if found == 0 { return }
      slot += 1
    }
  }

  /// Lays out rows given the most important first; those that find no place are left out.
  ///
  /// - Returns: the two sections and how many rows were left out.
  package static func encode(
    _ features: [(hash: UInt64, row: [Int8])], slots: Int
  ) -> (fingerprints: [UInt8], rows: [UInt8], dropped: Int) {
    precondition(slots & (slots - 1) == 0)
    var fingerprints = [UInt16](repeating: 0, count: slots + reach)
    var rows = [Int8](repeating: 0, count: (slots + reach) * width)
    var dropped = 0
    for feature in features {
      let fingerprint = UInt16(truncatingIfNeeded: feature.hash >> 48) | 1
      let home = Int(truncatingIfNeeded: feature.hash) & (slots - 1)
      let free = (home...(home + reach)).first { fingerprints[$0] == 0 || fingerprints[$0] == fingerprint }
      guard let slot = free, fingerprints[slot] == 0 else {
        dropped += 1
        continue
      }
      fingerprints[slot] = fingerprint
      for (label, weight) in feature.row.enumerated() { rows[slot * width + label] = weight }
    }
    return (fingerprints.withUnsafeBytes(Array.init), rows.map { UInt8(bitPattern: $0) }, dropped)
  }
}

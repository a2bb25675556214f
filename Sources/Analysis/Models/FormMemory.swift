import ArticleModel

/// What a tagger knows of forms, by their place: the features of a form, and what they contribute to the weights of the
/// tokens around it.
package final class FormMemory<Features> {
  /// Adds the weights of the features of a form, as seen from each of the places around it, to as many rows.
  typealias Fill = (_ features: Features, _ rows: UnsafeMutablePointer<Int16>) -> Void

  /// A form is seen from the token itself, the one before, behind, two before, two behind.
  private static var block: Int { 5 * FeatureRows.width }

  private var places = FormPlaces()
  private let fill: Fill
  let features: UnsafeMutablePointer<Features>
  private let sums: UnsafeMutablePointer<Int16>

  /// Memory whose place 0 is that of `border`, which stands before and behind a stretch.
  init(border: Features, fill: @escaping Fill) {
    self.fill = fill
    features = .allocate(capacity: FormPlaces.count)
    sums = .allocate(capacity: FormPlaces.count * Self.block)
    set(0, border)
  }

  deinit {
    features.deallocate()
    sums.deallocate()
  }

  func beginStretch() { places.beginStretch() }

  /// The place of a form of `strings`; `read` makes its features when they are not there.
  @inline(__always)
  func place(
    of form: UInt32, _ ticket: inout FormPlaces.Ticket, _ strings: StringTable,
    _ read: (UnsafeBufferPointer<UInt8>) -> Features
  ) -> Int {
    let known = places.place(ticket)
    if known > 0 { return known }
    return strings.withBytes(of: form) { bytes in
      let (place, isNew) = places.place(of: bytes, &ticket)
      if isNew { set(place, read(bytes)) }
      return place
    }
  }

  private func set(_ place: Int, _ value: Features) {
    (features + place).initialize(to: value)
    let rows = sums + place * Self.block
    rows.initialize(repeating: 0, count: Self.block)
    fill(value, rows)
  }

  /// Sets 32 weights of a token to what the forms around it contribute each alone.
  @inline(__always)
  func addUp(
    _ before2: Int, _ before: Int, _ own: Int, _ behind: Int, _ behind2: Int, to target: UnsafeMutablePointer<Int16>
  ) {
    let width = FeatureRows.width
    let first = sums + own * Self.block
    let second = sums + before * Self.block + width
    let third = sums + behind * Self.block + 2 * width
    let fourth = sums + before2 * Self.block + 3 * width
    let fifth = sums + behind2 * Self.block + 4 * width
    for label in 0..<width {
      target[label] = first[label] &+ second[label] &+ third[label] &+ fourth[label] &+ fifth[label]
    }
  }
}

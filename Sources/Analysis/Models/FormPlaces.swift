/// Gives forms numbered places in which what was worked out about them is kept from article to article: most forms of an
/// article stood in those before it.
///
/// A form has one of four places, by its hash; the place of a form goes to another one unless a token of the stretch in
/// hand needs it. A form for which none of the four is free, or that is too long to be kept, gets a place for the
/// stretch alone. What a place holds depends on its form only, so no result depends on what was read before.
package struct FormPlaces: ~Copyable {
  /// The most tokens a stretch has.
  package static let longestStretch = 512
  /// Place 0 is nobody's; so many have an owner, and the rest are for one stretch.
  private static let kept = 4096
  private static let ways = 4
  /// One more than the highest number of a place.
  package static let count = 1 + kept + longestStretch

  private typealias Spelling = SIMD32<UInt8>

  /// Who owns a place: the bytes of the form, its length last; zeros for nobody.
  private let owners: UnsafeMutablePointer<Spelling>
  /// The last stretch that needed a place.
  private let stretches: UnsafeMutablePointer<UInt32>
  /// How often a place has changed hands.
  private let generations: UnsafeMutablePointer<UInt32>
  private var stretch: UInt32 = 0
  private var usedForStretch = 0

  /// Places without owners.
  package init() {
    owners = .allocate(capacity: Self.count)
    stretches = .allocate(capacity: Self.count)
    generations = .allocate(capacity: Self.count)
    owners.initialize(repeating: .zero, count: Self.count)
    stretches.initialize(repeating: 0, count: Self.count)
    generations.initialize(repeating: 0, count: Self.count)
  }

  deinit {
    owners.deallocate()
    stretches.deallocate()
    generations.deallocate()
  }

  /// What to remember of a place so as to find it again; 0 is no place.
  package struct Ticket {
    fileprivate var place: UInt32 = 0
    fileprivate var generation: UInt32 = 0
    package init() {}
  }

  /// Begins a stretch: places that the last one needed may change hands.
  package mutating func beginStretch() {
    stretch &+= 1
    usedForStretch = 0
  }

  /// The place behind a ticket, if it has not changed hands; 0 otherwise.
  @inline(__always)
  package func place(_ ticket: Ticket) -> Int {
    let place = Int(ticket.place)
    guard place > 0, generations[place] == ticket.generation else { return 0 }
    stretches[place] = stretch
    return place
  }

  /// The place of a form, and whether it is new there.
  package mutating func place(of form: UnsafeBufferPointer<UInt8>, _ ticket: inout Ticket) -> (place: Int, isNew: Bool)
  {
    let (place, isNew) = find(form)
    if isNew { generations[place] &+= 1 }
    stretches[place] = stretch
    ticket.place = UInt32(place)
    ticket.generation = generations[place]
    return (place, isNew)
  }

  private mutating func find(_ form: UnsafeBufferPointer<UInt8>) -> (place: Int, isNew: Bool) {
    guard form.count < 32 else { return (placeForStretch(), true) }
    var spelling = Spelling.zero
    withUnsafeMutableBytes(of: &spelling) { $0.copyMemory(from: UnsafeRawBufferPointer(form)) }
    spelling[31] = UInt8(form.count)
    let words = unsafeBitCast(spelling, to: SIMD4<UInt64>.self)
    let hash = FormHash.mix(FormHash.mix(words[0], words[1]), FormHash.mix(words[2], words[3]))
    let first = 1 + Int(truncatingIfNeeded: hash) & (Self.kept / Self.ways - 1) * Self.ways
    var free = 0
    for place in first..<(first + Self.ways) {
      if owners[place] == spelling { return (place, false) }
      if stretches[place] != stretch, free == 0 || stretches[place] < stretches[free] { free = place }
    }
    guard free > 0 else { return (placeForStretch(), true) }
    owners[free] = spelling
    return (free, true)
  }

  private mutating func placeForStretch() -> Int {
    usedForStretch += 1
    return Self.kept + usedForStretch
  }
}

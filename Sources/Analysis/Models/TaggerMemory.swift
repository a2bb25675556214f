import ArticleModel

/// What the tagger knows of forms, by their place.
package final class TaggerMemory {
  private static let block = TaggerFeatures.places * FeatureRows.width

  private var places = FormPlaces()
  private var reader: FormReader
  private let tags: FeatureRows
  let features: UnsafeMutablePointer<FormFeatures>
  /// What a form contributes to the weights of a token, a row of `FeatureRows.width` for each place it is seen from.
  private let sums: UnsafeMutablePointer<Int16>

  init(lexicon: Lexicon, clusters: WordClusters, tags: FeatureRows) {
    self.tags = tags
    reader = FormReader(lexicon: lexicon, clusters: clusters)
    features = .allocate(capacity: FormPlaces.count)
    sums = .allocate(capacity: FormPlaces.count * Self.block)
    fill(0, .border)
  }

  deinit {
    features.deallocate()
    sums.deallocate()
  }

  func beginStretch() { places.beginStretch() }

  /// The place of a form with what is known of it.
  @inline(__always)
  func place(of form: UInt32, _ ticket: inout FormPlaces.Ticket, _ strings: StringTable) -> Int {
    let known = places.place(ticket)
    return known > 0 ? known : read(form, &ticket, strings)
  }

  private func read(_ form: UInt32, _ ticket: inout FormPlaces.Ticket, _ strings: StringTable) -> Int {
    strings.withBytes(of: form) { bytes in
      let (place, isNew) = places.place(of: bytes, &ticket)
      if isNew { fill(place, reader.read(bytes)) }
      return place
    }
  }

  private func fill(_ place: Int, _ form: FormFeatures) {
    (features + place).initialize(to: form)
    let base = sums + place * Self.block
    base.initialize(repeating: 0, count: Self.block)
    for seen in 0..<TaggerFeatures.places {
      TaggerFeatures.ofForm(form, at: seen) { tags.add($0, to: base + seen * FeatureRows.width) }
    }
  }

  /// What the forms around a token contribute each alone.
  @inline(__always)
  func addUp(
    _ before2: Int, _ before: Int, _ own: Int, _ behind: Int, _ behind2: Int, to target: UnsafeMutablePointer<Int16>
  ) {
    FeatureRows.addUp(sums, Self.block, (own, before, behind, before2, behind2), to: target)
  }
}

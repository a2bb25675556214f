import ArticleModel

/// What the recogniser knows of forms, by their place.
package final class NameFormMemory {
  private static let block = NameFeatures.places * FeatureRows.width

  private var places = FormPlaces()
  private var reader: NameFormReader
  private let rows: FeatureRows
  private let groups: NameFeatureGroups
  let forms: UnsafeMutablePointer<NameForm>
  private let sums: UnsafeMutablePointer<Int16>

  /// Memory for the recogniser with these weights and what its features ask.
  init(lexicon: Lexicon, clusters: WordClusters, usage: NameUsage?, rows: FeatureRows, groups: NameFeatureGroups) {
    reader = NameFormReader(lexicon: lexicon, clusters: clusters, usage: usage)
    self.rows = rows
    self.groups = groups
    forms = .allocate(capacity: FormPlaces.count)
    sums = .allocate(capacity: FormPlaces.count * Self.block)
    fill(0, .border)
  }

  deinit {
    forms.deallocate()
    sums.deallocate()
  }

  func beginStretch() { places.beginStretch() }

  /// The place of a form with what is known of it.
  @inline(__always)
  func place(of form: UInt32, _ traits: NameTraits, _ ticket: inout FormPlaces.Ticket, _ strings: StringTable) -> Int {
    let known = places.place(ticket)
    return known > 0 ? known : read(form, traits, &ticket, strings)
  }

  private func read(
    _ form: UInt32, _ traits: NameTraits, _ ticket: inout FormPlaces.Ticket, _ strings: StringTable
  ) -> Int {
    strings.withBytes(of: form) { bytes in
      let (place, isNew) = places.place(of: bytes, &ticket)
      if isNew { fill(place, reader.read(bytes, traits)) }
      return place
    }
  }

  private func fill(_ place: Int, _ form: NameForm) {
    (forms + place).initialize(to: form)
    let base = sums + place * Self.block
    base.initialize(repeating: 0, count: Self.block)
    for seen in 0..<NameFeatures.places {
      NameFeatures.ofForm(form, at: seen, groups) { rows.add($0, to: base + seen * FeatureRows.width) }
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

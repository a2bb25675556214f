import ArticleModel

/// Labels the tokens of an article as names, reading it twice: the second time with what the first has found elsewhere.
package struct NameTagger {
  /// The longest stretch labelled at once; a longer sentence falls into several.
  private static let longest = 512
  private static let cached = 4096
  private static let width = FeatureRows.width

  private let model: NameModel
  private let page: NamePage
  private var reader: NameFormReader
  /// The cache slot of each form, valid while it is below `used` and the slot is this form's.
  private var slots: [UInt32]
  private var owners: [UInt32]
  private var used = 1
  private var forms: [NameForm]
  private var sums: [Int16]
  private var decoder = NameDecoder()
  /// The weights of both readings for the tokens of a stretch.
  private var emissions: [Int16]
  /// The weights of the second reading for every token, as far as they do not depend on the first.
  private var kept: [Int16]
  /// The number of the label of each token of the article.
  package private(set) var labels: [UInt8]
  /// How far each label lies before the next best.
  package private(set) var margins: [Int16]

  /// A tagger for `page`.
  package init(_ model: NameModel, _ page: NamePage) {
    self.model = model
    self.page = page
    reader = NameFormReader(lexicon: model.lexicon, clusters: model.clusters, usage: model.usage)
    let formCount = page.tokens.strings.count
    slots = [UInt32](repeating: 0, count: formCount)
    let capacity = min(formCount + 1, Self.cached + Self.longest + 1)
    owners = [UInt32](repeating: UInt32.max, count: capacity)
    forms = [NameForm](repeating: .border, count: capacity)
    sums = [Int16](repeating: 0, count: capacity * NameFeatures.places * Self.width)
    emissions = [Int16](repeating: 0, count: Self.longest * Self.width)
    kept = [Int16](repeating: 0, count: page.tokens.count * NameLabel.capacity)
    labels = [UInt8](repeating: 0, count: page.tokens.count)
    margins = [Int16](repeating: 0, count: page.tokens.count)
    fill(slot: 0)
  }

  /// Reads the article; twice, unless the model or the caller has no use for a second reading.
  package mutating func run(isSecondPassWanted: Bool = true) {
    for sentence in page.sentences.indices {
      eachStretch(of: page.sentences[sentence]) { tagger, stretch in
        tagger.score(stretch, in: sentence)
        if tagger.model.groups.contains(.secondPass) { tagger.keep(stretch) }
        tagger.decode(stretch, pass: 0)
      }
    }
    guard isSecondPassWanted, model.groups.contains(.secondPass) else { return }
    let memory = NameMemory(page, labels: labels, margins: margins)
    for sentence in page.sentences.indices {
      eachStretch(of: page.sentences[sentence]) { tagger, stretch in
        tagger.addSecondPass(stretch, memory)
        tagger.decode(stretch, pass: 1)
      }
    }
  }

  /// The label of a token.
  func label(_ token: Int) -> NameLabel { NameLabel(rawValue: labels[token]) }

  private mutating func eachStretch(of sentence: Range<Int>, _ body: (inout NameTagger, Range<Int>) -> Void) {
    var start = sentence.lowerBound
    while start < sentence.upperBound {
      let end = min(start + Self.longest, sentence.upperBound)
      body(&self, start..<end)
      start = end
    }
  }

  /// Reads a form that is not in the cache; returns its slot.
  private mutating func cache(_ token: Int) -> Int {
    let form = page.tokens.forms[token]
    let known = Int(slots[Int(form)])
    if known > 0, known < used, owners[known] == form { return known }
    let slot = used
    used += 1
    slots[Int(form)] = UInt32(slot)
    owners[slot] = form
    let trait = page.traits[Int(form)]
    forms[slot] = page.tokens.strings.withBytes(of: form) { reader.read($0, trait) }
    fill(slot: slot)
    return slot
  }

  private mutating func fill(slot: Int) {
    let form = forms[slot]
    let rows = model.rows
    let groups = model.groups
    sums.withUnsafeMutableBufferPointer { sums in
      let base = sums.baseAddress! + slot * NameFeatures.places * Self.width
      base.update(repeating: 0, count: NameFeatures.places * Self.width)
      for place in 0..<NameFeatures.places {
        NameFeatures.ofForm(form, at: place, groups) { rows.add($0, to: base + place * Self.width) }
      }
    }
  }

  private mutating func score(_ stretch: Range<Int>, in sentence: Int) {
    if used > Self.cached { used = 1 }
    var stretchSlots: [Int] = [0, 0]
    for token in stretch { stretchSlots.append(cache(token)) }
    stretchSlots += [0, 0]
    let rows = model.rows
    let groups = model.groups
    let page = page
    let block = NameFeatures.places * Self.width
    emissions.withUnsafeMutableBufferPointer { emissions in
      sums.withUnsafeBufferPointer { sums in
        forms.withUnsafeBufferPointer { forms in
          for (index, token) in stretch.enumerated() {
            let target = emissions.baseAddress! + index * Self.width
            let (before2, before, own) = (stretchSlots[index], stretchSlots[index + 1], stretchSlots[index + 2])
            let (behind, behind2) = (stretchSlots[index + 3], stretchSlots[index + 4])
            let base = sums.baseAddress!
            for label in 0..<Self.width {
              target[label] =
                base[own * block + label] &+ base[before * block + Self.width + label]
                &+ base[behind * block + 2 * Self.width + label]
                &+ base[before2 * block + 3 * Self.width + label]
                &+ base[behind2 * block + 4 * Self.width + label]
            }
            NameFeatures.ofToken(
              token, in: sentence, page, groups, forms[before2], forms[before], forms[own], forms[behind],
              forms[behind2]
            ) { rows.add($0, to: target) }
          }
        }
      }
    }
  }

  /// Keeps the weights of the second reading.
  private mutating func keep(_ stretch: Range<Int>) {
    for (index, token) in stretch.enumerated() {
      for label in 0..<NameLabel.capacity {
        kept[token * NameLabel.capacity + label] = emissions[index * Self.width + NameLabel.capacity + label]
      }
    }
  }

  private mutating func addSecondPass(_ stretch: Range<Int>, _ memory: NameMemory) {
    let rows = model.rows
    for (index, token) in stretch.enumerated() {
      let letters = page.trait(token).letters
      emissions.withUnsafeMutableBufferPointer { emissions in
        let target = emissions.baseAddress! + index * Self.width
        for label in 0..<NameLabel.capacity {
          target[NameLabel.capacity + label] = kept[token * NameLabel.capacity + label]
        }
        NameFeatures.ofSecondPass(token, page, memory, letters) { rows.add($0, to: target) }
      }
    }
  }

  private mutating func decode(_ stretch: Range<Int>, pass: Int) {
    let transitions = model.transitions.baseAddress! + pass * NameModel.transitionRows * NameLabel.capacity
    emissions.withUnsafeBufferPointer { emissions in
      decoder.decode(
        emissions.baseAddress! + pass * NameLabel.capacity, count: stretch.count,
        stride: Self.width, transitions: transitions)
    }
    for (index, token) in stretch.enumerated() {
      labels[token] = decoder.labels[index]
      margins[token] = decoder.margins[index]
    }
  }
}

import ArticleModel

/// Labels the tokens of an article as names, reading it twice: the second time with what the first has found elsewhere.
package struct NameTagger {
  /// The longest stretch labelled at once; a longer sentence falls into several.
  private static let longest = FormPlaces.longestStretch
  private static let width = FeatureRows.width

  private let model: NameModel
  private let page: NamePage
  private var reader: NameFormReader
  /// By form of the article.
  private var tickets: [FormPlaces.Ticket]
  private var stretchPlaces: [Int] = []
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
    tickets = [FormPlaces.Ticket](repeating: FormPlaces.Ticket(), count: page.tokens.strings.count)
    emissions = [Int16](repeating: 0, count: Self.longest * Self.width)
    kept = [Int16](repeating: 0, count: page.tokens.count * NameLabel.capacity)
    labels = [UInt8](repeating: 0, count: page.tokens.count)
    margins = [Int16](repeating: 0, count: page.tokens.count)
  }

  /// Reads the article; twice, unless the model or the caller has no use for a second reading.
  package mutating func run(isSecondPassWanted: Bool = true) {
    model.memory.lend { readFirst($0) }
    guard isSecondPassWanted, model.groups.contains(.secondPass) else { return }
    let memory = NameMemory(page, labels: labels, margins: margins)
    for sentence in page.sentences.indices {
      eachStretch(of: page.sentences[sentence]) { tagger, stretch in
        tagger.addSecondPass(stretch, memory)
        tagger.decode(stretch, pass: 1)
      }
    }
  }

  private mutating func readFirst(_ memory: FormMemory<NameForm>) {
    for sentence in page.sentences.indices {
      eachStretch(of: page.sentences[sentence]) { tagger, stretch in
        tagger.score(stretch, in: sentence, memory)
        if tagger.model.groups.contains(.secondPass) { tagger.keep(stretch) }
        tagger.decode(stretch, pass: 0)
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

  private mutating func score(_ stretch: Range<Int>, in sentence: Int, _ memory: FormMemory<NameForm>) {
    let page = page
    memory.beginStretch()
    stretchPlaces.removeAll(keepingCapacity: true)
    stretchPlaces += [0, 0]
    for token in stretch {
      let form = Int(page.tokens.forms[token])
      var ticket = tickets[form]
      let place = memory.place(of: UInt32(form), &ticket, page.tokens.strings) { reader.read($0, page.traits[form]) }
      tickets[form] = ticket
      stretchPlaces.append(place)
    }
    stretchPlaces += [0, 0]
    let rows = model.rows
    let groups = model.groups
    let forms = memory.features
    let places = stretchPlaces
    emissions.withUnsafeMutableBufferPointer { emissions in
      for (index, token) in stretch.enumerated() {
        let target = emissions.baseAddress! + index * Self.width
        let (before2, before, own) = (places[index], places[index + 1], places[index + 2])
        let (behind, behind2) = (places[index + 3], places[index + 4])
        memory.addUp(before2, before, own, behind, behind2, to: target)
        NameFeatures.ofToken(
          token, in: sentence, page, groups, forms[before2], forms[before], forms[own], forms[behind], forms[behind2]
        ) { rows.add($0, to: target) }
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

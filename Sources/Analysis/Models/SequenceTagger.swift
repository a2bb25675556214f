import ArticleModel

/// Labels the tokens of an article a stretch at a time; holds the buffers that this takes.
///
/// What one form contributes is summed once for each place it is seen from, and remembered; the best sequence of labels
/// is found by Viterbi's algorithm in 16-bit integers. Of equal scores the lower label wins.
struct SequenceTagger {
  /// The longest stretch labelled at once; a longer sentence falls into several.
  static let longest = FormPlaces.longestStretch
  private static let width = FeatureRows.width

  private let model: MorphologyModel
  private let memory: FormMemory<FormFeatures>
  private var reader: FormReader
  /// By form of the article.
  private var tickets: [FormPlaces.Ticket]
  private var emissions: [Int16]
  private var back: [UInt8]
  /// Three rows of a step: the scores up to here, those of the next token, and the labels these come from.
  private var lanes: [Int16]
  private var stretch: [Int] = []
  /// The labels of the stretch labelled last.
  private(set) var labels: [MorphologyLabel] = []

  /// A tagger for texts with `formCount` distinct forms.
  init(_ model: MorphologyModel, _ memory: FormMemory<FormFeatures>, formCount: Int) {
    self.model = model
    self.memory = memory
    reader = FormReader(lexicon: model.lexicon, clusters: model.clusters)
    tickets = [FormPlaces.Ticket](repeating: FormPlaces.Ticket(), count: formCount)
    emissions = [Int16](repeating: 0, count: Self.longest * Self.width)
    back = [UInt8](repeating: 0, count: Self.longest * Self.width)
    lanes = [Int16](repeating: 0, count: 3 * Self.width)
    labels.reserveCapacity(Self.longest)
  }

  /// The features of token `index` of the stretch labelled last, those of a border outside it.
  func features(_ index: Int) -> FormFeatures {
    memory.features[index >= 0 && index < stretch.count ? stretch[index] : 0]
  }

  /// Labels the tokens of `range`, at most `longest`, with these forms.
  mutating func label(_ range: Range<Int>, of tokens: TokenColumns, isSentenceStart: Bool) {
    memory.beginStretch()
    stretch.removeAll(keepingCapacity: true)
    var capitals = 0
    var smalls = 0
    for token in range {
      let form = tokens.forms[token]
      var ticket = tickets[Int(form)]
      let place = memory.place(of: form, &ticket, tokens.strings) { reader.read($0) }
      tickets[Int(form)] = ticket
      stretch.append(place)
      if memory.features[place].isCapitals { capitals += 1 }
      if memory.features[place].hasSmallLetter { smalls += 1 }
    }
    score(isSentenceStart: isSentenceStart, inCapitals: capitals >= 2 && capitals > smalls * 2)
    decode()
  }

  private mutating func score(isSentenceStart: Bool, inCapitals: Bool) {
    let model = model
    let stretch = stretch
    let features = memory.features
    emissions.withUnsafeMutableBufferPointer { emissions in
      let count = stretch.count
      for index in 0..<count {
        let target = emissions.baseAddress! + index * Self.width
        let before2 = index > 1 ? stretch[index - 2] : 0
        let before = index > 0 ? stretch[index - 1] : 0
        let own = stretch[index]
        let behind = index + 1 < count ? stretch[index + 1] : 0
        let behind2 = index + 2 < count ? stretch[index + 2] : 0
        memory.addUp(before2, before, own, behind, behind2, to: target)
        let context: UInt64 = (index == 0 && isSentenceStart ? 1 : 0) | (inCapitals ? 2 : 0)
        TaggerFeatures.ofContext(
          features[before2], features[before], features[own], features[behind], features[behind2], context: context
        ) { model.tags.add($0, to: target) }
      }
    }
  }

  /// Viterbi's algorithm; scores are kept near zero, and what lies far below the best is out of the race.
  private mutating func decode() {
    labels.removeAll(keepingCapacity: true)
    let count = stretch.count
    guard count > 0 else { return }
    let transitions = model.transitions.baseAddress!
    let labelCount = MorphologyLabel.allCases.count
    // Plain loops over pointers: the compiler makes vector instructions of them.
    lanes.withUnsafeMutableBufferPointer { lanes in
      let best = lanes.baseAddress!
      let next = best + Self.width
      let origin = next + Self.width
      for label in 0..<Self.width {
        best[label] = label < labelCount ? emissions[label] &+ transitions[32 * Self.width + label] : -16000
      }
      emissions.withUnsafeBufferPointer { emissions in
        back.withUnsafeMutableBufferPointer { back in
          for index in 1..<max(count, 1) {
            var top = best[0]
            for label in 1..<Self.width { top = max(top, best[label]) }
            for label in 0..<Self.width {
              best[label] = max(best[label] &- top, -16000)
              next[label] = -32000
              origin[label] = 0
            }
            for previous in 0..<labelCount {
              let row = transitions + previous * Self.width
              let score = best[previous]
              let number = Int16(truncatingIfNeeded: previous)
              for label in 0..<Self.width {
                let candidate = row[label] &+ score
                let isBetter = candidate > next[label]
                next[label] = isBetter ? candidate : next[label]
                origin[label] = isBetter ? number : origin[label]
              }
            }
            let backRow = back.baseAddress! + index * Self.width
            let emission = emissions.baseAddress! + index * Self.width
            for label in 0..<Self.width {
              backRow[label] = UInt8(truncatingIfNeeded: origin[label])
              best[label] = next[label] &+ emission[label]
            }
          }
        }
      }
    }
    var label = 0
    var score = Int.min
    for candidate in 0..<labelCount {
      let total = Int(lanes[candidate]) + Int(transitions[33 * Self.width + candidate])
      if total > score {
        score = total
        label = candidate
      }
    }
    var reversed: [MorphologyLabel] = []
    for index in stride(from: count - 1, through: 0, by: -1) {
      reversed.append(MorphologyLabel(rawValue: UInt8(label)) ?? .x)
      label = Int(back[index * Self.width + label])
    }
    labels.append(contentsOf: reversed.reversed())
  }
}

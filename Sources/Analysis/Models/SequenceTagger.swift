import ArticleModel

/// Labels the tokens of an article a stretch at a time; holds the buffers that this takes.
///
/// What one form contributes is summed once for each place it is seen from, and kept while the forms fit into the
/// cache; the best sequence of labels is found by Viterbi's algorithm in 16-bit integers. Of equal scores the lower
/// label wins.
struct SequenceTagger {
  /// The longest stretch labelled at once; a longer sentence falls into several.
  static let longest = 512
  private static let cached = 4096
  private static let width = FeatureRows.width

  private let model: MorphologyModel
  private var reader: FormReader
  /// The cache slot of each form, valid while it is below `used` and the slot is this form's.
  private var slots: [UInt32]
  private var owners: [UInt32]
  private var used = 1
  private(set) var features: [FormFeatures]
  private var sums: [Int16]
  private var emissions: [Int16]
  private var back: [UInt8]
  /// Three rows of a step: the scores up to here, those of the next token, and the labels these come from.
  private var lanes: [Int16]
  private var stretch: [Int] = []
  /// The labels of the stretch labelled last.
  private(set) var labels: [MorphologyLabel] = []

  /// A tagger for texts with `formCount` distinct forms.
  init(_ model: MorphologyModel, formCount: Int) {
    self.model = model
    reader = FormReader(lexicon: model.lexicon, clusters: model.clusters)
    slots = [UInt32](repeating: 0, count: formCount)
    let capacity = min(formCount + 1, Self.cached + Self.longest + 1)
    owners = [UInt32](repeating: UInt32.max, count: capacity)
    features = [FormFeatures](repeating: .border, count: capacity)
    sums = [Int16](repeating: 0, count: capacity * TaggerFeatures.places * Self.width)
    emissions = [Int16](repeating: 0, count: Self.longest * Self.width)
    back = [UInt8](repeating: 0, count: Self.longest * Self.width)
    lanes = [Int16](repeating: 0, count: 3 * Self.width)
    labels.reserveCapacity(Self.longest)
    fill(slot: 0)
  }

  /// The cache slot of token `index` of the stretch labelled last, slot 0 outside it.
  func slot(_ index: Int) -> Int { index >= 0 && index < stretch.count ? stretch[index] : 0 }

  /// Labels the tokens of `range`, at most `longest`, with these forms.
  mutating func label(_ range: Range<Int>, of tokens: TokenColumns, isSentenceStart: Bool) {
    if used > Self.cached { used = 1 }
    stretch.removeAll(keepingCapacity: true)
    var capitals = 0
    var smalls = 0
    for token in range {
      let slot = cache(tokens.forms[token], tokens.strings)
      stretch.append(slot)
      if features[slot].isCapitals { capitals += 1 }
      if features[slot].hasSmallLetter { smalls += 1 }
    }
    score(isSentenceStart: isSentenceStart, inCapitals: capitals >= 2 && capitals > smalls * 2)
    decode()
  }

  /// Reads a form that is not in the cache; returns its slot.
  private mutating func cache(_ form: UInt32, _ strings: StringTable) -> Int {
    let known = Int(slots[Int(form)])
    if known > 0, known < used, owners[known] == form { return known }
    let slot = used
    used += 1
    slots[Int(form)] = UInt32(slot)
    owners[slot] = form
    features[slot] = strings.withBytes(of: form) { reader.read($0) }
    fill(slot: slot)
    return slot
  }

  private mutating func fill(slot: Int) {
    let form = features[slot]
    let model = model
    sums.withUnsafeMutableBufferPointer { sums in
      let base = sums.baseAddress! + slot * TaggerFeatures.places * Self.width
      base.update(repeating: 0, count: TaggerFeatures.places * Self.width)
      for place in 0..<TaggerFeatures.places {
        TaggerFeatures.ofForm(form, at: place) { model.tags.add($0, to: base + place * Self.width) }
      }
    }
  }

  private mutating func score(isSentenceStart: Bool, inCapitals: Bool) {
    let model = model
    let stretch = stretch
    let block = TaggerFeatures.places * Self.width
    emissions.withUnsafeMutableBufferPointer { emissions in
      sums.withUnsafeBufferPointer { sums in
        features.withUnsafeBufferPointer { features in
          let count = stretch.count
          for index in 0..<count {
            let target = emissions.baseAddress! + index * Self.width
            let before2 = index > 1 ? stretch[index - 2] : 0
            let before = index > 0 ? stretch[index - 1] : 0
            let behind = index + 1 < count ? stretch[index + 1] : 0
            let behind2 = index + 2 < count ? stretch[index + 2] : 0
            let own = sums.baseAddress! + stretch[index] * block
            let first = sums.baseAddress! + before * block + Self.width
            let second = sums.baseAddress! + behind * block + 2 * Self.width
            let third = sums.baseAddress! + before2 * block + 3 * Self.width
            let fourth = sums.baseAddress! + behind2 * block + 4 * Self.width
            for label in 0..<Self.width {
              target[label] = own[label] &+ first[label] &+ second[label] &+ third[label] &+ fourth[label]
            }
            let context: UInt64 = (index == 0 && isSentenceStart ? 1 : 0) | (inCapitals ? 2 : 0)
            TaggerFeatures.ofContext(
              features[before2], features[before], features[stretch[index]], features[behind], features[behind2],
              context: context
            ) { model.tags.add($0, to: target) }
          }
        }
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

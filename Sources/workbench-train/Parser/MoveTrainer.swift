import Analysis

/// Trains the choice of moves with a dynamic oracle (Goldberg and Nivre, 2013): the parser goes its own ways, and learns
/// from each state which moves lose no further arc.
struct MoveTrainer {
  private(set) var weights: HashedWeights
  private var random: FixedRandom
  private let state = ParserState()
  private var scores = [Float](repeating: 0, count: 3)
  private var gradient = [Float](repeating: 0, count: 3)
  let dropout: Float

  init(rate: Float, dropout: Float, seed: UInt64) {
    weights = HashedWeights(width: 3, rate: rate)
    random = FixedRandom(state: seed)
    self.dropout = dropout
  }

  mutating func train(
    _ sentences: [ParserCorpus.Sentence], epochs: Int, shrink: Float, exploring: ClosedRange<Int>,
    report: (Int, Int) -> Void
  ) {
    var order = Array(sentences.indices)
    for epoch in 1...epochs {
      order.shuffle(using: &random)
      var wrong = 0
      for number in order { wrong += learn(sentences[number], explores: exploring.contains(epoch)) }
      weights.endEpoch(shrink: shrink, averaged: epoch * 2 > epochs)
      report(epoch, wrong)
    }
  }

  private mutating func learn(_ sentence: ParserCorpus.Sentence, explores: Bool) -> Int {
    var wrong = 0
    var rows: [Int] = []
    let threshold = UInt64(dropout * 65_536)
    state.start(sentence.words)
    while !state.isFinished {
      var open: UInt32 = 0
      var right: UInt32 = 0
      var least = Int.max
      for move in ParserState.Move.allCases where state.allows(move) {
        open |= 1 << UInt32(move.rawValue)
        let cost = self.cost(of: move, sentence)
        if cost < least {
          least = cost
          right = 0
        }
        if cost == least { right |= 1 << UInt32(move.rawValue) }
      }
      var best = open.trailingZeroBitCount
      if open & (open - 1) != 0 {
        rows.removeAll(keepingCapacity: true)
        var bits = random.next()
        var left = 4
        ParserFeatures.ofState(state) { hash in
          if left == 0 {
            bits = random.next()
            left = 4
          }
          left -= 1
          defer { bits >>= 16 }
          if bits & 0xFFFF >= threshold { rows.append(weights.row(hash)) }
        }
        weights.scores(rows, into: &scores)
        best = 3
        for column in 0..<3 where open >> UInt32(column) & 1 != 0 {
          if best == 3 || scores[column] > scores[best] { best = column }
        }
        if HashedWeights.gradient(scores, right: right, open: open, into: &gradient) {
          weights.update(rows, gradient)
        }
      }
      if right >> UInt32(best) & 1 == 0 {
        wrong += 1
        if !explores || random.next() & 15 == 0 { best = bestOf(right) }
      }
      state.make(ParserState.Move(rawValue: best)!)
    }
    return wrong
  }

  private func bestOf(_ columns: UInt32) -> Int {
    var best = columns.trailingZeroBitCount
    for column in 0..<3 where columns >> UInt32(column) & 1 != 0 && scores[column] > scores[best] { best = column }
    return best
  }

  /// How many arcs of the treebank's tree a move puts out of reach.
  private func cost(of move: ParserState.Move, _ sentence: ParserCorpus.Sentence) -> Int {
    let next = state.next
    let top = state.stacked(0)
    let below = state.stacked(1)
    switch move {
    case .shift:
      var cost = 0
      let head = sentence.heads[next]
      if head < next, head != top, isStacked(head) { cost += 1 }
      for word in sentence.dependants[next] where word < next && isStacked(word) { cost += 1 }
      return cost
    case .left:
      var cost = 0
      let head = sentence.heads[top]
      if head == below || head > next { cost += 1 }
      for word in sentence.dependants[top] where word >= next { cost += 1 }
      return cost
    case .right:
      var cost = 0
      if sentence.heads[top] >= next { cost += 1 }
      for word in sentence.dependants[top] where word >= next { cost += 1 }
      return cost
    }
  }

  /// Whether a word that was shifted still waits for its head.
  private func isStacked(_ word: Int) -> Bool { state.arcs[word].head < 0 }
}

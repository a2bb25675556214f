import Analysis

/// Trains the names of relations and the heads of marks on the trees of the treebank.
struct RelationTrainer {
  private(set) var relations: HashedWeights
  private(set) var marks: HashedWeights
  private var random = FixedRandom(state: 5)
  private let state = ParserState()
  private var places: [RelationFeatures.Place] = []
  let dropout: Float

  init(rate: Float, dropout: Float) {
    relations = HashedWeights(width: FeatureRows.width, rate: rate)
    marks = HashedWeights(width: 3, rate: rate)
    self.dropout = dropout
  }

  mutating func train(_ sentences: [ParserCorpus.Sentence], epochs: Int, shrink: Float) {
    var order = Array(sentences.indices)
    for epoch in 1...epochs {
      order.shuffle(using: &random)
      for number in order { learn(sentences[number]) }
      relations.endEpoch(shrink: shrink, averaged: epoch * 2 > epochs)
      marks.endEpoch(shrink: shrink, averaged: epoch * 2 > epochs)
    }
  }

  private mutating func learn(_ sentence: ParserCorpus.Sentence) {
    build(sentence)
    DependencyParser.findMarkers(state, &places)
    var scores = [Float](repeating: 0, count: FeatureRows.width)
    var gradient = scores
    var columns = [UInt8](repeating: 0, count: sentence.words.count + 2)
    for word in sentence.words.indices {
      let head = sentence.heads[word]
      guard head < sentence.words.count, let column = sentence.columns[word] else { continue }
      var rows: [Int] = []
      places.withUnsafeBufferPointer {
        RelationFeatures.ofWord(word, state, $0.baseAddress!) { rows.append(relations.row($0)) }
      }
      thin(&rows)
      relations.scores(rows, into: &scores)
      if HashedWeights.gradient(scores, right: 1 << UInt32(column), open: UInt32.max, into: &gradient) {
        relations.update(rows, gradient)
      }
      columns[word] = UInt8(column + 1)
      places[head].seen |= 1 << UInt64(column)
      places[head].latestColumn = UInt8(column + 1)
    }
    learnMarks(sentence, columns)
  }

  private mutating func thin(_ rows: inout [Int]) {
    let threshold = UInt64(dropout * 65_536)
    rows.removeAll { _ in random.next() & 0xFFFF < threshold }
  }

  private mutating func learnMarks(_ sentence: ParserCorpus.Sentence, _ columns: [UInt8]) {
    var attachment = MarkAttachment()
    attachment.start(state)
    var scores = [Float](repeating: 0, count: 3)
    var gradient = scores
    var previous = 0
    for mark in sentence.marks where mark.head < sentence.words.count {
      let choice = attachment.choice(between: mark.before, and: mark.before + 1, previous: previous, state)
      previous = mark.before + 1
      var right: UInt32 = 0
      for number in 0..<3 where choice.word(number) == mark.head { right |= 1 << UInt32(number) }
      if right == 0 { continue }
      var rows: [Int] = []
      MarkAttachment.features(
        mark.kind, choice, columns, isLast: mark.before + 1 == sentence.words.count, state
      ) { rows.append(marks.row($0)) }
      thin(&rows)
      marks.scores(rows, into: &scores)
      if HashedWeights.gradient(scores, right: right, open: 7, into: &gradient) { marks.update(rows, gradient) }
    }
  }

  /// Brings the state to the treebank's tree.
  private func build(_ sentence: ParserCorpus.Sentence) {
    state.start(sentence.words)
    var waiting = sentence.dependants.map(\.count)
    while !state.isFinished {
      let top = state.stacked(0)
      let isComplete = state.depth > 0 && waiting[top] == 0
      if isComplete, sentence.heads[top] == state.next, state.allows(.left) {
        waiting[state.next] -= 1
        state.make(.left)
      } else if isComplete, state.allows(.right), sentence.heads[top] == state.stacked(1) {
        waiting[state.stacked(1)] -= 1
        state.make(.right)
      } else {
        state.make(state.allows(.shift) ? .shift : state.allows(.right) ? .right : .left)
      }
    }
  }
}

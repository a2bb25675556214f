package import ArticleModel

/// Parses sentences with a greedy transition parser whose moves and relations linear classifiers choose; holds the
/// buffers that this takes.
///
/// Marks are left out of the tree of words and attached afterwards. All scores are integer sums; of equal scores the
/// lower number wins.
package struct DependencyParser {
  private let model: ParserModel
  private var reader: ParserWordReader
  private let state = ParserState()
  private var words: [ParserWord] = []
  /// The token each word is.
  private var indices: [Int32] = []
  private var places: [RelationFeatures.Place] = []
  private var columns: [UInt8] = []
  private var sums = [Int16](repeating: 0, count: FeatureRows.width)
  private var attachment = MarkAttachment()

  /// A parser for texts with `stringCount` distinct strings.
  package init(_ model: ParserModel, lexicon: Lexicon, clusters: WordClusters, stringCount: Int) {
    self.model = model
    reader = ParserWordReader(lexicon: lexicon, clusters: clusters, stringCount: stringCount)
  }

  /// Sets heads and relations of the tokens of one sentence.
  package mutating func parse(_ range: Range<Int>, of tokens: inout TokenColumns) {
    reader.read(range, of: tokens, into: &words, indices: &indices)
    state.start(words)
    Self.findHeads(state, model.moves)
    Self.findMarkers(state, &places)
    nameRelations()
    for word in words.indices {
      let token = Int(indices[word])
      let head = Int(state.arcs[word].head)
      tokens.heads[token] = head < words.count && head >= 0 ? indices[head] : -1
      tokens.relations[token] =
        head < words.count && head >= 0 ? RelationFeatures.relations[Int(columns[word]) - 1] : .root
    }
    if words.count < range.count { attachMarks(range, &tokens) }
  }

  /// The first features alone decide when their best move lies so far before the next: on the test part of French GSD
  /// the others would have changed the heads of 5 words in 8,552 more.
  private static let sureMargin: Int32 = 50

  /// What speaks for each move that is allowed.
  private struct Scores {
    var best = ParserState.Move.shift
    /// How far the best lies before the next.
    var margin = Int32.max

    @inline(__always)
    init(_ shift: Int32?, _ left: Int32?, _ right: Int32?) {
      var highest = Int32.min
      func offer(_ move: ParserState.Move, _ score: Int32?) {
        guard let score else { return }
        if score > highest {
          margin = highest == .min ? .max : score - highest
          best = move
          highest = score
        } else {
          margin = min(margin, highest - score)
        }
      }
      offer(.shift, shift)
      offer(.left, left)
      offer(.right, right)
    }
  }

  private static func findHeads(_ state: ParserState, _ rows: MoveRows) {
    while !state.isFinished {
      let (left, right, shift) = (state.allows(.left), state.allows(.right), state.allows(.shift))
      if shift && !left {
        state.make(.shift)
        continue
      }
      if !shift && left != right {
        state.make(left ? .left : .right)
        continue
      }
      var second: Int32 = 0
      var third: Int32 = 0
      let view = ParserFeatures.View(state)
      view.first { rows.add($0, &second, &third) }
      let scores = Scores(shift ? 0 : nil, left ? second : nil, right ? third : nil)
      if scores.margin >= sureMargin {
        state.make(scores.best)
        continue
      }
      view.rest { rows.add($0, &second, &third) }
      state.make(Scores(shift ? 0 : nil, left ? second : nil, right ? third : nil).best)
    }
  }

  /// Finds the marker of each phrase and forgets what is known of relations.
  package static func findMarkers(_ state: ParserState, _ places: inout [RelationFeatures.Place]) {
    places.removeAll(keepingCapacity: true)
    for _ in 0..<(state.count + 2) { places.append(RelationFeatures.Place()) }
    for word in 0..<state.count where state.words[word].isMarker {
      let head = Int(state.arcs[word].head)
      if head > word, head < state.count, places[head].marker < 0 { places[head].marker = Int32(word) }
    }
  }

  private mutating func nameRelations() {
    columns.removeAll(keepingCapacity: true)
    let rows = model.relations
    let state = state
    for word in 0..<state.count {
      let head = Int(state.arcs[word].head)
      guard head < state.count else {
        columns.append(0)
        continue
      }
      let column = sums.withUnsafeMutableBufferPointer { sums in
        let sums = sums.baseAddress!
        sums.update(repeating: 0, count: FeatureRows.width)
        places.withUnsafeBufferPointer {
          RelationFeatures.ofWord(word, state, $0.baseAddress!) { rows.add($0, to: sums) }
        }
        var best = 0
        for column in 1..<FeatureRows.width where sums[column] > sums[best] { best = column }
        return best
      }
      columns.append(UInt8(column + 1))
      places[head].seen |= 1 << UInt64(column)
      places[head].latestColumn = UInt8(column + 1)
    }
    columns.append(0)
    columns.append(0)
  }

  private mutating func attachMarks(_ range: Range<Int>, _ tokens: inout TokenColumns) {
    attachment.start(state)
    var before = -1
    var previous = 0
    /// Open brackets and quotation marks: their kind and the head they got.
    var open: [(mark: UInt64, head: Int32)] = []
    for token in range {
      guard tokens.partsOfSpeech[token] == .punct else {
        before += 1
        continue
      }
      tokens.relations[token] = .punct
      guard !words.isEmpty else {
        // A sentence of marks alone: the first is its root.
        tokens.relations[token] = token == range.lowerBound ? .root : .punct
        tokens.heads[token] = token == range.lowerBound ? -1 : Int32(range.lowerBound)
        continue
      }
      let mark = reader.mark(tokens.forms[token], tokens.strings)
      let opener = mark == ParserWordReader.Mark.closing ? ParserWordReader.Mark.opening : mark
      let closes = mark == ParserWordReader.Mark.closing || mark == ParserWordReader.Mark.quotation
      if closes, let last = open.last, last.mark == opener {
        tokens.heads[token] = last.head
        open.removeLast()
        previous = before + 1
        continue
      }
      let choice = attachment.choice(between: before, and: before + 1, previous: previous, state)
      previous = before + 1
      let head = indices[choice.word(number(of: mark, choice, isLast: before + 1 == words.count))]
      tokens.heads[token] = head
      if mark == ParserWordReader.Mark.opening || mark == ParserWordReader.Mark.quotation { open.append((mark, head)) }
    }
  }

  private func number(of mark: UInt64, _ choice: MarkAttachment.Choice, isLast: Bool) -> Int {
    var second: Int32 = 0
    var third: Int32 = 0
    MarkAttachment.features(mark, choice, columns, isLast: isLast, state) { model.marks.add($0, &second, &third) }
    return second > 0 && second >= third ? 1 : third > 0 ? 2 : 0
  }
}

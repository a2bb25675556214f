import ArticleModel

/// Finds heads for punctuation marks once the words have theirs.
///
/// A mark depends on the phrase that ends before it, on the phrase that begins behind it, or on the head of the former;
/// closing brackets and quotation marks go with what opened them.
package struct MarkAttachment {
  /// The words between which a choice is made.
  package struct Choice {
    package var ending: Int
    package var beginning: Int
    package var above: Int

    /// The word chosen by number.
    package func word(_ number: Int) -> Int { number == 0 ? ending : number == 1 ? beginning : above }
  }

  private static let longestClimb = 24
  private var leftEnds: [Int32] = []
  private var rightEnds: [Int32] = []

  package init() {}

  /// Works out what each word governs.
  package mutating func start(_ state: ParserState) {
    let count = state.count
    leftEnds.removeAll(keepingCapacity: true)
    rightEnds.removeAll(keepingCapacity: true)
    for index in 0..<count {
      leftEnds.append(Int32(index))
      rightEnds.append(Int32(index))
    }
    // A projective tree: what lies leftmost is reached through first dependants, front to back.
    for index in 0..<count {
      let first = state.arcs[index].first
      if first >= 0, first < index { leftEnds[index] = leftEnds[Int(first)] }
    }
    for index in stride(from: count - 1, through: 0, by: -1) {
      let last = state.arcs[index].last
      if last > index { rightEnds[index] = rightEnds[Int(last)] }
    }
  }

  /// The candidates for a mark between word `before` and word `behind`, either of which may lie outside the sentence;
  /// what begins before word `previous`, the first behind the last mark, ends with another mark.
  package func choice(between before: Int, and behind: Int, previous: Int, _ state: ParserState) -> Choice {
    var ending = before
    var beginning = behind
    if before >= 0 {
      for _ in 0..<Self.longestClimb {
        let head = Int(state.arcs[ending].head)
        guard head >= 0, head < state.count, Int(rightEnds[head]) == before else { break }
        // "…, seen by all, …": the second mark closes what the first opens.
        if behind < state.count, previous > 0, Int(leftEnds[ending]) == previous, Int(leftEnds[head]) < previous {
          break
        }
        ending = head
      }
    }
    if behind < state.count {
      for _ in 0..<Self.longestClimb {
        let head = Int(state.arcs[beginning].head)
        guard head >= 0, head < state.count, Int(leftEnds[head]) == behind else { break }
        beginning = head
      }
    }
    if before < 0 { return Choice(ending: beginning, beginning: beginning, above: beginning) }
    let head = Int(state.arcs[ending].head)
    let above = head >= 0 && head < state.count ? head : ending
    return Choice(ending: ending, beginning: behind < state.count ? beginning : ending, above: above)
  }

  /// Calls `body` with the hash of each feature of a choice; `columns` are those of the words' relations.
  @inline(__always)
  package static func features(
    _ mark: UInt64, _ choice: Choice, _ columns: [UInt8], isLast: Bool, _ state: ParserState, _ body: (UInt64) -> Void
  ) {
    @inline(__always) func row(_ template: UInt64, _ left: UInt64, _ right: UInt64) -> UInt64 {
      FormHash.mix(left &+ template &* 0xa24b_aed4_963e_e407, right)
    }
    let ending = UInt64(columns[choice.ending]) << 8 | state.words[choice.ending].tag
    let beginning = UInt64(columns[choice.beginning]) << 8 | state.words[choice.beginning].tag
    let (headOfEnding, headOfBeginning) = (state.arcs[choice.ending].head, state.arcs[choice.beginning].head)
    let isRightward: UInt64 = headOfEnding >= 0 && Int(headOfEnding) > choice.ending ? 1 : 0
    let relation: UInt64 =
      headOfEnding == headOfBeginning
      ? 1
      : Int(headOfBeginning) == choice.ending
        ? 2 : Int(headOfBeginning) == choice.above ? 3 : Int(headOfEnding) == choice.beginning ? 4 : 0
    let seed = mark << 4 | (isLast ? 8 : 0) | isRightward << 3 | relation
    body(row(1, seed, 0))
    body(row(2, seed, ending))
    body(row(3, seed, beginning))
    body(row(4, seed, ending << 16 | beginning))
    body(row(5, seed, UInt64(columns[choice.ending]) << 8 | UInt64(columns[choice.beginning])))
    body(row(6, seed, state.words[choice.beginning].lexeme))
    body(row(7, seed, UInt64(columns[choice.above]) << 8 | state.words[choice.above].tag))
  }
}

/// The state of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta, 2011): a stack of words, the words to come
/// with an artificial root behind them, and the arcs found so far. Memory is kept from sentence to sentence.
package final class ParserState {
  /// What the parser may do next, in the order of the weight table.
  package enum Move: Int, CaseIterable {
    /// The next word goes onto the stack.
    case shift
    /// The topmost word depends on the next one and leaves the stack.
    case left
    /// The topmost word depends on the one below it and leaves the stack.
    case right
  }

  /// What is known of the arcs of one word.
  package struct Arcs {
    package var head: Int32 = -1
    /// The outermost dependants on the left and on the right.
    package var first: Int32 = -1
    package var last: Int32 = -1
    /// Those next to the outermost.
    package var second: Int32 = -1
    package var secondLast: Int32 = -1
    package var leftCount: Int32 = 0
    package var rightCount: Int32 = 0
  }

  /// The words, then the root, then the word that stands where there is none.
  package private(set) var words: UnsafeMutablePointer<ParserWord>
  package private(set) var arcs: UnsafeMutablePointer<Arcs>
  private var stack: UnsafeMutablePointer<Int32>
  private var capacity = 0
  /// How many words the sentence has; also the number of the root. One more is the number of no word.
  package private(set) var count = 0
  package private(set) var depth = 0
  package private(set) var next = 0

  package init() {
    words = .allocate(capacity: 0)
    arcs = .allocate(capacity: 0)
    stack = .allocate(capacity: 0)
  }

  deinit { free() }

  private func free() {
    words.deallocate()
    arcs.deallocate()
    stack.deallocate()
  }

  /// Begins a sentence.
  package func start(_ sentence: [ParserWord]) {
    count = sentence.count
    if count + 2 > capacity {
      free()
      capacity = max(count + 2, capacity * 2, 128)
      words = .allocate(capacity: capacity)
      arcs = .allocate(capacity: capacity)
      stack = .allocate(capacity: capacity)
    }
    for (index, word) in sentence.enumerated() { (words + index).initialize(to: word) }
    (words + count).initialize(to: .root)
    (words + count + 1).initialize(to: .none)
    arcs.initialize(repeating: Arcs(), count: count + 2)
    depth = 0
    next = 0
  }

  /// Whether every word has its head.
  @inline(__always)
  package var isFinished: Bool { next == count && depth == 0 }

  /// The word `place` below the top of the stack, or the number of no word.
  @inline(__always)
  package func stacked(_ place: Int) -> Int { place < depth ? Int(stack[depth - 1 - place]) : count + 1 }

  /// The word `place` behind the next one, the root behind the last, or the number of no word.
  @inline(__always)
  package func coming(_ place: Int) -> Int { min(next + place, count + 1) }

  /// A neighbour in the tree, or no word.
  @inline(__always)
  package func word(_ index: Int32) -> UnsafePointer<ParserWord> {
    UnsafePointer(words + (index < 0 ? count + 1 : Int(index)))
  }

  /// Whether a move leads on: the root takes one word, and the last.
  @inline(__always)
  package func allows(_ move: Move) -> Bool {
    switch move {
    case .shift: next < count
    case .left: depth > 0 && (next < count || depth == 1)
    case .right: depth > 1
    }
  }

  /// Makes a move that is allowed.
  @inline(__always)
  package func make(_ move: Move) {
    switch move {
    case .shift:
      stack[depth] = Int32(next)
      depth += 1
      next += 1
    case .left:
      depth -= 1
      let word = Int(stack[depth])
      arcs[word].head = Int32(next)
      arcs[next].second = arcs[next].first
      arcs[next].first = Int32(word)
      arcs[next].leftCount += 1
    case .right:
      depth -= 1
      let word = Int(stack[depth])
      let head = Int(stack[depth - 1])
      arcs[word].head = Int32(head)
      arcs[head].secondLast = arcs[head].last
      arcs[head].last = Int32(word)
      arcs[head].rightCount += 1
    }
  }
}

import Glibc

/// Word classes that maximise the likelihood of a class bigram model (Martin, Liermann and Ney, "Algorithms for bigram
/// and trigram word clustering", 1998): each word in turn moves to the class where it helps most.
struct ExchangeClustering {
  private let words: [UInt32]
  private let counts: [Int]
  /// For each word its neighbours on either side and how often; index 0 is everything rare and the sentence border.
  private let successors: [[(word: Int, count: Int)]]
  private let predecessors: [[(word: Int, count: Int)]]
  private let classCount: Int

  /// Counts the words and pairs of `sentences`; words seen fewer than `least` times count as one.
  init(_ sentences: [[UInt32]], classCount: Int, least: Int) {
    self.classCount = classCount
    var frequency: [UInt32: Int] = [:]
    for sentence in sentences { for word in sentence { frequency[word, default: 0] += 1 } }
    words = frequency.filter { $0.value >= least }.keys.sorted {
      (frequency[$1]!, $0) < (frequency[$0]!, $1)
    }
    let index = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0 + 1) })
    var counts = [Int](repeating: 0, count: words.count + 1)
    var pairs: [UInt64: Int] = [:]
    for sentence in sentences {
      var previous = 0
      for word in sentence.map({ index[$0] ?? 0 }) + [0] {
        counts[previous] += 1
        pairs[UInt64(previous) << 32 | UInt64(word), default: 0] += 1
        previous = word
      }
    }
    self.counts = counts
    var successors = [[(word: Int, count: Int)]](repeating: [], count: words.count + 1)
    var predecessors = successors
    for pair in pairs.keys.sorted() {
      let (left, right) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      successors[left].append((right, pairs[pair]!))
      predecessors[right].append((left, pairs[pair]!))
    }
    self.successors = successors
    self.predecessors = predecessors
  }

  /// The class (from 1) of each word, after `rounds` of exchange or when no word moves any more.
  func run(rounds: Int, report: (Int, Int) -> Void) -> [UInt32: Int] {
    // Class 0 holds everything rare; the most frequent words begin in classes of their own.
    var classes = [0] + words.indices.map { $0 % (classCount - 1) + 1 }
    var state = ClassBigrams(classCount: classCount)
    for left in successors.indices {
      state.totals[classes[left]] += counts[left]
      for pair in successors[left] { state.add(classes[left], classes[pair.word], pair.count) }
    }
    for round in 1...rounds {
      var moved = 0
      for word in 1...words.count {
        let old = classes[word]
        let target = best(word, classes, &state)
        classes[word] = target
        if target != old { moved += 1 }
      }
      report(round, moved)
      if moved * 1000 < words.count { break }
    }
    return Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, classes[$0 + 1]) })
  }

  /// Takes `word` out of its class and puts it into the best one, which it returns; the lowest of equals.
  private func best(_ word: Int, _ classes: [Int], _ state: inout ClassBigrams) -> Int {
    let own = classes[word]
    var right: [Int: Int] = [:]
    var left: [Int: Int] = [:]
    var itself = 0
    for pair in successors[word] {
      if pair.word == word { itself = pair.count } else { right[classes[pair.word], default: 0] += pair.count }
    }
    for pair in predecessors[word] where pair.word != word { left[classes[pair.word], default: 0] += pair.count }
    let rights = right.keys.sorted().map { ($0, right[$0]!) }
    let lefts = left.keys.sorted().map { ($0, left[$0]!) }
    state.move(own, rights, lefts, itself, counts[word], sign: -1)
    var target = own
    var gain = -Double.infinity
    for candidate in 1..<classCount {
      let value = state.gain(candidate, rights, lefts, itself, counts[word])
      if value > gain + 1e-9 {
        gain = value
        target = candidate
      }
    }
    state.move(target, rights, lefts, itself, counts[word], sign: 1)
    return target
  }
}

/// Counts of pairs of classes.
private struct ClassBigrams {
  let classCount: Int
  var pairs: [Int]
  var totals: [Int]
  private let logs: [Double]

  init(classCount: Int) {
    self.classCount = classCount
    pairs = [Int](repeating: 0, count: classCount * classCount)
    totals = [Int](repeating: 0, count: classCount)
    logs = (0..<65_536).map { $0 == 0 ? 0 : Double($0) * log(Double($0)) }
  }

  mutating func add(_ left: Int, _ right: Int, _ count: Int) { pairs[left * classCount + right] += count }

  mutating func move(
    _ target: Int, _ rights: [(Int, Int)], _ lefts: [(Int, Int)], _ itself: Int, _ count: Int, sign: Int
  ) {
    for (right, count) in rights { add(target, right, sign * count) }
    for (left, count) in lefts { add(left, target, sign * count) }
    add(target, target, sign * itself)
    totals[target] += sign * count
  }

  /// n log n
  private func entropy(_ count: Int) -> Double { count < 65_536 ? logs[count] : Double(count) * log(Double(count)) }

  /// How much the likelihood grows when the word joins `target`.
  func gain(_ target: Int, _ rights: [(Int, Int)], _ lefts: [(Int, Int)], _ itself: Int, _ count: Int) -> Double {
    var gain = 0.0
    var inner = itself
    for (right, count) in rights {
      if right == target {
        inner += count
        continue
      }
      let old = pairs[target * classCount + right]
      gain += entropy(old + count) - entropy(old)
    }
    for (left, count) in lefts {
      if left == target {
        inner += count
        continue
      }
      let old = pairs[left * classCount + target]
      gain += entropy(old + count) - entropy(old)
    }
    let old = pairs[target * classCount + target]
    gain += entropy(old + inner) - entropy(old)
    return gain - 2 * (entropy(totals[target] + count) - entropy(totals[target]))
  }
}

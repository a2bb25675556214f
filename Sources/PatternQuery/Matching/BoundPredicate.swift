/// A token expression with its tests answered for every id of a source's lexicons.
indirect enum BoundExpression {
  case constant(Bool)
  /// The id in the column is in the set.
  case leaf(column: String, ids: UnsafePointer<UInt32>, set: IDSet)
  case and([BoundExpression])
  case or([BoundExpression])

  func holds(_ index: Int) -> Bool {
    switch self {
    case .constant(let value): return value
    case .leaf(_, let ids, let set): return set.contains(ids[index])
    case .and(let parts): return parts.allSatisfy { $0.holds(index) }
    case .or(let parts): return parts.contains { $0.holds(index) }
    }
  }

  /// Conjunction or disjunction of `parts`; sets over one column become one set.
  static func joined(_ parts: [BoundExpression], isAnd: Bool) -> BoundExpression {
    var others: [BoundExpression] = []
    var leaves: [(column: String, ids: UnsafePointer<UInt32>, set: IDSet)] = []
    func collect(_ part: BoundExpression) -> Bool {
      switch part {
      case .constant(let value): return value == isAnd
      case .leaf(let column, let ids, let set):
        guard let known = leaves.firstIndex(where: { $0.column == column }) else {
          leaves.append((column, ids, set))
          return true
        }
        let merged = IDSet(capacity: set.capacity)
        merged.formUnion(leaves[known].set)
        if isAnd { merged.formIntersection(set) } else { merged.formUnion(set) }
        leaves[known].set = merged
        return true
      case .and(let inner) where isAnd: return inner.allSatisfy(collect)
      case .or(let inner) where !isAnd: return inner.allSatisfy(collect)
      default:
        others.append(part)
        return true
      }
    }
    guard parts.allSatisfy(collect) else { return .constant(!isAnd) }
    let all = leaves.map { BoundExpression.leaf(column: $0.column, ids: $0.ids, set: $0.set) } + others
    if all.isEmpty { return .constant(isAnd) }
    return all.count == 1 ? all[0] : isAnd ? .and(all) : .or(all)
  }
}

/// The predicates of one automaton laid out for the inner loops: most are one or a few sets that must all hold.
final class PredicateTable {
  struct Leaf {
    let ids: UnsafePointer<UInt32>
    let words: UnsafePointer<UInt64>
  }

  struct Row {
    /// First leaf and how many follow; -1 leaves: look at the expression.
    var first: Int32
    var count: Int32
  }

  let expressions: [BoundExpression]
  private let rows: UnsafeMutablePointer<Row>
  private let leaves: UnsafeMutablePointer<Leaf>

  init(_ expressions: [BoundExpression]) {
    self.expressions = expressions
    var leafList: [Leaf] = []
    var rowList: [Row] = []
    for expression in expressions {
      var row = Row(first: Int32(leafList.count), count: 0)
      func add(_ part: BoundExpression) {
        guard case .leaf(_, let ids, let set) = part else {
          row.count = -1
          return
        }
        leafList.append(Leaf(ids: ids, words: set.words))
        if row.count >= 0 { row.count += 1 }
      }
      switch expression {
      case .constant(true): break
      case .and(let parts): parts.forEach(add)
      default: add(expression)
      }
      rowList.append(row)
    }
    rows = .allocate(capacity: max(rowList.count, 1))
    rows.initialize(from: rowList, count: rowList.count)
    leaves = .allocate(capacity: max(leafList.count, 1))
    leaves.initialize(from: leafList, count: leafList.count)
  }

  deinit {
    rows.deallocate()
    leaves.deallocate()
  }

  @inline(__always)
  func holds(_ predicate: Int, at index: Int) -> Bool {
    let row = rows[predicate]
    if row.count < 0 { return expressions[predicate].holds(index) }
    var leaf = Int(row.first)
    let end = leaf + Int(row.count)
    while leaf < end {
      let id = leaves[leaf].ids[index]
      if leaves[leaf].words[Int(id >> 6)] >> UInt64(id & 63) & 1 == 0 { return false }
      leaf += 1
    }
    return true
  }

  /// Appends the tokens of `range` that pass to `output`.
  func scan(_ predicate: Int, in range: Range<Int>, into output: inout [Int]) {
    let row = rows[predicate]
    if row.count == 1 {
      let leaf = leaves[Int(row.first)]
      for index in range {
        let id = leaf.ids[index]
        if leaf.words[Int(id >> 6)] >> UInt64(id & 63) & 1 != 0 { output.append(index) }
      }
    } else {
      for index in range where holds(predicate, at: index) { output.append(index) }
    }
  }
}

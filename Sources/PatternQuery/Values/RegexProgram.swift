/// A regular expression compiled to a nondeterministic automaton over UTF-8 bytes.
struct RegexProgram {
  enum Node {
    /// Reads a byte of the range and goes on.
    case range(UInt8, UInt8, Int32)
    /// Goes on at each of these without reading.
    case fork([Int32])
    case accept
  }

  private(set) var nodes: [Node] = [.accept]
  private(set) var start: Int32 = 0

  /// More nodes than any sensible expression has; `(((a{999}){999}){999})` stops here.
  private static let maximumSize = 50_000

  private struct TooLarge: Error {}

  /// `nil` when the expression is too large.
  init?(_ node: RegexNode) {
    do throws(TooLarge) { start = try compile(node, next: 0) } catch { return nil }
  }

  private mutating func add(_ node: Node) throws(TooLarge) -> Int32 {
    if nodes.count >= Self.maximumSize { throw TooLarge() }
    nodes.append(node)
    return Int32(nodes.count - 1)
  }

  private mutating func compile(_ node: RegexNode, next: Int32) throws(TooLarge) -> Int32 {
    switch node {
    case .empty: return next
    case .set(let set, let negated):
      var entries: [Int32] = []
      for range in (negated ? set.complement : set).ranges {
        for sequence in utf8Sequences(range) {
          var target = next
          for (low, high) in sequence.reversed() { target = try add(.range(low, high, target)) }
          entries.append(target)
        }
      }
      return entries.count == 1 ? entries[0] : try add(.fork(entries))
    case .sequence(let nodes):
      var target = next
      for node in nodes.reversed() { target = try compile(node, next: target) }
      return target
    case .alternation(let branches):
      var entries: [Int32] = []
      for branch in branches { entries.append(try compile(branch, next: next)) }
      return try add(.fork(entries))
    case .repetition(let node, let minimum, let maximum):
      var target = next
      if let maximum {
        for _ in minimum..<max(minimum, maximum) { target = try add(.fork([try compile(node, next: target), next])) }
      } else {
        let loop = try add(.fork([]))
        let body = try compile(node, next: loop)
        nodes[Int(loop)] = .fork([body, next])
        target = loop
      }
      for _ in 0..<minimum { target = try compile(node, next: target) }
      return target
    }
  }
}

/// Splits a range of scalar values into sequences of byte ranges, as UTF-8 encodes them.
private func utf8Sequences(_ range: ClosedRange<UInt32>) -> [[(UInt8, UInt8)]] {
  var result: [[(UInt8, UInt8)]] = []
  var pending = [range]
  split: while let next = pending.popLast() {
    let (low, high) = (next.lowerBound, next.upperBound)
    if low <= 0xDFFF && high >= 0xD800 {
      if high > 0xDFFF { pending.append(0xE000...high) }
      if low < 0xD800 { pending.append(low...0xD7FF) }
      continue
    }
    for limit: UInt32 in [0x7F, 0x7FF, 0xFFFF] where low <= limit && limit < high {
      pending.append((limit + 1)...high)
      pending.append(low...limit)
      continue split
    }
    if high <= 0x7F {
      result.append([(UInt8(low), UInt8(high))])
      continue
    }
    for tail: UInt32 in 1..<4 {
      let mask: UInt32 = (1 << (6 * tail)) - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 {
        pending.append(((low | mask) + 1)...high)
        pending.append(low...(low | mask))
        continue split
      }
      if high & mask != mask {
        pending.append((high & ~mask)...high)
        pending.append(low...((high & ~mask) - 1))
        continue split
      }
    }
    let first = UTF8.encode(Unicode.Scalar(low)!)!
    let last = UTF8.encode(Unicode.Scalar(high)!)!
    result.append(Array(zip(first, last)))
  }
  return result
}

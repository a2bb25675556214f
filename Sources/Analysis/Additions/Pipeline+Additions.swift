import ArticleModel

extension Pipeline {
  /// This pipeline with further analysers, each at the earliest place where all that it reads, and all that others put
  /// into the layers it adds to, is there. Those that could run at the same place keep the order given.
  ///
  /// - Throws: a `Problem` where a layer is missing, or where somebody has read a layer before it is added to.
  public func adding(_ additions: [any Analyzer]) throws(Problem) -> Pipeline {
    var result = Pipeline(ordered: analyzers)
    for addition in Self.ordered(additions) { try result.insert(addition) }
    return result
  }

  private mutating func insert(_ addition: any Analyzer) throws(Problem) {
    if analyzers.contains(where: { $0.id == addition.id }) { throw .duplicate(addition.id) }
    let available = provides.union([.regions])
    if let layer = addition.requires.subtracting(available).subtracting(addition.provides).min() {
      throw .missing(layer: layer, requiredBy: addition.id, available: available.sorted())
    }
    let after = addition.requires.union(addition.provides)
    let place = (analyzers.lastIndex { !$0.provides.isDisjoint(with: after) } ?? -1) + 1
    let readBefore = analyzers[..<place].filter { other in
      // Who adds to the layer as well reads it for that.
      !other.requires.isDisjoint(with: addition.provides) && other.provides.isDisjoint(with: addition.provides)
    }
    if !readBefore.isEmpty { throw .circle([addition.id] + readBefore.map(\.id)) }
    var longer = analyzers
    longer.insert(addition, at: place)
    self = Pipeline(ordered: longer)
  }

  /// The additions with those first that provide what others read. Two that read from each other keep their order.
  private static func ordered(_ additions: [any Analyzer]) -> [any Analyzer] {
    func feeds(_ one: any Analyzer, _ other: any Analyzer) -> Bool { !one.provides.isDisjoint(with: other.requires) }
    var waiting = additions
    var ordered: [any Analyzer] = []
    while !waiting.isEmpty {
      let next = waiting.firstIndex { one in
        !waiting.contains { $0.id != one.id && feeds($0, one) && !feeds(one, $0) }
      }
      ordered.append(waiting.remove(at: next ?? 0))
    }
    return ordered
  }

  private init(ordered: [any Analyzer]) { analyzers = ordered }
}

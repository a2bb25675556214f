public import ArticleModel

/// The tree of one sentence, seen from its heads: who depends on a token, and which words lie under it.
///
/// Tokens are named by their index in the article. Where the layer of dependencies is missing, every token is a root.
public struct DependencyTree: Sendable {
  /// The tokens of the sentence.
  public let sentence: Range<Int>
  private let heads: [Int32]
  private let relations: [DependencyRelation]
  /// Children of all tokens one after the other, and where those of each begin.
  private let children: [Int32]
  private let starts: [Int32]
  private let firsts: [Int32]
  private let lasts: [Int32]

  /// The tree of the tokens of `sentence`.
  public init(_ tokens: TokenColumns, sentence: Range<Int>) {
    self.sentence = sentence
    let count = sentence.count
    let base = sentence.lowerBound
    heads = Array(tokens.heads[sentence])
    relations = Array(tokens.relations[sentence])
    var starts = [Int32](repeating: 0, count: count + 1)
    for head in heads where sentence.contains(Int(head)) { starts[Int(head) - base + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var children = [Int32](repeating: 0, count: Int(starts[count]))
    for (index, head) in heads.enumerated() where sentence.contains(Int(head)) {
      children[Int(next[Int(head) - base])] = Int32(base + index)
      next[Int(head) - base] += 1
    }
    // Subtrees from the leaves up: a token is done once all its children are.
    var firsts = (0..<Int32(count)).map { Int32(base) + $0 }
    var lasts = firsts
    var waiting = (0..<count).map { starts[$0 + 1] - starts[$0] }
    var ready = (0..<count).filter { waiting[$0] == 0 }
    while let index = ready.popLast() {
      let head = Int(heads[index]) - base
      guard head >= 0, head < count else { continue }
      firsts[head] = min(firsts[head], firsts[index])
      lasts[head] = max(lasts[head], lasts[index])
      waiting[head] -= 1
      if waiting[head] == 0 { ready.append(head) }
    }
    self.starts = starts
    self.children = children
    self.firsts = firsts
    self.lasts = lasts
  }

  /// The token `token` depends on; `nil` for the root.
  public func head(of token: Int) -> Int? {
    let head = Int(heads[token - sentence.lowerBound])
    return head >= 0 ? head : nil
  }

  /// How `token` depends on its head.
  public func relation(of token: Int) -> DependencyRelation { relations[token - sentence.lowerBound] }

  /// The tokens that depend on `token`, in text order.
  public func children(of token: Int) -> some RandomAccessCollection<Int> & Sendable {
    let index = token - sentence.lowerBound
    return children[Int(starts[index])..<Int(starts[index + 1])].lazy.map(Self.index)
  }

  @Sendable private static func index(_ token: Int32) -> Int { Int(token) }

  /// The first token that depends on `token` in one of these ways.
  public func child(of token: Int, _ relations: DependencyRelation...) -> Int? {
    children(of: token).first { relations.contains(relation(of: $0)) }
  }

  /// The tokens that depend on `token` in one of these ways.
  public func children(of token: Int, _ relations: DependencyRelation...) -> [Int] {
    children(of: token).filter { relations.contains(relation(of: $0)) }
  }

  /// From the first to the last token under `token`, itself included.
  public func subtree(of token: Int) -> Range<Int> {
    let index = token - sentence.lowerBound
    return Int(firsts[index])..<(Int(lasts[index]) + 1)
  }

  /// The root of the sentence, `nil` when it has no tokens.
  public var root: Int? { sentence.first { head(of: $0) == nil && relation(of: $0) != .punct } ?? sentence.first }

  /// The tokens above `token`, the nearest first; at most a hundred.
  public func ancestors(of token: Int) -> [Int] {
    var result: [Int] = []
    var current = token
    while result.count < 100, let head = head(of: current) {
      result.append(head)
      current = head
    }
    return result
  }

  /// Whether `token` is `ancestor` or lies under it.
  public func isUnder(_ token: Int, _ ancestor: Int) -> Bool {
    token == ancestor || (subtree(of: ancestor).contains(token) && ancestors(of: token).contains(ancestor))
  }
}

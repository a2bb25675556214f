public import ArticleModel

extension DependencyTree {
  /// A phrase that hangs on a verb or a noun by a preposition.
  public struct Oblique: Hashable, Sendable {
    /// The head of the phrase.
    public var head: Int
    /// Its preposition; the first word of one of several words.
    public var marker: Int?
    /// How the head depends on the verb or noun.
    public var relation: DependencyRelation
  }

  /// The words that mark the phrase of `head`: a preposition, or a conjunction of subordination.
  public func marker(of head: Int) -> Int? { child(of: head, .case, .mark) }

  /// The noun phrase whose head is `head`: with determiner, adjectives and what is joined by prepositions, without the
  /// preposition before it, coordinated phrases, appositions and relative clauses.
  public func phrase(of head: Int) -> Range<Int> {
    var first = head
    var last = head
    for child in children(of: head) {
      switch relation(of: child) {
      case .det, .amod, .nummod, .flat, .fixed, .nmod, .acl, .advmod, .oblArg:
        let range = subtree(of: child)
        first = min(first, range.lowerBound)
        last = max(last, range.upperBound - 1)
      default: break
      }
    }
    return first..<(last + 1)
  }

  /// `head` and what is coordinated with it.
  public func coordinated(with head: Int) -> [Int] {
    [head] + children(of: head).filter { relation(of: $0) == .conj }
  }

  /// The phrases that hang on `head` by a preposition, or as circumstances, in text order.
  public func obliques(of head: Int) -> [Oblique] {
    children(of: head).compactMap { child in
      let relation = relation(of: child)
      switch relation {
      case .oblArg, .oblAgent, .oblMod, .iobj, .nmod:
        return Oblique(head: child, marker: marker(of: child), relation: relation)
      default: return nil
      }
    }
  }
}

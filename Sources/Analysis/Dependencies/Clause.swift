public import ArticleModel

/// A verb, or another predicate, with what depends on it: who does what to whom.
public struct Clause: Sendable {
  /// When the clause says it happens.
  public enum Tense: String, Sendable {
    case present, past, imperfect, future, conditional, subjunctive, imperative
  }

  /// The verb, or the noun or adjective that a form of "être" makes the predicate.
  public let predicate: Int
  /// The subject, also where the verb shares it with the verb above it.
  public let subject: Int?
  /// Who does what a passive verb says.
  public let agent: Int?
  public let object: Int?
  public let indirectObject: Int?
  /// Phrases with prepositions and circumstances.
  public let obliques: [DependencyTree.Oblique]
  /// Auxiliaries and the copula, in text order.
  public let auxiliaries: [Int]
  public let isNegated: Bool
  public let isPassive: Bool
  /// `nil` without a finite verb.
  public let tense: Tense?
  /// The conjunction that subordinates the clause, such as "que".
  public let marker: Int?
  /// The predicate above this clause.
  public let governor: Int?
  /// How this clause depends on it.
  public let relation: DependencyRelation

  /// Whether a finite verb or auxiliary belongs to the clause.
  public var isFinite: Bool { tense != nil }
  /// Who acts: the subject of an active verb, the agent of a passive one.
  public var actor: Int? { isPassive ? agent : subject }
  /// Who or what is acted upon: the object of an active verb, the subject of a passive one.
  public var patient: Int? { isPassive ? subject : object }
  /// Whether the clause depends on another.
  public var isSubordinate: Bool { governor != nil && relation != .conj && relation != .parataxis }

  /// The clause of `predicate` in `tree`.
  public init(_ predicate: Int, in tree: DependencyTree, of tokens: TokenColumns) {
    self.predicate = predicate
    let auxiliaries = tree.children(of: predicate, .aux, .auxPass, .auxCaus, .cop)
    self.auxiliaries = auxiliaries
    relation = tree.relation(of: predicate)
    governor = tree.head(of: predicate)
    // A greedy parser calls a subject passive now and then that has an object beside it.
    let hasPassive =
      tree.child(of: predicate, .auxPass) != nil
      || (tree.child(of: predicate, .nsubjPass) != nil && tree.child(of: predicate, .obj) == nil)
    let own = tree.child(of: predicate, .nsubj, .nsubjPass, .csubj)
    let participle = Self.isParticiple(predicate, tokens)
    // A participle on its own says what was done to the noun it follows: "un homme tué par balle".
    let isReduced = own == nil && auxiliaries.isEmpty && participle && relation == .acl
    isPassive = hasPassive || isReduced
    agent = tree.child(of: predicate, .oblAgent)
    object = tree.child(of: predicate, .obj)
    indirectObject = tree.child(of: predicate, .iobj)
    obliques = tree.obliques(of: predicate)
    marker = tree.child(of: predicate, .mark)
    isNegated = Self.isNegated(predicate, tree, tokens)
    subject = own ?? (isReduced ? tree.head(of: predicate) : Self.sharedSubject(predicate, tree, tokens))
    tense = Self.tense(predicate, auxiliaries, tree, tokens)
  }

  private static func has(_ feature: String, _ token: Int, _ tokens: TokenColumns) -> Bool {
    tokens.hasFeature(feature, token)
  }

  private static func isParticiple(_ token: Int, _ tokens: TokenColumns) -> Bool {
    tokens.partsOfSpeech[token] == .verb && has("Tense=Past", token, tokens) && has("VerbForm=Part", token, tokens)
  }

  private static func isNegated(_ predicate: Int, _ tree: DependencyTree, _ tokens: TokenColumns) -> Bool {
    tree.children(of: predicate).contains { child in
      switch tokens.lemma(child) {
      case "ne", "pas", "jamais", "n'": tree.relation(of: child) == .advmod
      case "aucun", "nul": false
      default: false
      }
    }
  }

  /// The subject that an infinitive, a participle or a coordinated verb shares with the verb above.
  private static func sharedSubject(_ predicate: Int, _ tree: DependencyTree, _ tokens: TokenColumns) -> Int? {
    var current = predicate
    for _ in 0..<8 {
      guard let head = tree.head(of: current) else { return nil }
      switch tree.relation(of: current) {
      case .conj, .xcomp, .advcl:
        // A clause of its own with a conjunction has its own subject or none.
        if tree.relation(of: current) == .advcl, tree.child(of: current, .mark) != nil, isFinite(current, tree, tokens)
        {
          return nil
        }
        if tree.relation(of: current) == .xcomp, let object = tree.child(of: head, .obj) { return object }
        if let subject = tree.child(of: head, .nsubj, .nsubjPass) { return subject }
      case .relcl: return head
      default: return nil
      }
      current = head
    }
    return nil
  }

  private static func isFinite(_ token: Int, _ tree: DependencyTree, _ tokens: TokenColumns) -> Bool {
    ([token] + tree.children(of: token, .aux, .auxPass, .cop)).contains { has("VerbForm=Fin", $0, tokens) }
  }

  /// The tense of the finite form; a compound tense is past, or what its auxiliary makes of it.
  private static func tense(
    _ predicate: Int, _ auxiliaries: [Int], _ tree: DependencyTree, _ tokens: TokenColumns
  ) -> Tense? {
    guard let finite = (auxiliaries + [predicate]).first(where: { has("VerbForm=Fin", $0, tokens) }) else { return nil }
    let isCompound = finite != predicate && tree.relation(of: finite) == .aux
    if has("Mood=Cnd", finite, tokens) { return .conditional }
    if has("Mood=Sub", finite, tokens) { return .subjunctive }
    if has("Mood=Imp", finite, tokens) { return .imperative }
    if has("Tense=Fut", finite, tokens) { return .future }
    if isCompound || has("Tense=Past", finite, tokens) { return .past }
    return has("Tense=Imp", finite, tokens) ? .imperfect : .present
  }
}

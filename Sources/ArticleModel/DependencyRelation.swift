/// How a token depends on its head: the relations of Universal Dependencies (universaldependencies.org/u/dep), with the
/// subtypes that change who did what to whom, and without the others.
public enum DependencyRelation: UInt8, Sendable, CaseIterable {
  case none = 0
  case root, nsubj, nsubjPass, csubj, obj, iobj, oblArg, oblAgent, oblMod, nmod, amod, advmod, nummod, appos, acl, relcl
  case advcl, xcomp, ccomp, aux, auxPass, auxCaus, cop, mark, det, `case`, cc, conj, expl, flat, fixed, parataxis
  case vocative, dislocated, orphan, dep, punct

  /// The relation as Universal Dependencies writes it, such as `nsubj:pass`; empty when no analyser has set it.
  public var name: String {
    switch self {
    case .none: ""
    case .nsubjPass: "nsubj:pass"
    case .oblArg: "obl:arg"
    case .oblAgent: "obl:agent"
    case .oblMod: "obl:mod"
    case .relcl: "acl:relcl"
    case .auxPass: "aux:pass"
    case .auxCaus: "aux:caus"
    default: String(describing: self)
    }
  }

  /// The relation written `name`; of an unknown subtype, the relation before the colon; else `nil`.
  public init?(name: String) {
    if let exact = Self.byName[name] {
      self = exact
    } else if let colon = name.firstIndex(of: ":"), let general = Self.byName[String(name[..<colon])] {
      self = general
    } else {
      return nil
    }
  }

  private static let byName: [String: DependencyRelation] = {
    var table = Dictionary(uniqueKeysWithValues: allCases.dropFirst().map { ($0.name, $0) })
    // French treebanks leave the kind of oblique open now and then.
    table["obl"] = .oblMod
    return table
  }()
}

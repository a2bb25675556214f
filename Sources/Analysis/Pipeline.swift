public import ArticleModel

/// Analysers in an order in which each finds what it requires.
public struct Pipeline: Sendable {
  /// Why a pipeline cannot be built.
  public enum Problem: Error, Equatable, CustomStringConvertible {
    /// Nothing provides a layer that `analyzer` requires.
    case missing(layer: Layer, requiredBy: String, available: [Layer])
    /// The analysers require each other's layers in a circle.
    case circle([String])
    /// Two analysers bear one id.
    case duplicate(String)

    public var description: String {
      switch self {
      case .missing(let layer, let analyzer, let available):
        let names = available.map(\.name).joined(separator: ", ")
        return "analyser '\(analyzer)' requires the layer '\(layer)', which nothing provides (there are: \(names))"
      case .circle(let analyzers):
        return "these analysers wait for each other: \(analyzers.joined(separator: ", "))"
      case .duplicate(let analyzer):
        return "two analysers are called '\(analyzer)'"
      }
    }
  }

  /// The analysers in the order in which they run.
  public let analyzers: [any Analyzer]

  /// Orders `analyzers`; those that could run at the same time keep the order given.
  public init(_ analyzers: [any Analyzer], available: Set<Layer> = [.regions]) throws(Problem) {
    var ids: Set<String> = []
    for analyzer in analyzers where !ids.insert(analyzer.id).inserted { throw .duplicate(analyzer.id) }
    let everything = analyzers.reduce(available) { $0.union($1.provides) }
    for analyzer in analyzers {
      if let layer = analyzer.requires.subtracting(everything).min() {
        throw .missing(layer: layer, requiredBy: analyzer.id, available: everything.sorted())
      }
    }
    var ordered: [any Analyzer] = []
    var waiting = analyzers
    while !waiting.isEmpty {
      // An analyser waits for everybody else who provides what it requires, so that several may fill one layer.
      let next = waiting.firstIndex { analyzer in
        !waiting.contains { $0.id != analyzer.id && !$0.provides.isDisjoint(with: analyzer.requires) }
      }
      guard let next else { throw .circle(waiting.map(\.id)) }
      ordered.append(waiting.remove(at: next))
    }
    self.analyzers = ordered
  }

  /// The layers an article has after `analyze`.
  public var provides: Set<Layer> { analyzers.reduce([]) { $0.union($1.provides) } }

  /// Runs every analyser whose layers are asked for, or needed by one that is.
  ///
  /// - Parameters:
  ///   - wanted: the layers to make; `nil` for all.
  ///   - given: layers that come from elsewhere, so that what builds on them can be judged on its own.
  ///   - fill: puts a given layer in place of what the analysers made of it, before anybody reads it.
  public func analyze(
    _ article: inout Article, language: Language, wanted: Set<Layer>? = nil, given: Set<Layer> = [],
    fill: (Layer, inout Article) -> Void = { _, _ in }
  ) {
    let context = AnalysisContext(article, language: language)
    article.layers.insert(.regions)
    let analyzers = needed(for: wanted)
    var waiting = given
    for (index, analyzer) in analyzers.enumerated() {
      analyzer.analyze(&article, in: context)
      article.layers.formUnion(analyzer.provides)
      // The last analyser of a layer hands it over.
      for layer in Layer.standard where waiting.contains(layer) && analyzer.provides.contains(layer) {
        guard !analyzers[(index + 1)...].contains(where: { $0.provides.contains(layer) }) else { continue }
        fill(layer, &article)
        waiting.remove(layer)
      }
    }
    for layer in Layer.standard where waiting.contains(layer) { fill(layer, &article) }
  }

  private func needed(for wanted: Set<Layer>?) -> [any Analyzer] {
    guard var layers = wanted else { return analyzers }
    var chosen: [any Analyzer] = []
    for analyzer in analyzers.reversed() where !analyzer.provides.isDisjoint(with: layers) {
      layers.formUnion(analyzer.requires)
      chosen.append(analyzer)
    }
    return chosen.reversed()
  }
}

extension Pipeline {
  /// Everything that is known of a supported language.
  public static let standard = build([
    TokenAnalyzer(), SentenceAnalyzer(), MorphologyAnalyzer(), DependencyAnalyzer(), NameAnalyzer(), EntityAnalyzer(),
    PlaceAnalyzer(), RoleAnalyzer(), DateAnalyzer(), QuoteAnalyzer(), EventAnalyzer(), TopicAnalyzer(),
  ])

  /// What needs no knowledge of the language.
  public static let minimal = build([TokenAnalyzer(), SentenceAnalyzer()])

  private static func build(_ analyzers: [any Analyzer]) -> Pipeline {
    do {
      return try Pipeline(analyzers)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

public import ArticleModel

extension Pipeline {
  /// The analysers that must run again when those called `changed` find something else: they, whoever reads what they
  /// make, and whoever adds to a layer that is made anew.
  public func affected(by changed: Set<String>) -> Set<String> {
    var affected = changed.intersection(analyzers.map(\.id))
    var layers: Set<Layer> = []
    while true {
      for analyzer in analyzers where affected.contains(analyzer.id) { layers.formUnion(analyzer.provides) }
      let more = analyzers.filter {
        !affected.contains($0.id) && !$0.requires.union($0.provides).isDisjoint(with: layers)
      }
      if more.isEmpty { return affected }
      affected.formUnion(more.map(\.id))
    }
  }

  /// Runs the analysers called `changed` again over an analysed article, and those that build on them; the layers of the
  /// others stay.
  public func analyzeAgain(_ article: inout Article, language: Language, changed: Set<String>) {
    let affected = affected(by: changed)
    let again = analyzers.filter { affected.contains($0.id) }
    for layer in again.reduce(into: Set<Layer>(), { $0.formUnion($1.provides) }) { article.clear(layer) }
    let context = AnalysisContext(article, language: language)
    for analyzer in again {
      analyzer.analyze(&article, in: context)
      article.layers.formUnion(analyzer.provides)
    }
  }
}

public import ArticleModel

/// Compares one layer of an article with gold.
protocol LayerMeasure: SendableMetatype {
  static var layer: Layer { get }
  static func compare(_ pair: ArticlePair) -> LayerResult
}

extension ArticlePair {
  private static let measures: [any LayerMeasure.Type] = [
    MentionMeasure.self, EntityMeasure.self, RoleMeasure.self, DateMeasure.self, QuoteMeasure.self, EventMeasure.self,
  ]

  /// The layers that can be compared.
  public static let layers: [Layer] = measures.map { $0.layer }

  /// Compares each of `layers` that gold holds and an analyser has made.
  public func compare(_ layers: Set<Layer>) -> [LayerResult] {
    Self.measures.filter { measure in
      layers.contains(measure.layer) && gold.article.layers.contains(measure.layer)
        && found.layers.contains(measure.layer)
    }.map { $0.compare(self) }
  }
}

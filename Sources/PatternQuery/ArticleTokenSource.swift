public import ArticleModel

/// An article's layers as the matcher reads them; columns and structures are made when a query first asks for one.
///
/// Reflects the article as it was given; make a new one after layers have changed. Not safe to share between threads.
public final class ArticleTokenSource: TokenSource {
  private var article: Article
  private var columns: [String: TokenColumn?] = [:]
  private var structures: [String: StructureColumn?] = [:]

  /// The layers of `article`.
  public init(_ article: Article) { self.article = article }

  /// Takes the annotations that the article has now; everything else stays as it was read.
  public func replaceAnnotations(_ annotations: [Annotation]) {
    article.annotations = annotations
    structures = structures.filter { QueryVocabulary.article.structures[$0.key] != nil }
  }

  public var count: Int { article.tokens.count }

  public func column(_ name: String) -> TokenColumn? {
    if let known = columns[name] { return known }
    let column = makeColumn(name)
    columns[name] = .some(column)
    return column
  }

  public func structure(_ name: String) -> StructureColumn? {
    if let known = structures[name] { return known }
    let structure = makeStructure(name)
    structures[name] = .some(structure)
    return structure
  }

  /// What queries over `article` may name: the standard names and the article's own annotation layers.
  public static func vocabulary(of article: Article) -> QueryVocabulary {
    article.annotations.reduce(.article) { $0.adding(structure: $1.layer, attributes: Set($1.attributes.keys)) }
  }

  private func makeColumn(_ name: String) -> TokenColumn? {
    let tokens = article.tokens
    switch name {
    case "word": return TokenColumn(tokens.forms, lexicon: tokens.strings)
    case "lemma": return TokenColumn(tokens.lemmas, lexicon: tokens.strings)
    case "feats": return TokenColumn(tokens.features, lexicon: tokens.strings)
    case "pos":
      // Id 0 of a string table is the empty string, as is the tag of `.none`.
      var table = StringTable()
      let ids = PartOfSpeech.allCases.map { table.intern($0.tag) }
      return TokenColumn(tokens.partsOfSpeech.map { ids[Int($0.rawValue)] }, lexicon: table)
    case "head": return headColumn()
    case "deprel": return relationColumn()
    case "ent": return mentionColumn { $0.type.rawValue }
    case "entity": return entityColumn()
    default: return nil
    }
  }

  /// The lemma of the token that each token depends on; where no lemma is known, its form.
  private func headColumn() -> TokenColumn? {
    guard article.layers.contains(.dependencies) else { return nil }
    let tokens = article.tokens
    let ids = tokens.heads.map { head -> UInt32 in
      if head < 0 { return 0 }
      let lemma = tokens.lemmas[Int(head)]
      return lemma == 0 ? tokens.forms[Int(head)] : lemma
    }
    return TokenColumn(ids, lexicon: tokens.strings)
  }

  private func relationColumn() -> TokenColumn? {
    guard article.layers.contains(.dependencies) else { return nil }
    var table = StringTable()
    let ids = DependencyRelation.allCases.map { table.intern($0.name) }
    return TokenColumn(article.tokens.relations.map { ids[Int($0.rawValue)] }, lexicon: table)
  }

  /// The entities of names, and of the words that point at one where no name stands.
  private func entityColumn() -> TokenColumn {
    var table = StringTable()
    var ids = [UInt32](repeating: 0, count: count)
    func mark(_ span: Span, _ entity: Int?) {
      let id = table.intern(entityName(entity))
      for index in article.tokens.indices(in: span) { ids[index] = id }
    }
    for reference in article.references where reference.entity != nil { mark(reference.span, reference.entity) }
    for mention in article.mentions { mark(mention.span, mention.entity) }
    return TokenColumn(ids, lexicon: table)
  }

  private func mentionColumn(_ value: (Mention) -> String) -> TokenColumn {
    var table = StringTable()
    var ids = [UInt32](repeating: 0, count: count)
    for mention in article.mentions {
      let id = table.intern(value(mention))
      for index in article.tokens.indices(in: mention.span) { ids[index] = id }
    }
    return TokenColumn(ids, lexicon: table)
  }

  private func entityName(_ index: Int?) -> String {
    index.flatMap { article.entities.indices.contains($0) ? article.entities[$0].name : nil } ?? ""
  }

  private func makeStructure(_ name: String) -> StructureColumn? {
    switch name {
    case "article": return make([Span(0, article.text.count)], []) { _ in [:] }
    case "s":
      return StructureColumn(article.sentenceTokens.map { (tokens: $0, values: [:]) }, attributeNames: [])
    case "region": return make(article.regions, \.span, ["kind"]) { ["kind": $0.kind.rawValue] }
    case "ent":
      return make(article.mentions, \.span, ["type", "entity"]) {
        ["type": $0.type.rawValue, "entity": self.entityName($0.entity)]
      }
    case "ref":
      return make(article.references, \.span, ["kind", "entity"]) {
        ["kind": $0.kind, "entity": self.entityName($0.entity)]
      }
    case "quote":
      return make(article.quotes, \.span, ["kind", "speaker", "cue", "stance"]) {
        ["kind": $0.kind, "speaker": self.entityName($0.speaker), "cue": $0.cue ?? "", "stance": $0.stance ?? ""]
      }
    case "event":
      return make(article.events, \.span, ["type", "code", "status", "place"]) {
        ["type": $0.type, "code": $0.code ?? "", "status": $0.status ?? "", "place": self.entityName($0.place)]
      }
    case "role":
      return make(article.roles, \.span, ["title", "person", "of", "class", "status"]) {
        [
          "title": $0.title, "person": self.entityName($0.person), "of": self.entityName($0.of),
          "class": $0.category ?? "", "status": $0.status ?? "",
        ]
      }
    case "date":
      return make(article.dates, \.span, ["value", "kind", "precision"]) {
        ["value": $0.value ?? "", "kind": $0.kind, "precision": $0.precision]
      }
    default:
      if let kind = Region.Kind(rawValue: name) {
        return make(article.regions.filter { $0.kind == kind }, \.span, []) { _ in [:] }
      }
      let rows = article.annotations.filter { $0.layer == name }
      if rows.isEmpty { return nil }
      let names = Set(rows.flatMap(\.attributes.keys))
      return make(rows, \.span, names.sorted()) { $0.attributes.mapValues(self.text) }
    }
  }

  private func make<Fact>(
    _ facts: [Fact], _ span: KeyPath<Fact, Span>, _ names: [String], _ values: (Fact) -> [String: String]
  ) -> StructureColumn {
    StructureColumn(
      facts.map { (tokens: article.tokens.indices(in: $0[keyPath: span]), values: values($0)) }, attributeNames: names)
  }

  private func make(_ spans: [Span], _ names: [String], _ values: (Span) -> [String: String]) -> StructureColumn {
    make(spans, \.self, names, values)
  }

  /// An annotation's value as a query compares it; the items of a list stand between bars, as `contains` reads them.
  private func text(_ value: AttributeValue) -> String {
    switch value {
    case .string(let string), .reference(let string): string
    case .integer(let integer): String(integer)
    case .number(let number): String(number)
    case .boolean(let boolean): String(boolean)
    case .list(let items): items.map(text).joined(separator: "|")
    }
  }
}

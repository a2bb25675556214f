public import ArticleModel

/// What an id such as `q2` names in an article.
public enum FactID: Hashable, Sendable {
  case region(Int), mention(Int), entity(Int), reference(Int), role(Int), date(Int), quote(Int), event(Int)
  case time(Int), topic(Int), annotation(Int)

  /// A kind of fact: the letter of its ids, what it is called, and how many the article has.
  public struct Kind: Sendable {
    public let letter: String
    public let name: String
    public let plural: String
    public let count: Int
    let make: @Sendable (Int) -> FactID
  }

  /// The kinds of facts of `article`, in the order in which they are listed.
  public static func kinds(of article: Article) -> [Kind] {
    func kind(
      _ letter: String, _ name: String, _ count: Int, plural: String? = nil, _ make: @escaping @Sendable (Int) -> FactID
    ) -> Kind { Kind(letter: letter, name: name, plural: plural ?? name + "s", count: count, make: make) }
    return [
      kind("e", "entity", article.entities.count, plural: "entities", FactID.entity),
      kind(Role.idPrefix, "role", article.roles.count, FactID.role),
      kind(TimeExpression.idPrefix, "date", article.dates.count, FactID.date),
      kind(TimeMention.idPrefix, "time", article.times.count, FactID.time),
      kind(Quote.idPrefix, "quote", article.quotes.count, FactID.quote),
      kind(Event.idPrefix, "event", article.events.count, FactID.event),
      kind(Topic.idPrefix, "topic", article.topics.count, FactID.topic),
      kind(Reference.idPrefix, "reference", article.references.count, FactID.reference),
      kind(Mention.idPrefix, "mention", article.mentions.count, FactID.mention),
      kind("g", "region", article.regions.count, FactID.region),
      kind(Annotation.idPrefix, "annotation", article.annotations.count, FactID.annotation),
    ]
  }

  /// The fact called `id`, or `nil` when `article` has none.
  public init?(_ id: String, in article: Article) {
    guard let letter = id.first, let number = Int(id.dropFirst()), number >= 1, id.dropFirst().first != "+",
      let kind = Self.kinds(of: article).first(where: { $0.letter == String(letter) }), number <= kind.count
    else { return nil }
    self = kind.make(number - 1)
  }

  /// What to tell somebody who asked for `id`, which `article` does not have.
  public static func help(for id: String, in article: Article) -> String {
    let kinds = kinds(of: article)
    if let letter = id.lowercased().first, let kind = kinds.first(where: { $0.letter == String(letter) }),
      Int(id.dropFirst()) != nil
    {
      return kind.count == 0
        ? "the article has no \(kind.plural)" : "the \(kind.plural) of this article are \(range(kind))"
    }
    let present = kinds.filter { $0.count > 0 }.map { "\(range($0)) (\($0.plural))" }
    return "an id is a letter and a number; this article has " + present.joined(separator: ", ")
  }

  private static func range(_ kind: Kind) -> String {
    kind.count == 1 ? "\(kind.letter)1" : "\(kind.letter)1 to \(kind.letter)\(kind.count)"
  }

  /// The id as JSON, scripts and the command line write it.
  public var description: String {
    switch self {
    case .region(let index): Region.id(index)
    case .mention(let index): Mention.id(index)
    case .entity(let index): Entity.id(index)
    case .reference(let index): Reference.id(index)
    case .role(let index): Role.id(index)
    case .date(let index): TimeExpression.id(index)
    case .time(let index): TimeMention.id(index)
    case .topic(let index): Topic.id(index)
    case .quote(let index): Quote.id(index)
    case .event(let index): Event.id(index)
    case .annotation(let index): Annotation.id(index)
    }
  }

  /// Where the fact stands in the text; for an entity where it is named first.
  public func span(in article: Article) -> Span {
    switch self {
    case .region(let index): article.regions[index].span
    case .mention(let index): article.mentions[index].span
    case .entity(let index):
      article.entities[index].mentions.first.map { article.mentions[$0].span }
        ?? article.entities[index].evidence.spans.first ?? Span(0, 0)
    case .reference(let index): article.references[index].span
    case .role(let index): article.roles[index].span
    case .date(let index): article.dates[index].span
    case .time(let index): article.times[index].span
    case .topic(let index): article.topics[index].span
    case .quote(let index): article.quotes[index].span
    case .event(let index): article.events[index].span
    case .annotation(let index): article.annotations[index].span
    }
  }

  /// How the fact was found; `nil` for regions, which are the page's own.
  public func evidence(in article: Article) -> Evidence? {
    switch self {
    case .region: nil
    case .mention(let index): article.mentions[index].evidence
    case .entity(let index): article.entities[index].evidence
    case .reference(let index): article.references[index].evidence
    case .role(let index): article.roles[index].evidence
    case .date(let index): article.dates[index].evidence
    case .time(let index): article.times[index].evidence
    case .topic(let index): article.topics[index].evidence
    case .quote(let index): article.quotes[index].evidence
    case .event(let index): article.events[index].evidence
    case .annotation(let index): article.annotations[index].evidence
    }
  }
}

import Analysis
public import ArticleModel

/// Facts that a plugin adds to an article, kept apart until it has ended well.
public struct FactAdditions: Sendable {
  var mentions: [Mention] = []
  var roles: [Role] = []
  var quotes: [Quote] = []
  var events: [Event] = []
  var annotations: [Annotation] = []

  /// How many there are.
  public var count: Int { mentions.count + roles.count + quotes.count + events.count + annotations.count }

  /// Puts the facts into `article`, each list in text order; ids of others move, and what refers to them with them.
  public func apply(to article: inout Article) {
    if !mentions.isEmpty { article.insert(listed: Self.apart(mentions)) }
    if !annotations.isEmpty { article.annotations += annotations }
    var moved: [String: String] = [:]
    Self.merge(roles, into: &article.roles, &moved) { $0.span == $1.span && $0.person == $1.person }
    Self.merge(quotes, into: &article.quotes, &moved) { $0.span.overlaps($1.span) && $0.kind == $1.kind }
    let events = events.map { $0.completed(with: article.events) }
    Self.merge(events, into: &article.events, &moved) { $0.span.overlaps($1.span) && $0.type == $1.type }
    guard !moved.isEmpty else { return }
    for index in article.annotations.indices {
      article.annotations[index].attributes = article.annotations[index].attributes.mapValues { $0.renamed(moved) }
    }
  }

  /// In text order, of those that overlap the longer, then the earlier one.
  private static func apart(_ mentions: [Mention]) -> [Mention] {
    var result: [Mention] = []
    for mention in mentions.enumerated().sorted(by: {
      $0.element.span.start != $1.element.span.start
        ? $0.element.span.start < $1.element.span.start
        : $0.element.span.length != $1.element.span.length
          ? $0.element.span.length > $1.element.span.length : $0.offset < $1.offset
    }).map(\.element) where result.last.map({ !$0.span.overlaps(mention.span) }) ?? true {
      result.append(mention)
    }
    return result
  }

  /// Adds to a list in text order. A new fact takes the place of an old one that says the same.
  private static func merge<Item: Fact>(
    _ new: [Item], into list: inout [Item], _ moved: inout [String: String], same: (Item, Item) -> Bool
  ) {
    guard !new.isEmpty else { return }
    var replaced: Set<Int> = []
    var taken: Set<Int> = []
    for (number, item) in new.enumerated() {
      if new[..<number].indices.contains(where: { !taken.contains($0) && same(new[$0], item) }) {
        taken.insert(number)
        continue
      }
      for (index, old) in list.enumerated() where same(old, item) { replaced.insert(index) }
    }
    var rows = list.indices.filter { !replaced.contains($0) }.map { (span: list[$0].span, old: Optional($0), new: -1) }
    rows += new.indices.filter { !taken.contains($0) }.map { (span: new[$0].span, old: nil, new: $0) }
    let order = rows.indices.sorted {
      rows[$0].span.start != rows[$1].span.start ? rows[$0].span.start < rows[$1].span.start : $0 < $1
    }
    for (position, row) in order.enumerated() {
      guard let old = rows[row].old, old != position else { continue }
      moved[Item.id(old)] = Item.id(position)
    }
    list = order.map { row in rows[row].old.map { list[$0] } ?? new[rows[row].new] }
  }
}

extension AttributeValue {
  /// The value with references under their new ids.
  fileprivate func renamed(_ names: [String: String]) -> AttributeValue {
    switch self {
    case .reference(let id): .reference(names[id] ?? id)
    case .list(let values): .list(values.map { $0.renamed(names) })
    default: self
    }
  }
}

extension Event {
  /// This event with what is known of the one whose place it takes and it does not know itself.
  fileprivate func completed(with known: [Event]) -> Event {
    guard let old = known.first(where: { $0.type == type && $0.span.overlaps(span) }) else { return self }
    var event = self
    event.isMain = isMain || old.isMain
    event.code = code ?? old.code
    event.place = place ?? old.place
    event.date = date ?? old.date
    if participants.isEmpty { event.participants = old.participants }
    if numbers.isEmpty { event.numbers = old.numbers }
    return event
  }
}

public import ArticleModel

/// Feeds layers of gold into an article in place of the analysers' own.
public struct GivenLayers: Sendable {
  public let gold: GoldArticle
  /// The layers that are fed. Grouping mentions needs them, so `entities` brings `mentions` with it.
  public let layers: Set<Layer>
  /// The layers that can be given.
  public static let possible: [Layer] = [.mentions, .entities, .roles, .dates, .quotes, .events]

  /// Feeds `layers` of `gold`, as far as it holds them.
  public init(_ gold: GoldArticle, layers: Set<Layer>) {
    self.gold = gold
    let wanted = layers.contains(.entities) ? layers.union([.mentions]) : layers
    self.layers = wanted.intersection(gold.article.layers)
  }

  /// Replaces `layer` of `article` by gold's.
  public func fill(_ layer: Layer, _ article: inout Article) {
    switch layer {
    case .mentions: fillMentions(&article)
    case .entities: fillEntities(&article)
    case .roles: fillRoles(&article)
    case .dates: article.dates = gold.article.dates
    case .quotes: fillQuotes(&article)
    case .events: fillEvents(&article)
    default: break
    }
    article.layers.insert(layer)
  }

  private var givesEntities: Bool { layers.contains(.entities) }

  /// Gold marks no titles: those that the analyser saw before a name stay with it.
  private func fillMentions(_ article: inout Article) {
    let own = article.mentions
    article.mentions = gold.article.mentions
    for (goldIndex, foundIndex) in Matching.overlaps(article.mentions.map(\.span), own.map(\.span)) {
      if let title = own[foundIndex].title, title.end <= article.mentions[goldIndex].span.start {
        article.mentions[goldIndex].title = title
      }
    }
    for index in article.mentions.indices { article.mentions[index].entity = nil }
  }

  /// References that point at the analyser's own entities are turned to gold's, and where places lie is kept, which gold
  /// does not say.
  private func fillEntities(_ article: inout Article) {
    let alignment = EntityAlignment(gold: gold.article, found: article)
    var newIndex: [Int: Int] = [:]
    for entity in gold.article.entities.indices.reversed() {
      for old in article.entities.indices where alignment.same(gold: entity, found: old) { newIndex[old] = entity }
    }
    article.references = article.references.map { reference in
      var reference = reference
      reference.entity = reference.entity.flatMap { newIndex[$0] }
      reference.candidates = reference.candidates.compactMap { newIndex[$0] }
      return reference
    }
    var entities = gold.article.entities
    for old in article.entities.indices {
      guard let new = newIndex[old], entities[new].link == nil, entities[new].type == article.entities[old].type else {
        continue
      }
      entities[new].link = article.entities[old].link
      entities[new].alternatives = article.entities[old].alternatives
    }
    article.entities = entities
    for index in article.mentions.indices { article.mentions[index].entity = gold.article.mentions[index].entity }
  }

  private func translator(_ article: Article) -> (Int?) -> Int? {
    if givesEntities { return { $0 } }
    let alignment = EntityAlignment(gold: gold.article, found: article)
    let count = article.entities.count
    return { entity in entity.flatMap { alignment.found(for: $0, of: count) } }
  }

  private func fillRoles(_ article: inout Article) {
    let translate = translator(article)
    article.roles = gold.article.roles.compactMap { role in
      guard let person = translate(role.person) else { return nil }
      var role = role
      role.person = person
      role.of = translate(role.of)
      return role
    }
  }

  private func fillQuotes(_ article: inout Article) {
    let translate = translator(article)
    article.quotes = gold.article.quotes.map { quote in
      var quote = quote
      quote.speaker = translate(quote.speaker)
      return quote
    }
  }

  private func fillEvents(_ article: inout Article) {
    let translate = translator(article)
    article.events = gold.article.events.enumerated().map { index, event in
      var event = event
      event.place = translate(event.place)
      event.participants = event.participants.compactMap { participant in
        translate(participant.entity).map {
          Event.Participant(entity: $0, part: participant.part, span: participant.span)
        }
      }
      event.date = gold.eventDates[index].flatMap { date in article.dates.firstIndex { $0.value == date } }
      return event
    }
  }
}

extension Article {
  /// Takes `layer` away, so that an analyser can make it again; what refers to it is to be taken away as well.
  public mutating func clear(_ layer: Layer) {
    layers.remove(layer)
    switch layer {
    case .regions: regions = []
    case .tokens: tokens = TokenColumns()
    case .sentences:
      sentences = []
      sentenceTokens = []
      for index in tokens.sentences.indices { tokens.sentences[index] = 0 }
    case .partsOfSpeech:
      for index in 0..<tokens.count { (tokens.partsOfSpeech[index], tokens.features[index]) = (.none, 0) }
    case .lemmas: for index in 0..<tokens.count { tokens.lemmas[index] = 0 }
    case .dependencies: for index in 0..<tokens.count { (tokens.heads[index], tokens.relations[index]) = (-1, .none) }
    case .mentions: mentions = []
    case .entities:
      entities = []
      for index in mentions.indices { mentions[index].entity = nil }
    case .references: references = []
    case .roles: roles = []
    case .dates: dates = []
    case .times: times = []
    case .quotes: quotes = []
    case .events: events = []
    case .topics: topics = []
    default: annotations.removeAll { $0.layer == layer.name }
    }
  }
}

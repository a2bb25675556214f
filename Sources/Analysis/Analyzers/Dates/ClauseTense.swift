import ArticleModel

/// Whether the verb beside an expression speaks of what was or of what will be.
///
/// The nearest verb of the sentence counts, a comma between making it farther. Compound tenses speak through their
/// participle, the near future through "aller", and participles such as "prévu" of what is to come.
struct ClauseTense {
  enum Time { case past, present, future, none }

  /// How far a verb may stand, in tokens.
  private static let reach = 40
  private static let comma = 4

  private let article: Article
  private let lexicon: CalendarLexicon
  /// By id of the feature list: what the form says; found once each.
  private var times: [UInt32: Time] = [:]

  init(_ article: Article, lexicon: CalendarLexicon) {
    self.article = article
    self.lexicon = lexicon
  }

  /// Whether the article holds a verb that is conjugated at all; a note or a line of a calendar holds none.
  static func hasVerb(_ article: Article) -> Bool {
    var finite: [UInt32: Bool] = [:]
    for (index, part) in article.tokens.partsOfSpeech.enumerated() where part == .verb || part == .aux {
      let features = article.tokens.features[index]
      let isFinite = finite[features] ?? article.tokens.strings[features].contains("Tense=")
      if isFinite { return true }
      finite[features] = false
    }
    return false
  }

  /// The time of the clause around `tokens`.
  mutating func time(around tokens: Range<Int>, in sentence: Range<Int>) -> Time {
    let before = nearest(from: tokens.lowerBound - 1, step: -1, in: sentence)
    let after = nearest(from: tokens.upperBound, step: 1, in: sentence)
    switch (before, after) {
    case (let before?, let after?): return before.distance <= after.distance ? before.time : after.time
    case (let one?, nil), (nil, let one?): return one.time
    default: return .none
    }
  }

  private mutating func nearest(from start: Int, step: Int, in sentence: Range<Int>) -> (time: Time, distance: Int)? {
    var distance = 0
    var index = start
    while sentence.contains(index), distance < Self.reach {
      distance += 1
      let part = article.tokens.partsOfSpeech[index]
      if part == .verb || part == .aux || part == .adj || part == .noun, let time = time(of: index, in: sentence) {
        return (time, distance)
      }
      if part == .punct { distance += Self.comma }
      index += step
    }
    return nil
  }

  /// What token `index` says of the time, or `nil` when it is no verb or leaves that to another.
  private mutating func time(of index: Int, in sentence: Range<Int>) -> Time? {
    let tokens = article.tokens
    let part = tokens.partsOfSpeech[index]
    let own = formTime(tokens.features[index])
    let isVerb = part == .verb || part == .aux
    guard isVerb else {
      // "prévue" is often tagged as an adjective.
      return part == .adj && isOfFuture(index) ? .future : nil
    }
    switch own {
    case .past:
      if isParticiple(index) {
        if isOfFuture(index) { return .future }
        if let auxiliary = auxiliary(before: index, in: sentence), formTime(tokens.features[auxiliary]) == .future {
          return .future
        }
      }
      return .past
    case .present:
      if part == .aux, let next = participle(after: index, in: sentence) {
        return isOfFuture(next) ? .future : .past
      }
      return isOfFuture(index) && infinitive(after: index, in: sentence) ? .future : .present
    case .future: return .future
    case .none:
      // An infinitive says it with the verb that governs it; behind "pour" or "de" it is still to come.
      guard tokens.strings[tokens.features[index]].contains("VerbForm=Inf"), index > sentence.lowerBound else {
        return nil
      }
      return tokens.partsOfSpeech[index - 1] == .adp ? .future : nil
    }
  }

  private func isParticiple(_ index: Int) -> Bool {
    article.tokens.strings[article.tokens.features[index]].contains("VerbForm=Part")
  }

  private func isOfFuture(_ index: Int) -> Bool {
    lexicon.contains(article.tokens.lemma(index), in: CalendarSymbols.Known.futureVerb.id)
  }

  private func auxiliary(before index: Int, in sentence: Range<Int>) -> Int? {
    (max(sentence.lowerBound, index - 4)..<index).last { article.tokens.partsOfSpeech[$0] == .aux }
  }

  private func participle(after index: Int, in sentence: Range<Int>) -> Int? {
    ((index + 1)..<max(index + 1, min(sentence.upperBound, index + 5))).first {
      article.tokens.partsOfSpeech[$0] == .verb && isParticiple($0)
    }
  }

  private func infinitive(after index: Int, in sentence: Range<Int>) -> Bool {
    ((index + 1)..<max(index + 1, min(sentence.upperBound, index + 4))).contains {
      article.tokens.strings[article.tokens.features[$0]].contains("VerbForm=Inf")
    }
  }

  private mutating func formTime(_ features: UInt32) -> Time {
    if let known = times[features] { return known }
    let list = article.tokens.strings[features]
    let time: Time =
      if list.contains("Mood=Cnd") || list.contains("Tense=Fut") {
        .future
      } else if list.contains("Tense=Past") || list.contains("Tense=Imp") {
        .past
      } else if list.contains("Tense=Pres") {
        list.contains("VerbForm=Part") ? .none : .present
      } else {
        .none
      }
    times[features] = time
    return time
  }
}

import ArticleModel

/// Questions and answers that follow each other as paragraphs, without quotation marks.
///
/// A question is a short paragraph that ends with a question mark; what follows up to the next one is its answer. Two
/// answered questions make an interview.
struct Interview {
  private let text: QuoteText
  /// The tokens of each answer, over all its paragraphs.
  private(set) var answers: [Range<Int>] = []
  private(set) var report = QuoteReader.Report(entry: nil, cue: nil, subject: nil, speakers: [])
  private var stretch = 0..<0
  /// The longest question, in tokens.
  private static let longestQuestion = 80

  init(_ speech: ReportedSpeech) {
    text = speech.text
    let kinds = text.paragraphKinds
    let paragraphs = text.paragraphs.indices.filter { kinds[$0] == .body || kinds[$0] == .standfirst }
      .map { text.paragraphs[$0] }
    let questions = Self.inTurns(paragraphs.indices.filter { isQuestion(paragraphs[$0], speech) }, paragraphs)
    var found: [Range<Int>] = []
    for (number, question) in questions.enumerated() {
      let next = number + 1 < questions.count ? questions[number + 1] : paragraphs.count
      let answer = paragraphs[text.range(question + 1, next)].prefix { isAnswer($0) }
      guard let first = answer.first, let last = answer.last else { continue }
      found.append(behindLabel(first)..<last.upperBound)
    }
    guard found.count >= 3 || (found.count == 2 && questions.count == 2), let first = found.first,
      let last = found.last,
      let question = questions.first, let speaker = interviewed(before: first.lowerBound)
    else { return }
    answers = found
    stretch = paragraphs[question].lowerBound..<last.upperBound
    report.speakers = [ResolvedSpeaker(entity: speaker)]
  }

  /// Where questions and answers take turns, a paragraph in a question's place is one, with or without its mark.
  private static func inTurns(_ questions: [Int], _ paragraphs: [Range<Int>]) -> [Int] {
    guard questions.count >= 3, let first = questions.first, let last = questions.last,
      questions.allSatisfy({ ($0 - first) % 2 == 0 })
    else { return questions }
    return stride(from: first, through: last, by: 2).filter { number in
      questions.contains(number) || paragraphs[number].count <= longestQuestion
    }
  }

  /// Past the name and colon with which some papers begin an answer.
  private func behindLabel(_ paragraph: Range<Int>) -> Int {
    let start = paragraph.lowerBound
    guard let name = text.mention(at: start), name.upperBound + 1 < paragraph.upperBound,
      text.has(name.upperBound, .colon)
    else { return start }
    return name.upperBound + 1
  }

  /// Whether a token lies among the questions and answers.
  func holds(_ index: Int) -> Bool { stretch.contains(index) }

  private func isQuestion(_ paragraph: Range<Int>, _ speech: ReportedSpeech) -> Bool {
    guard paragraph.count <= Self.longestQuestion, let last = paragraph.last else { return false }
    return text.tokens.form(last) == "?" && speech.quoted[last] < 0
  }

  /// A closing line without a verb, such as who took the interview down, is no answer.
  private func isAnswer(_ paragraph: Range<Int>) -> Bool { text.hasFinite(paragraph) }

  /// The person named most often before the first answer and in the headline; of several the first.
  private func interviewed(before index: Int) -> Int? {
    var counts: [Int: Int] = [:]
    var order: [Int] = []
    for (number, mention) in text.article.mentions.enumerated() where mention.type == .person {
      guard let first = text.mentionTokens[number].first, text.paragraphOf[first] >= 0, let entity = mention.entity,
        text.paragraphKinds[Int(text.paragraphOf[first])] != .byline
      else { continue }
      if counts[entity] == nil { order.append(entity) }
      counts[entity, default: 0] += first < index ? 3 : 1
    }
    return order.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) || ((counts[$0] ?? 0) == (counts[$1] ?? 0) && $0 > $1) }
  }
}

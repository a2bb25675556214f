import Analysis
import ArticleModel

/// How many names were found with their exact span and type.
struct NameScore {
  private(set) var counts: [EntityType: (gold: Int, found: Int, right: Int)] = [:]
  /// For each type and step of the margin: names found, and those that were right.
  private(set) var steps: [EntityType: [(found: Int, right: Int)]] = [:]

  mutating func add(_ document: NameCorpus.Document, _ found: [NameFinding], listErrors: Bool) {
    var open: [Span: EntityType] = [:]
    for name in document.gold {
      counts[name.type, default: (0, 0, 0)].gold += 1
      open[name.span] = name.type
    }
    var missed = open
    for name in found {
      let isRight = open[name.span] == name.type
      counts[name.type, default: (0, 0, 0)].found += 1
      steps[name.type, default: .init(repeating: (0, 0), count: NameModel.confidenceSteps)][
        NameModel.step(ofMargin: name.margin)
      ].found += 1
      if isRight {
        counts[name.type]!.right += 1
        steps[name.type]![NameModel.step(ofMargin: name.margin)].right += 1
        missed[name.span] = nil
      } else if listErrors {
        report("+", name.type, name.span, document.article, " \(name.margin)")
      }
    }
    guard listErrors else { return }
    for (span, type) in missed.sorted(by: { $0.key < $1.key }) { report("-", type, span, document.article, "") }
  }

  private func report(_ sign: String, _ type: EntityType, _ span: Span, _ article: Article, _ note: String) {
    let text = article.text.bytes
    func part(_ range: Range<Int>) -> String {
      String(decoding: text[range], as: UTF8.self).split { $0.isNewline }.joined(separator: "⏎")
    }
    let before = part(max(0, span.start - 50)..<span.start)
    let behind = part(span.end..<min(text.count, span.end + 40))
    print("\(sign) \(type.rawValue) \(before)[\(part(span.start..<span.end))]\(behind)\t\(article.source)\(note)")
  }

  /// The counts as text: a line for each type.
  var lines: String {
    EntityType.allCases.map { type in
      let count = counts[type] ?? (0, 0, 0)
      let steps = (steps[type] ?? []).flatMap { [$0.found, $0.right] }
      return ([type.rawValue] + ([count.gold, count.found, count.right] + steps).map(String.init)).joined(
        separator: " ")
    }.joined(separator: "\n")
  }

  /// Takes the counts from what `lines` made.
  mutating func read(_ lines: String) {
    for line in lines.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      let numbers = words.dropFirst().compactMap { Int($0) }
      guard let type = words.first.flatMap({ EntityType(rawValue: String($0)) }), numbers.count >= 3 else { continue }
      counts[type] = (numbers[0], numbers[1], numbers[2])
      steps[type] = stride(from: 3, to: numbers.count - 1, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
    }
  }

  /// Adds what another score counted.
  mutating func add(_ other: NameScore) {
    for (type, count) in other.counts {
      counts[type, default: (0, 0, 0)].gold += count.gold
      counts[type]!.found += count.found
      counts[type]!.right += count.right
    }
    for (type, list) in other.steps {
      for (step, count) in list.enumerated() {
        steps[type, default: .init(repeating: (0, 0), count: NameModel.confidenceSteps)][step].found += count.found
        steps[type]![step].right += count.right
      }
    }
  }

  /// Precision, recall and F1 of a type, or of all, in hundredths of a percent.
  func line(_ types: [EntityType]) -> String {
    let count = types.reduce((gold: 0, found: 0, right: 0)) { sum, type in
      let count = counts[type] ?? (0, 0, 0)
      return (sum.gold + count.gold, sum.found + count.found, sum.right + count.right)
    }
    let f1 = percent(2 * count.right, count.gold + count.found)
    return "P \(percent(count.right, count.found))  R \(percent(count.right, count.gold))  F1 \(f1)"
  }

  /// A line for all types, then one each.
  func print(_ title: String) {
    Swift.print("\(title)\n  all  \(line(EntityType.allCases))")
    for type in EntityType.allCases {
      Swift.print("  \(type.rawValue)  \(line([type])), \(counts[type]?.gold ?? 0) names")
    }
  }

  /// For each type and step the share that was right, in hundredths, with the neighbours where a step has few names.
  var confidences: [UInt8] {
    EntityType.allCases.flatMap { type -> [UInt8] in
      let list = steps[type] ?? .init(repeating: (0, 0), count: NameModel.confidenceSteps)
      var last = 0
      return list.indices.map { step in
        var reach = 0
        var sum = list[step]
        while sum.found < 60, reach < list.count {
          reach += 1
          for other in [step - reach, step + reach] where list.indices.contains(other) {
            sum.found += list[other].found
            sum.right += list[other].right
          }
        }
        // Never less sure with a greater margin.
        last = max(last, sum.found == 0 ? 50 : sum.right * 100 / sum.found)
        return UInt8(min(last, 99))
      }
    }
  }
}

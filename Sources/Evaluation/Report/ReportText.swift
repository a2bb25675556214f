internal import Reporting

extension EvaluationReport {
  /// The report as people read it, ending in a line feed.
  public var text: String {
    var text = subject + "\n\n" + table.rendered(.text)
    if !missing.isEmpty {
      text += "\nNo analyser makes: \(missing.sorted().joined(separator: ", ")).\n"
    }
    if showsCalibration { for result in results where !result.judgements.isEmpty { text += calibration(result) } }
    if showsErrors { for result in results { text += errors(result) } }
    return text
  }

  private var table: Table {
    var table = Table(columns: ["layer", "measure", "precision", "recall", "F1", "right", "found", "gold"])
    for result in results {
      for (index, row) in result.scores.enumerated() {
        let score = row.score
        let layer = index == 0 ? result.layer : ""
        func percent(_ value: Int?) -> Table.Cell { .text(Score.percent(value)) }
        func count(_ value: Int) -> Table.Cell { .integer(value / score.scale) }
        table.append(
          score.isShare
            ? [
              .text(layer), .text(row.label), .empty, .empty, percent(score.recall), count(score.right), .empty,
              count(score.gold),
            ]
            : [
              .text(layer), .text(row.label), percent(score.precision), percent(score.recall), percent(score.f1),
              count(score.right), count(score.found), count(score.gold),
            ])
      }
    }
    return table.aligned
  }

  private func calibration(_ result: LayerResult) -> String {
    let calibration = Calibration(result.judgements)
    var table = Table(columns: ["confidence of \(result.layer)", "facts", "stated", "right", ""])
    for row in calibration.steps + calibration.rules {
      func hundredths(_ value: Int) -> Table.Cell {
        .text("\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)")
      }
      table.append([
        .text(row.name), .integer(row.count), hundredths(row.meanStated), hundredths(row.measured), .text(row.verdict),
      ])
    }
    return "\n" + table.rendered(.text)
  }

  private func errors(_ result: LayerResult) -> String {
    guard !result.discrepancies.isEmpty else { return "" }
    var counts: [String: Int] = [:]
    for item in result.discrepancies { counts[item.kind, default: 0] += 1 }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let summary = ordered.prefix(12).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    var text = "\n\(result.layer): \(result.discrepancies.count) differences – \(summary)\n"
    if ordered.count > 12 { text += "and \(ordered.count - 12) kinds more\n" }
    for item in result.discrepancies {
      text += "\n\(item.article):\(item.line): \(item.kind)\n"
      if let gold = item.gold { text += "  gold  \(gold)\n" }
      if let found = item.found { text += "  found \(found)\n" }
      if let evidence = item.evidence { text += "  by    \(evidence)\n" }
      if !item.context.isEmpty { text += "  text  \(item.context)\n" }
    }
    return text
  }
}

extension Table {
  /// The same with percentages to the right: cells of text that are numbers are padded to the width of the column.
  fileprivate var aligned: Table {
    var result = Table(columns: columns)
    let widths = columns.indices.map { column in rows.map { $0[column].text.count }.max() ?? 0 }
    for row in rows {
      result.append(
        row.enumerated().map { column, cell in
          guard (2...4).contains(column), case .text(let text) = cell else { return cell }
          let width = max(widths[column], columns[column].count)
          return .text(String(repeating: " ", count: max(0, width - text.count)) + text)
        })
    }
    return result
  }
}

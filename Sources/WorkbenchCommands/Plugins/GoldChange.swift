import ArticleModel
import Reporting

/// What a plugin changes in the comparison with gold: two reports of `workbench eval`, without it and with it.
struct GoldChange {
  private let before, after: JSONValue

  init(_ before: JSONValue, _ after: JSONValue) {
    self.before = before
    self.after = after
  }

  /// The scores that differ, or a line that says there are none.
  var rendered: String {
    var table = Table(columns: ["layer", "measure", "precision", "recall", "F1"])
    guard case .object(let layers)? = after["layers"] else { return "" }
    for layer in layers.keys.sorted() {
      let old = scores(before, layer)
      for (measure, score) in scores(after, layer) {
        let earlier = old.first { $0.measure == measure }?.score
        let changes = ["precision", "recall", "f1"].map { Self.change(earlier?[$0], score[$0]) }
        guard changes.contains(where: { $0.contains("→") }) else { continue }
        table.append([.text(layer), .text(measure)] + changes.map { .text($0) })
      }
    }
    let subject = after["subject"]?.text ?? "gold"
    if table.rows.isEmpty { return "gold (\(subject)): the plugin changes no score\n" }
    return "gold (\(subject)), without the plugin → with it\n" + table.rendered(.text)
  }

  private func scores(_ report: JSONValue, _ layer: String) -> [(measure: String, score: JSONValue)] {
    guard case .array(let rows)? = report["layers"]?[layer]?["scores"] else { return [] }
    return rows.compactMap { row in row["measure"]?.text.map { ($0, row) } }
  }

  private static func change(_ before: JSONValue?, _ after: JSONValue?) -> String {
    let (old, new) = (text(before), text(after))
    return old == new ? new : "\(old) → \(new)"
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case .number(let number): String(decoding: JSONValue.number(number).encoded(), as: UTF8.self)
    case .integer(let number): "\(number)"
    case .decimal(let digits): digits
    default: "–"
    }
  }
}

import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineEvidence(_ binding: ArticleBinding) {
    evidence.placeFields(binding) { $0.evidences[$1].spans[0] }
    evidence.property("spans", "list of span", "Every place the fact was read from.", cached: true) {
      [unowned binding] call, index in
      let numbers = binding.evidences[index].spans.map { UInt32(binding.number(of: $0)) }
      call.pushList(numbers, of: binding.classes.span)
    }
    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (Evidence) -> String?) {
      evidence.property(name, type, doc) { [unowned binding] call, index in call.push(value(binding.evidences[index])) }
    }
    evidence.property("sentences", "list of sentence", "The sentences it was read in, in text order.", cached: true) {
      [unowned binding] call, index in
      call.pushList(
        binding.article.sentences(around: binding.evidences[index].spans).map(UInt32.init),
        of: binding.classes.sentence)
    }
    text("reason", "string?", "Why the fact holds, in a line for people, where it is not plain.") { $0.reason }
    text("by", "string", "The analyser or plugin that found it.") { $0.by }
    text("rule", "string?", "The rule that applied.") { $0.rule }
    text("version", "string", "The analyser's version.") { $0.version }
    evidence.property("confidence", "number", "How sure it is, from 0 to 1.") { [unowned binding] call, index in
      call.push(Double(binding.evidences[index].confidence.hundredths) / 100)
    }
    evidence.describe { [unowned binding] index in
      let evidence = binding.evidences[index]
      let words = evidence.spans.map { binding.article.text[$0] }.joined(separator: " … ")
      return "\(evidence.by)\(evidence.rule.map { "/\($0)" } ?? "") (\(evidence.confidence)): \(words)"
    }
  }
}

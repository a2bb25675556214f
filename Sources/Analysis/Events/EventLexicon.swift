import CLanguageData
import PatternQuery

/// The event frames of one language, ready to be matched.
package final class EventLexicon: Sendable {
  let file: EventFrameFile
  let patterns: PatternSet
  /// For each query of `patterns` its frame.
  let frameOfQuery: [Int]
  /// For each stance of quotes the frame of their cues; `*` for the others.
  let frameOfStance: [String: Int]
  var frames: [EventFrame] { file.frames }

  /// The frames of `file`.
  init(_ file: EventFrameFile) {
    self.file = file
    var queries: [PatternQuery] = []
    var frameOfQuery: [Int] = []
    var frameOfStance: [String: Int] = [:]
    for (number, frame) in file.frames.enumerated() {
      queries += frame.triggers
      frameOfQuery += frame.triggers.map { _ in number }
      for stance in frame.stances where frameOfStance[stance] == nil { frameOfStance[stance] = number }
    }
    patterns = PatternSet(queries)
    self.frameOfQuery = frameOfQuery
    self.frameOfStance = frameOfStance
  }

  /// These frames with those of `file`, which win where both fit.
  func adding(_ file: EventFrameFile) -> EventLexicon {
    var joined = self.file
    joined.add(file)
    return EventLexicon(joined)
  }

  /// Whether a list of the file has `lemma`.
  func list(_ name: String, has lemma: String) -> Bool { file.lists[name]?.contains(lemma) ?? false }

  /// French.
  static let french: EventLexicon? = {
    let data = languageDataFrenchEvents()
    let text = String(decoding: UnsafeBufferPointer(start: data.bytes, count: data.count), as: UTF8.self)
    let file = EventFrameFile(text)
    precondition(file.problems.isEmpty, "the embedded event frames: \(file.problems)")
    return EventLexicon(file)
  }()
}

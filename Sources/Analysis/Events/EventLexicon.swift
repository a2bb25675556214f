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
  /// A bit for each list of words; those beyond the sixty-fourth share the last.
  let bitOfList: [String: UInt64]
  private let listsOfWord: [String: UInt64]

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
    var bitOfList: [String: UInt64] = [:]
    var listsOfWord: [String: UInt64] = [:]
    for (number, name) in file.lists.keys.sorted().enumerated() {
      bitOfList[name] = 1 << UInt64(min(number, 63))
      for word in file.lists[name] ?? [] { listsOfWord[word, default: 0] |= 1 << UInt64(min(number, 63)) }
    }
    self.bitOfList = bitOfList
    self.listsOfWord = listsOfWord
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

  /// The bits of the lists that have a lemma.
  func lists(of lemma: String) -> UInt64 { listsOfWord[lemma] ?? 0 }

  /// French.
  static let french: EventLexicon? = {
    let data = languageDataFrenchEvents()
    let text = String(decoding: UnsafeBufferPointer(start: data.bytes, count: data.count), as: UTF8.self)
    let file = EventFrameFile(text)
    precondition(file.problems.isEmpty, "the embedded event frames: \(file.problems)")
    return EventLexicon(file)
  }()
}

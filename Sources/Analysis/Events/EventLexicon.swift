import CLanguageData
import PatternQuery

/// The event frames of one language, ready to be matched.
package final class EventLexicon: Sendable {
  let file: EventFrameFile
  let patterns: PatternSet
  var frames: [EventFrame] { file.frames }

  /// Reads and compiles a frame file; the error says what is wrong with which line or query.
  init(_ text: String) throws {
    file = try EventFrameFile(text)
    patterns = PatternSet(
      try file.frames.map { frame in
        try PatternQuery(
          frame.triggers.count == 1 ? frame.triggers[0] : frame.triggers.map { "(\($0))" }.joined(separator: " | "))
      })
  }

  /// Whether a list of the file has `lemma`.
  func list(_ name: String, has lemma: String) -> Bool { file.lists[name]?.contains(lemma) ?? false }

  /// French.
  static let french: EventLexicon? = {
    let data = languageDataFrenchEvents()
    let text = String(decoding: UnsafeBufferPointer(start: data.bytes, count: data.count), as: UTF8.self)
    do {
      return try EventLexicon(text)
    } catch {
      preconditionFailure("the embedded event frames: \(error)")
    }
  }()
}

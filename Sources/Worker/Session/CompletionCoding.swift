public import Scripting

/// A completion as bytes: the letters that are there, then a candidate a line with what ends it.
public enum CompletionCoding {
  /// The most candidates that cross.
  private static let most = 2_000

  static func encoded(_ completion: Completion) -> [UInt8] {
    // A name with a line feed or tab in it cannot be typed either.
    let candidates = completion.candidates.filter { candidate in
      !candidate.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
    let lines = candidates.prefix(most).map { "\($0.text)\t\($0.ending)" }
    return Array(([completion.prefix] + lines).joined(separator: "\n").utf8)
  }

  /// The completion in what a worker sent.
  public static func decoded(from bytes: [UInt8]) -> Completion {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard let prefix = lines.first else { return Completion() }
    return Completion(
      prefix: String(prefix),
      candidates: lines.dropFirst().prefix(most).map { line in
        let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        return .init(String(parts[0]), ending: parts.count == 2 ? String(parts[1]) : "")
      })
  }
}

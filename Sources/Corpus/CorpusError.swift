import Glibc

/// Why a corpus cannot do what it was asked.
public struct CorpusError: Error, Hashable, Sendable, CustomStringConvertible {
  enum Kind: Hashable {
    case notACorpus, exists, locked, newer, damaged, files
  }

  let kind: Kind
  /// What is wrong, in one sentence without a full stop.
  public let description: String
  /// What to do about it.
  public let remedy: String?

  init(_ kind: Kind, _ description: String, remedy: String? = nil) {
    self.kind = kind
    self.description = description
    self.remedy = remedy
  }

  /// Another process writes to the corpus.
  public var isLocked: Bool { kind == .locked }

  /// The reason that the last system call gave.
  static func system(_ what: String, code: Int32) -> CorpusError {
    CorpusError(.files, "\(what): \(String(cString: strerror(code)))")
  }
}

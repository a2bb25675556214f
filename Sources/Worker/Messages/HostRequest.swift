/// What a job may ask its host for, bytes of any length, which cross in pieces.
public enum HostRequest {
  /// The article at a position of the job's inputs.
  public static let article = "article"
  /// Bytes of the file that is taken apart: the offset and how many at most.
  public static let range = "range"
  /// No question: a piece of the next article of a collection. The answer to the last piece says to go on.
  public static let item = "item"
  /// The next value that `map` returned.
  public static let value = "value"

  /// What is asked: the argument and how many bytes have crossed; `nil` when the body is none of ours.
  public static func read(_ body: [UInt8]) -> (argument: Int, offset: Int)? {
    let parts = String(decoding: body, as: UTF8.self).split(separator: " ").map { Int($0) }
    guard parts.count == 2, let argument = parts[0], let offset = parts[1], argument >= 0, offset >= 0 else {
      return nil
    }
    return (argument, offset)
  }

  /// The answer: whether more follows, and the bytes from `offset` on.
  public static func piece(of bytes: [UInt8], from offset: Int) -> [UInt8] {
    let rest = bytes.dropFirst(offset)
    let piece = rest.prefix(Wire.maximumPiece - 1)
    return [piece.count < rest.count ? 1 : 0] + piece
  }
}

extension JobChannel {
  /// Asks the host for bytes; `nil` when it has none.
  func pull(_ name: String, argument: Int = 0) throws(WorkerFailure) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      guard let answer = try request(name, Array("\(argument) \(bytes.count)".utf8)), let flag = answer.first else {
        return nil
      }
      bytes += answer.dropFirst()
      if flag == 0 { return bytes }
    }
  }
}

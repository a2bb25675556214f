import ArticleModel

/// Plain text: the decoded file, character for character, without a leading byte-order mark.
struct PlainTextLoader: FormatLoader {
  /// The encoding that whoever sent the text names.
  var charset: String?

  /// Takes whatever no other format wants.
  func recognises(_ bytes: [UInt8]) -> Bool { true }

  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent {
    let detection = TextEncoding.detect(bytes, label: charset)
    if let signature = FileSignature.match(bytes, isText: detection.encoding == .utf8) {
      throw Self.binary("looks like \(signature.name), which is not plain text", signature.remedy, source)
    }
    let decoded = DecodedText(bytes, detection)
    if let reason = BinaryContent.reason(decoded.bytes) {
      throw Self.binary("is \(reason)", "give a text file; if it is one, save it as UTF-8", source)
    }
    guard let text = ArticleText(validating: decoded.bytes) else { preconditionFailure("decoding yields UTF-8") }
    return FormatContent(
      text: text,
      diagnostics: [
        Self.note(on: detection, bytes, source), Self.warning(on: decoded, detection, text, source),
        Self.warning(onMarkupIn: text, source),
      ].compactMap { $0 })
  }

  private static func binary(_ what: String, _ remedy: String, _ source: String) -> LoadingError {
    LoadingError(Diagnostic(.error, code: "binary-file", "the file \(what)", remedy: remedy, file: source))
  }

  /// Names an encoding that was guessed; a warning when most letters depend on the guess.
  private static func note(on detection: TextEncoding.Detection, _ bytes: [UInt8], _ source: String) -> Diagnostic? {
    guard detection.isGuess else { return nil }
    var high = 0
    for byte in bytes where byte >= 0x80 { high += 1 }
    let isDoubtful = high * 4 > bytes.count
    return Diagnostic(
      isDoubtful ? .warning : .note, code: "guessed-encoding",
      "the file is not UTF-8; it was read as \(detection.encoding.rawValue)",
      remedy: "if characters look wrong, convert the file to UTF-8, for example with iconv", file: source)
  }

  private static func warning(
    on decoded: DecodedText, _ detection: TextEncoding.Detection, _ text: ArticleText, _ source: String
  ) -> Diagnostic? {
    guard let offset = decoded.firstReplacement else { return nil }
    let (line, column) = text.position(of: offset)
    let what =
      decoded.replaced == 1
      ? "one character is not valid \(detection.encoding.rawValue) and was replaced by U+FFFD"
      : "\(decoded.replaced) characters are not valid \(detection.encoding.rawValue) and were replaced by U+FFFD; "
        + "this is the first"
    return Diagnostic(
      .warning, code: "invalid-characters", what, remedy: "save the file as UTF-8 again from its source", file: source,
      line: line, column: column, span: Span(offset, offset + 3))
  }

  private static func warning(onMarkupIn text: ArticleText, _ source: String) -> Diagnostic? {
    let beginning = String(decoding: text.bytes.prefix(200), as: UTF8.self).lowercased().drop(while: \.isWhitespace)
    guard ["<!doctype html", "<html", "<?xml"].contains(where: { beginning.hasPrefix($0) }) else { return nil }
    return Diagnostic(
      .warning, code: "markup-as-text", "the file looks like HTML or XML; its tags are read as text",
      remedy: "save the article as plain text", file: source)
  }
}

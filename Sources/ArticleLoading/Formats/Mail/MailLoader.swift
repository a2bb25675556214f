import ArticleModel

/// A message of mail (RFC 5322, with MIME): its subject is the headline, its sender the author, its day the day of
/// publication; the text is the plain part, or the HTML part where the plain one only stands in for it.
struct MailLoader: FormatLoader {
  private static let usual: Set<String> = [
    "from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path", "content-type",
    "delivered-to", "reply-to", "cc", "x-mailer", "list-id",
  ]
  private static let sampleSize = 16 << 10

  /// A block of fields, three of them a message's, and one that an article could hardly begin with.
  func recognises(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, first > 0x20, first < 0x7F else { return false }
    let header = MailHeader(bytes, 0..<min(bytes.count, Self.sampleSize))
    guard header.isClean, header.names.intersection(Self.usual).count >= 3 else { return false }
    return !header.names.isDisjoint(with: ["message-id", "mime-version", "received", "return-path"])
      || header.names.isSuperset(of: ["from", "date", "subject"])
  }

  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent {
    var parts = MailParts()
    let header = MailHeader(bytes, 0..<bytes.count)
    let body = parts.body(bytes, header, header.bodyStart..<bytes.count, depth: 0)
    guard let text = body?.text, text.contains(where: { !$0.isWhitespace }) else {
      throw LoadingError(
        "no-text", "the message has no text" + (parts.attachments.isEmpty ? "" : ", only attachments"),
        remedy: "save the attachment that holds the article, and give that", source)
    }
    let subject = header.text("subject").map(Self.withoutReplyMark)
    var content = FormatContent(text: ArticleText(FormatContent.joined(title: subject, text)))
    content.title = subject
    content.author = header.text("from").flatMap(Self.name)
    content.publisher = header.text("organization")
    content.published = header.text("date").flatMap(PublicationDay.read)
    content.language = header.text("content-language").map { String($0.prefix(2)).lowercased() }
    content.diagnostics = parts.notes(source)
    return content
  }

  /// "Fwd: Re: Communiqué" is about "Communiqué".
  private static func withoutReplyMark(_ subject: String) -> String {
    var rest = Substring(subject)
    while let colon = rest.firstIndex(of: ":"),
      ["re", "ré", "fw", "fwd", "tr", "aw", "wg"].contains(rest[..<colon].lowercased().filter { $0 != " " })
    {
      rest = rest[rest.index(after: colon)...].drop { $0 == " " }
    }
    return rest.isEmpty ? subject : String(rest)
  }

  /// The name in `Nom <adresse>` or `adresse (Nom)`; an address alone names nobody.
  private static func name(_ sender: String) -> String? {
    var name = sender
    if let open = sender.firstIndex(of: "<") {
      name = String(sender[..<open])
    } else if sender.contains("@") {
      guard let open = sender.firstIndex(of: "("), let close = sender.lastIndex(of: ")"), open < close else {
        return nil
      }
      name = String(sender[sender.index(after: open)..<close])
    }
    name = VisibleText.singleLine(name.replacing("\"", with: ""))
    return name.isEmpty || name.contains("@") ? nil : name
  }
}

/// The parts of a message: which of them is its text, and what is left out.
struct MailParts {
  /// A text in one or two forms.
  struct Body {
    var plain: String?
    var html: String?

    /// The plain text, unless it only says that there is another one.
    var text: String? {
      guard let html else { return plain }
      guard let plain else { return html }
      return plain.utf8.count * 5 < html.utf8.count * 2 ? html : plain
    }
  }

  private(set) var attachments: [String] = []
  private var unknownCharset: String?
  private var isTooDeep = false
  private var parts = 0

  private static let deepest = 16
  private static let mostParts = 1000

  func notes(_ source: String) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if !attachments.isEmpty {
      let names = attachments.prefix(5).map { String($0.prefix(80)) }.joined(separator: ", ")
      notes.append(
        Diagnostic(
          .note, code: "attachments",
          "\(attachments.count) attachment\(attachments.count == 1 ? " is" : "s are") not read: \(names)"
            + (attachments.count > 5 ? " and more" : ""),
          remedy: "save them and give them as files, if they are articles", file: source))
    }
    if let unknownCharset {
      notes.append(
        Diagnostic(
          .warning, code: "guessed-encoding",
          "the encoding '\(unknownCharset)' is not known; the text was read as a Western one",
          remedy: "if characters look wrong, save the text as UTF-8", file: source))
    }
    if isTooDeep {
      notes.append(
        Diagnostic(
          .warning, code: "left-out", "parts of the message lie too deep in each other and were left out", file: source)
      )
    }
    return notes
  }

  /// The text in a part of the message.
  mutating func body(_ bytes: [UInt8], _ header: MailHeader, _ range: Range<Int>, depth: Int) -> Body? {
    guard depth < Self.deepest, parts < Self.mostParts else {
      isTooDeep = true
      return nil
    }
    parts += 1
    let type = header.type("content-type")
    if type.name.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], !boundary.isEmpty {
      return multipart(bytes, type.name, Self.pieces(bytes, range, boundary), depth: depth)
    }
    if type.name == "message/rfc822" {
      let inner = MailHeader(bytes, range)
      return body(bytes, inner, inner.bodyStart..<range.upperBound, depth: depth + 1)
    }
    let disposition = header.type("content-disposition")
    let isText = type.name.isEmpty || type.name == "text/plain" || type.name == "text/html"
    guard isText, disposition.name != "attachment" else {
      // Pictures that the text shows are no attachments.
      if header.names.contains("content-id"), type.name.hasPrefix("image/") { return nil }
      let name = disposition.parameters["filename"] ?? type.parameters["name"] ?? type.name
      attachments.append(VisibleText.singleLine(EncodedWords.decoded(Array(name.utf8))))
      return nil
    }
    let content = TransferEncoding.decoded(bytes[range], (header.text("content-transfer-encoding") ?? "").lowercased())
    let charset = type.parameters["charset"]
    if let charset, TextEncoding(label: charset) == nil, TextEncoding.detect(content).isGuess {
      unknownCharset = String(charset.prefix(40))
    }
    if type.name == "text/html" {
      let page = HTMLLoader(charset: charset)
      let whole = HTMLFragment.text(page.decoded(content))
      let article = page.body(content)
      // A mail laid out in tables may have its text all over the page.
      return Body(html: article.map { $0.utf8.count * 2 > whole.utf8.count ? $0 : whole } ?? whole)
    }
    let text = CharacterSet.decoded(content, label: charset)
    return Body(plain: Self.cleaned(text, isFlowed: type.parameters["format"]?.lowercased() == "flowed"))
  }

  private mutating func multipart(_ bytes: [UInt8], _ type: String, _ pieces: [Range<Int>], depth: Int) -> Body? {
    var found: Body?
    for piece in pieces {
      let header = MailHeader(bytes, piece)
      guard let body = body(bytes, header, header.bodyStart..<piece.upperBound, depth: depth + 1) else { continue }
      guard var known = found else {
        found = body
        continue
      }
      if type == "multipart/alternative" {
        known.plain = known.plain ?? body.plain
        known.html = body.html ?? known.html
      } else if let text = body.text {
        // A text that goes on behind a picture.
        if known.plain != nil { known.plain! += "\n\n" + text }
        if known.html != nil { known.html! += "\n\n" + text }
      }
      found = known
    }
    return found
  }

  /// Where the parts between the lines "--boundary" lie.
  private static func pieces(_ bytes: [UInt8], _ range: Range<Int>, _ boundary: String) -> [Range<Int>] {
    let mark = Array("--\(boundary)".utf8)
    var pieces: [Range<Int>] = []
    var start: Int?
    var position = range.lowerBound
    while position < range.upperBound {
      let end = bytes[position..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      if bytes[position] == UInt8(ascii: "-"), bytes[position..<end].starts(with: mark) {
        if let start, start < position { pieces.append(start..<position) }
        start = min(end + 1, range.upperBound)
        if bytes[position..<end].dropFirst(mark.count).starts(with: "--".utf8) { return pieces }
        if pieces.count >= mostParts { return pieces }
      }
      position = end + 1
    }
    // A message that was cut off ends in its last part.
    if let start, start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces
  }

  /// The text without the sender's signature, with lines that only the program broke joined again (RFC 3676).
  private static func cleaned(_ text: String, isFlowed: Bool) -> String {
    let normal = text.replacing("\r\n", with: "\n")
    var lines: [Substring] = []
    for line in normal.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "-- " { break }
      lines.append(line)
    }
    guard isFlowed else { return HTMLFragment.trimmed(lines.joined(separator: "\n")) }
    var result = ""
    for line in lines {
      let unstuffed = line.first == " " ? line.dropFirst() : line
      result += unstuffed
      if unstuffed.last != " " { result += "\n" }
    }
    return HTMLFragment.trimmed(result)
  }
}

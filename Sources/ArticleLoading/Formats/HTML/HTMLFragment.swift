/// A piece of HTML that is an article's text and nothing else, as feeds and mails hold it.
enum HTMLFragment {
  /// The text of `html`, its paragraphs divided by empty lines; text without tags stays as it is.
  static func text(_ html: [UInt8]) -> String {
    guard html.contains(UInt8(ascii: "<")) || html.contains(UInt8(ascii: "&")) else {
      return trimmed(String(decoding: html, as: UTF8.self))
    }
    let page = HTMLBlocks(html)
    let texts = page.blocks.filter { !page.elements[$0.element].isHidden }.map(\.text)
    return texts.joined(separator: "\n\n")
  }

  static func trimmed(_ text: String) -> String {
    let body = text.drop(while: \.isWhitespace)
    guard let last = body.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(body[...last])
  }
}

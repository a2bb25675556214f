import ArticleModel

/// A web page: its article's text without what the site puts around it, and what the page says about the article.
///
/// The text is the blocks under the element that holds most of the page's prose, after the scoring of Readability (Arc90,
/// 2009): each paragraph counts for its parent, and half for the parent's parent; blocks that are mostly links, and those
/// in elements that are navigation by tag or name, are left out.
struct HTMLLoader: FormatLoader {
  /// The encoding that whoever sent the page names.
  var charset: String?

  func recognises(_ bytes: [UInt8]) -> Bool {
    let beginning = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    let trimmed = beginning.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if trimmed.hasPrefix("<!doctype html") || trimmed.hasPrefix("<html") { return true }
    return trimmed.hasPrefix("<") && (beginning.contains("<html") || beginning.contains("<body"))
  }

  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent {
    var blocks = HTMLBlocks(decoded(bytes))
    let body = HTMLBody(blocks)
    blocks.settle(heading: body.heading)
    let metadata = blocks.metadata
    guard !body.paragraphs.isEmpty else {
      throw LoadingError(
        Diagnostic(
          .error, code: "no-text", "the page holds no article that can be told from what is around it",
          remedy: "save the article's text as a text file", file: source))
    }
    let text = FormatContent.joined(title: metadata.title, body.paragraphs.joined(separator: "\n\n"))
    var content = FormatContent(text: ArticleText(text))
    content.title = metadata.title
    content.author = metadata.author
    content.publisher = metadata.publisher
    content.published = metadata.published
    content.url = metadata.url
    return content
  }

  /// The page as UTF-8.
  func decoded(_ bytes: [UInt8]) -> [UInt8] { DecodedText(bytes, TextEncoding.detect(bytes, label: charset)).bytes }

  /// The text of the page's article alone; `nil` when there is none.
  func body(_ bytes: [UInt8]) -> String? {
    let body = HTMLBody(HTMLBlocks(decoded(bytes)))
    return body.paragraphs.isEmpty ? nil : body.paragraphs.joined(separator: "\n\n")
  }
}

/// The paragraphs of a page's article.
struct HTMLBody {
  private(set) var paragraphs: [String] = []
  private(set) var heading: String?
  /// Shorter blocks say nothing about where the article is.
  private static let shortestProse = 50

  init(_ page: HTMLBlocks) {
    heading = page.blocks.first { $0.tag == "h1" && !page.elements[$0.element].isAside }?.text
    let kept = page.blocks.indices.filter { !page.elements[page.blocks[$0].element].isAside }
    guard let container = Self.container(page, kept) else {
      paragraphs = kept.filter { Self.isProse(page.blocks[$0]) }.map { page.blocks[$0].text }
      return
    }
    let inside = Self.inside(container, page)
    var texts: [String] = []
    for index in kept where inside[page.blocks[index].element] {
      let block = page.blocks[index]
      if block.tag == "h1" || block.tag == "time" || block.text == heading { continue }
      if block.linked * 2 > block.text.unicodeScalars.count { continue }
      texts.append(block.text)
    }
    paragraphs = texts
  }

  private static func isProse(_ block: HTMLBlocks.Block) -> Bool {
    block.text.utf8.count >= shortestProse && block.linked * 3 < block.text.unicodeScalars.count
  }

  /// The element that holds most prose near its top.
  private static func container(_ page: HTMLBlocks, _ kept: [Int]) -> Int? {
    var scores = [Int](repeating: 0, count: page.elements.count)
    for index in kept where isProse(page.blocks[index]) {
      let block = page.blocks[index]
      // Prose is full of commas, navigation is not.
      let commas = block.text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: ",") ? 1 : 0) }
      let score = 2 * (10 + 10 * min(commas, 10) + min(block.text.utf8.count / 10, 60))
      let holder =
        ["p", "h2", "h3", "h4", "li"].contains(block.tag) ? page.elements[block.element].parent : block.element
      guard holder >= 0 else { continue }
      scores[holder] += score
      var ancestor = page.elements[holder].parent
      var share = score / 2
      var steps = 0
      while ancestor >= 0, share > 0, steps < 4 {
        scores[ancestor] += share
        share /= 2
        ancestor = page.elements[ancestor].parent
        steps += 1
      }
    }
    for (index, element) in page.elements.enumerated() {
      if element.name == "article" || element.name == "main" { scores[index] += scores[index] / 4 }
      if element.name == "body" || element.name == "html" { scores[index] /= 2 }
    }
    guard let best = scores.indices.max(by: { (scores[$0], $1) < (scores[$1], $0) }), scores[best] > 0 else {
      return nil
    }
    return widened(best, page, kept)
  }

  /// `container`, or an element around it that holds half as much prose again: pages wrap each paragraph in boxes of its
  /// own now and then, and the longest paragraph's box is not the article.
  private static func widened(_ container: Int, _ page: HTMLBlocks, _ kept: [Int]) -> Int {
    var prose = [Int](repeating: 0, count: page.elements.count)
    for index in kept where isProse(page.blocks[index]) {
      prose[page.blocks[index].element] += page.blocks[index].text.utf8.count
    }
    for index in page.elements.indices.reversed() where page.elements[index].parent >= 0 {
      prose[page.elements[index].parent] += prose[index]
    }
    var best = container
    var ancestor = page.elements[container].parent
    while ancestor >= 0, !["body", "html"].contains(page.elements[ancestor].name) {
      if prose[ancestor] * 2 >= prose[best] * 3 { best = ancestor }
      ancestor = page.elements[ancestor].parent
    }
    return best
  }

  /// For each element whether it is `container` or lies in it; parents come before their children.
  private static func inside(_ container: Int, _ page: HTMLBlocks) -> [Bool] {
    var inside = [Bool](repeating: false, count: page.elements.count)
    for (index, element) in page.elements.enumerated() {
      inside[index] = index == container || (element.parent >= 0 && inside[element.parent])
    }
    return inside
  }
}

extension HTMLBlocks {
  mutating func settle(heading: String?) { metadata.settle(heading: heading) }
}

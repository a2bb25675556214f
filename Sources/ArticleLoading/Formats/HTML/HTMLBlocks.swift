/// The text of a page cut into blocks, with what is known of each block's place.
struct HTMLBlocks {
  struct Element {
    var name: String
    var parent: Int
    /// Inside navigation, sharing, comments and the like.
    var isAside: Bool
    var isHidden: Bool
  }

  struct Block {
    var text: String
    /// Characters of the text that are links.
    var linked: Int
    /// The element that holds the text.
    var element: Int
    var tag: String
  }

  private(set) var elements: [Element] = []
  private(set) var blocks: [Block] = []
  var metadata = HTMLMetadata()

  private var stack: [Int] = []
  private var current = ""
  private var currentElement = -1
  private var linked = 0
  private var linkDepth = 0

  /// Tags that begin a new block.
  private static let blockTags: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul",
  ]
  private static let voidTags: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]
  private static let asideTags: Set<String> = [
    "nav", "aside", "footer", "form", "button", "select", "menu", "dialog", "figcaption", "address",
  ]
  /// Parts of class names and ids that sites give to what is not the article.
  private static let asideWords = [
    "share", "social", "comment", "related", "sidebar", "menu", "breadcrumb", "newsletter", "cookie", "footer",
    "widget",
    "promo", "advert", "banner", "popup", "modal", "navbar", "navigation", "pagination", "tags", "author-box", "bio",
    "subscribe", "recommend", "read-more", "lire-aussi", "outbrain", "taboola", "toolbar", "masthead", "credits",
    "caption", "print", "consent", "login", "search", "trending", "most-read", "signup", "disclaimer", "rating",
  ]
  /// A closing tag is matched with an opening one at most so far up, so that hostile nesting costs no square of its size.
  private static let furthestMatch = 64

  init(_ bytes: [UInt8]) {
    var tokenizer = HTMLTokenizer(bytes)
    while let token = tokenizer.next() {
      switch token {
      case .start(let tag): open(tag)
      case .end(let name): close(name)
      case .text(let bytes): append(HTMLReferences.decoded(bytes))
      case .raw(let tag, let bytes): metadata.read(raw: tag, bytes)
      }
    }
    flush()
  }

  private mutating func open(_ tag: HTMLTokenizer.Tag) {
    metadata.read(tag)
    if tag.name == "br" { return append("\n", keepsLines: true) }
    let isBlock = Self.blockTags.contains(tag.name)
    if isBlock { flush() }
    if Self.voidTags.contains(tag.name) || tag.isSelfClosing && !isBlock { return }
    // Paragraphs and list items end where the next begins.
    if ["p", "li", "dt", "dd", "tr", "td", "option"].contains(tag.name), let top = stack.last,
      elements[top].name == tag.name || (tag.name == "p" && elements[top].name == "p")
    {
      stack.removeLast()
    }
    let parent = stack.last ?? -1
    let inherited = parent >= 0 ? elements[parent] : nil
    elements.append(
      Element(
        name: tag.name, parent: parent, isAside: inherited?.isAside == true || Self.isAside(tag),
        isHidden: inherited?.isHidden == true || Self.isHidden(tag)))
    stack.append(elements.count - 1)
    if tag.name == "a" { linkDepth += 1 }
  }

  private static func isHidden(_ tag: HTMLTokenizer.Tag) -> Bool {
    tag.attributes["hidden"] != nil || tag.attributes["aria-hidden"] == "true"
      || tag.attributes["style"].map { $0.contains("display:none") || $0.contains("display: none") } == true
  }

  private static func isAside(_ tag: HTMLTokenizer.Tag) -> Bool {
    if asideTags.contains(tag.name) { return true }
    // The body's classes speak of the whole page.
    if ["body", "html", "article", "main"].contains(tag.name) { return false }
    if let role = tag.attributes["role"], ["navigation", "complementary", "banner", "contentinfo"].contains(role) {
      return true
    }
    let names = ((tag.attributes["class"] ?? "") + " " + (tag.attributes["id"] ?? "")).lowercased()
    if names.count <= 1 { return false }
    let text = names.prefix(200)
    if text.contains("article-body") || text.contains("entry-content") || text.contains("post-content") { return false }
    return text.split { $0 == " " || $0 == "_" }.contains { word in
      asideWords.contains { aside in
        guard let range = word.firstRange(of: aside) else { return false }
        // A word of the name, not letters within one: "bio", not "biology".
        let before = range.lowerBound == word.startIndex || word[word.index(before: range.lowerBound)] == "-"
        let after = word[range.upperBound...].first.map { $0 == "-" || $0 == "s" || $0.isNumber } ?? true
        return before && (after || aside.count >= 6)
      }
    }
  }

  private mutating func close(_ name: String) {
    if Self.blockTags.contains(name) { flush() }
    var depth = 0
    for index in stack.indices.reversed() {
      if elements[stack[index]].name == name {
        for closed in stack[index...] where elements[closed].name == "a" { linkDepth = max(0, linkDepth - 1) }
        stack.removeSubrange(index...)
        return
      }
      depth += 1
      if depth == Self.furthestMatch { return }
    }
  }

  private mutating func append(_ text: String, keepsLines: Bool = false) {
    guard let top = stack.last ?? (elements.isEmpty ? nil : 0) else {
      // Text before any tag still is text.
      elements.append(Element(name: "body", parent: -1, isAside: false, isHidden: false))
      stack.append(0)
      return append(text, keepsLines: keepsLines)
    }
    if elements[top].isHidden { return }
    if current.isEmpty { currentElement = blockElement(top) }
    if keepsLines {
      while current.last == " " { current.removeLast() }
      if !current.isEmpty { current += text }
      return
    }
    var isAfterSpace = current.isEmpty || current.last == " " || current.last == "\n"
    for scalar in text.unicodeScalars {
      if scalar == " " || (0x09...0x0D).contains(scalar.value) {
        if !isAfterSpace { current.unicodeScalars.append(" ") }
        isAfterSpace = true
      } else {
        current.unicodeScalars.append(scalar)
        isAfterSpace = false
        if linkDepth > 0 { linked += 1 }
      }
    }
  }

  /// The nearest block around an element.
  private func blockElement(_ element: Int) -> Int {
    var element = element
    var steps = 0
    while steps < Self.furthestMatch, !Self.blockTags.contains(elements[element].name), elements[element].parent >= 0 {
      element = elements[element].parent
      steps += 1
    }
    return element
  }

  private mutating func flush() {
    while current.last == " " || current.last == "\n" { current.removeLast() }
    if !current.isEmpty {
      blocks.append(Block(text: current, linked: linked, element: currentElement, tag: elements[currentElement].name))
    }
    current = ""
    linked = 0
  }
}

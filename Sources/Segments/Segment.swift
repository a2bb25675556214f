public import ArticleModel
public import PatternQuery

/// A segment file that is open: articles with their token columns, structures, index, texts and records.
///
/// Everything is read where it lies. Checks that the parts fit together; `corpus check` compares the bytes with their
/// hash.
public final class Segment: @unchecked Sendable {
  // Unchecked: the mapping is never written, and all else is set once.

  private let mapping: SegmentMapping
  private let sections: [String: UnsafeRawBufferPointer]
  private let articleIDs: UnsafeBufferPointer<UInt64>
  private let firstTokens: UnsafeBufferPointer<UInt64>
  private let textOffsets: UnsafeBufferPointer<UInt64>
  private let recordOffsets: UnsafeBufferPointer<UInt64>
  private let texts: UnsafeRawBufferPointer
  private let records: UnsafeRawBufferPointer
  /// First byte of each token in its article's text.
  public let tokenStarts: UnsafeBufferPointer<UInt32>
  /// The byte after each token.
  public let tokenEnds: UnsafeBufferPointer<UInt32>
  /// The names of the structures that occur, sorted; `article` is not among them.
  public let structureNames: [String]

  /// Opens the segment in `mapping`.
  public init(_ mapping: SegmentMapping) throws(SegmentError) {
    self.mapping = mapping
    let directory = try Self.directory(of: mapping.bytes)
    sections = directory
    func array<Element: FixedWidthInteger>(_ name: String, _: Element.Type) throws(SegmentError) -> UnsafeBufferPointer<
      Element
    > {
      try Self.array(name, in: directory)
    }
    articleIDs = try array("articles/ids", UInt64.self)
    firstTokens = try array("articles/tokens", UInt64.self)
    textOffsets = try array("articles/text", UInt64.self)
    recordOffsets = try array("articles/records", UInt64.self)
    tokenStarts = try array("tokens/starts", UInt32.self)
    tokenEnds = try array("tokens/ends", UInt32.self)
    guard let texts = directory["text"], let records = directory["records"] else {
      throw SegmentError("the segment lacks a section")
    }
    self.texts = texts
    self.records = records
    structureNames = Set(
      directory.keys.compactMap { $0.hasPrefix("structures/") ? String($0.dropFirst(11).prefix { $0 != "/" }) : nil }
    ).sorted()
    for (offsets, end) in [
      (firstTokens, tokenStarts.count), (textOffsets, texts.count), (recordOffsets, records.count),
    ] {
      guard offsets.count == articleIDs.count + 1, offsets[0] == 0, offsets[articleIDs.count] == UInt64(end),
        zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
      else { throw SegmentError("the segment's articles do not fit its sections") }
    }
    guard tokenEnds.count == tokenStarts.count else { throw SegmentError("the segment's columns differ in length") }
  }

  private static func directory(of bytes: UnsafeRawBufferPointer) throws(SegmentError) -> [String:
    UnsafeRawBufferPointer]
  {
    guard bytes.count >= SegmentFormat.magic.count + SegmentFormat.trailerLength,
      bytes.prefix(8).elementsEqual(SegmentFormat.magic)
    else { throw SegmentError("this is no segment file of this version") }
    func number(_ offset: Int, limit: Int) throws(SegmentError) -> Int {
      guard offset >= 0, offset <= bytes.count - 8 else { throw SegmentError("the segment's directory is damaged") }
      let value = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      guard value <= UInt64(limit) else { throw SegmentError("the segment's directory is damaged") }
      return Int(value)
    }
    let end = bytes.count - SegmentFormat.trailerLength
    var position = try number(end, limit: end)
    guard position + (try number(end + 8, limit: end)) == end else {
      throw SegmentError("the segment's directory is damaged")
    }
    var sections: [String: UnsafeRawBufferPointer] = [:]
    while position < end {
      let length = try number(position, limit: 4096)
      guard position + 8 + length <= end else { throw SegmentError("the segment's directory is damaged") }
      let name = String(decoding: bytes[(position + 8)..<(position + 8 + length)], as: UTF8.self)
      position += 8 + length
      let offset = try number(position, limit: end)
      let size = try number(position + 8, limit: end - offset)
      guard offset % SegmentFormat.alignment == 0 else { throw SegmentError("the segment's directory is damaged") }
      sections[name] = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + size)])
      position += 16
    }
    return sections
  }

  private static func array<Element: FixedWidthInteger>(
    _ name: String, in sections: [String: UnsafeRawBufferPointer]
  ) throws(SegmentError) -> UnsafeBufferPointer<Element> {
    guard let bytes = sections[name], bytes.count % MemoryLayout<Element>.size == 0 else {
      throw SegmentError("the segment lacks the section \(name)")
    }
    return bytes.bindMemory(to: Element.self)
  }

  /// Lets the kernel take back the pages that were read; they come again when they are needed.
  public func releasePages() { mapping.releasePages() }

  // MARK: Articles

  /// How many articles there are.
  public var articleCount: Int { articleIDs.count }
  /// How many tokens there are.
  public var tokenCount: Int { tokenStarts.count }

  /// The number in the corpus of the article at `index`.
  public func articleID(_ index: Int) -> Int64 { Int64(bitPattern: articleIDs[index]) }

  /// The tokens of the article at `index`.
  public func tokens(ofArticle index: Int) -> Range<Int> { Int(firstTokens[index])..<Int(firstTokens[index + 1]) }

  /// The UTF-8 text of the article at `index`, as long as the segment.
  public func text(ofArticle index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: texts[Int(textOffsets[index])..<Int(textOffsets[index + 1])])
  }

  /// The record of the article at `index`, as long as the segment.
  public func record(ofArticle index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: records[Int(recordOffsets[index])..<Int(recordOffsets[index + 1])])
  }

  /// The article at `index`, whole.
  public func article(_ index: Int) throws -> Article {
    guard let text = ArticleText(validating: Array(text(ofArticle: index))) else {
      throw SegmentError("an article's text is damaged")
    }
    return try ArticleRecord.decode(record(ofArticle: index).bindMemory(to: UInt8.self), text: text)
  }

  /// The index of the article that holds `token`.
  public func article(ofToken token: Int) -> Int {
    var low = 0
    var high = articleCount
    while low < high {
      let middle = (low + high) / 2
      if firstTokens[middle + 1] > UInt64(token) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The index of the article with number `id`, or `nil`.
  public func index(ofArticle id: Int64) -> Int? {
    var low = 0
    var high = articleCount
    while low < high {
      let middle = (low + high) / 2
      if articleID(middle) < id { low = middle + 1 } else { high = middle }
    }
    return low < articleCount && articleID(low) == id ? low : nil
  }

  // MARK: Columns

  private func column(at path: String, count: Int) throws(SegmentError) -> TokenColumn? {
    guard sections["\(path)/ids"] != nil else { return nil }
    let ids: UnsafeBufferPointer<UInt32> = try Self.array("\(path)/ids", in: sections)
    guard ids.count == count else { throw SegmentError("the segment's columns differ in length") }
    let frequencies: UnsafeBufferPointer<UInt32> = try Self.array("\(path)/frequencies", in: sections)
    return TokenColumn(ids: ids, lexicon: try lexicon(at: path), frequencies: frequencies, owner: self)
  }

  private func lexicon(at path: String) throws(SegmentError) -> SegmentLexicon {
    guard let bytes = sections["\(path)/bytes"] else { throw SegmentError("the segment lacks a section") }
    return try SegmentLexicon(
      offsets: Self.array("\(path)/offsets", in: sections), bytes: bytes.bindMemory(to: UInt8.self),
      order: Self.array("\(path)/order", in: sections), owner: self)
  }

  /// The column `name`, or `nil` when the segment has none.
  public func column(_ name: String) -> TokenColumn? { try? column(at: "columns/\(name)", count: tokenCount) }

  /// Where the values of the column `name` stand.
  public func index(_ name: String) -> PositionIndex? {
    guard let starts: UnsafeBufferPointer<UInt32> = try? Self.array("columns/\(name)/postings", in: sections),
      let positions: UnsafeBufferPointer<UInt32> = try? Self.array("columns/\(name)/positions", in: sections),
      let frequencies: UnsafeBufferPointer<UInt32> = try? Self.array("columns/\(name)/frequencies", in: sections),
      starts.count == frequencies.count + 1
    else { return nil }
    return PositionIndex(starts: starts, positions: positions, frequencies: frequencies)
  }

  /// The structure `name`, or `nil` when it does not occur.
  public func structure(_ name: String) -> StructureColumn? {
    if name == "article" { return articles }
    let path = "structures/\(name)"
    guard let starts: UnsafeBufferPointer<UInt32> = try? Self.array("\(path)/starts", in: sections),
      let ends: UnsafeBufferPointer<UInt32> = try? Self.array("\(path)/ends", in: sections), starts.count == ends.count
    else { return nil }
    var attributes: [String: TokenColumn] = [:]
    let prefix = "\(path)/columns/"
    for section in sections.keys where section.hasPrefix(prefix) && section.hasSuffix("/ids") {
      let attribute = String(section.dropFirst(prefix.count).dropLast(4))
      attributes[attribute] = try? column(at: prefix + attribute, count: starts.count)
    }
    return StructureColumn(starts: Array(starts), ends: Array(ends), attributes: attributes)
  }

  /// The articles that have tokens.
  private var articles: StructureColumn {
    var starts: [UInt32] = []
    var ends: [UInt32] = []
    for index in 0..<articleCount where firstTokens[index] < firstTokens[index + 1] {
      starts.append(UInt32(firstTokens[index]))
      ends.append(UInt32(firstTokens[index + 1]))
    }
    return StructureColumn(starts: starts, ends: ends)
  }

  /// The rows of `structure` that start in `tokens`.
  static func rows(of structure: StructureColumn, startingIn tokens: Range<Int>) -> Range<Int> {
    func bound(_ token: Int) -> Int {
      var low = 0
      var high = structure.starts.count
      while low < high {
        let middle = (low + high) / 2
        if Int(structure.starts[middle]) < token { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return bound(tokens.lowerBound)..<bound(tokens.upperBound)
  }
}

/// A segment as the matcher reads it.
public struct SegmentTokenSource: TokenSource {
  private let segment: Segment

  /// The tokens of `segment`.
  public init(_ segment: Segment) { self.segment = segment }

  public var count: Int { segment.tokenCount }
  public func column(_ name: String) -> TokenColumn? { segment.column(name) }
  public func structure(_ name: String) -> StructureColumn? { segment.structure(name) }
  public var boundary: StructureColumn? { segment.structure("article") }
}

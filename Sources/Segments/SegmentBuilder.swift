public import ArticleModel
import PatternQuery

/// Puts articles together into a segment, from analysis or from older segments, and writes it.
public final class SegmentBuilder {
  /// Bytes that go into the file as they are.
  enum Piece {
    case array([UInt8])
    case mapped(Segment, UnsafeRawBufferPointer)

    var count: Int {
      switch self {
      case .array(let bytes): bytes.count
      case .mapped(_, let bytes): bytes.count
      }
    }

    func withBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
      switch self {
      case .array(let bytes): try bytes.withUnsafeBytes(body)
      case .mapped(let segment, let bytes): try withExtendedLifetime(segment) { try body(bytes) }
      }
    }
  }

  private struct StructureBuilder {
    var starts: [UInt32] = []
    var ends: [UInt32] = []
    var attributes: [String: ColumnBuilder] = [:]
  }

  private var articleIDs: [UInt64] = []
  private var firstTokens: [UInt64] = [0]
  private var textOffsets: [UInt64] = [0]
  private var recordOffsets: [UInt64] = [0]
  private var texts: [Piece] = []
  private var records: [Piece] = []
  private var tokenStarts: [UInt32] = []
  private var tokenEnds: [UInt32] = []
  private var columns = SegmentFormat.columns.map { (name: $0, builder: ColumnBuilder()) }
  private var structures: [String: StructureBuilder] = [:]

  /// An empty segment.
  public init() {}

  /// How many articles there are.
  public var articleCount: Int { articleIDs.count }
  /// How many tokens there are.
  public var tokenCount: Int { tokenStarts.count }
  /// Bytes of text and records.
  public var byteCount: Int { Int(textOffsets.last! + recordOffsets.last!) }

  /// Adds an analysed article with its record; `id` is greater than those before.
  public func append(_ article: Article, id: Int64, record: [UInt8]) {
    let first = tokenCount
    let source = ArticleTokenSource(article)
    for index in columns.indices {
      if let column = source.column(columns[index].name) {
        var known = ColumnBuilder.unknown(column)
        columns[index].builder.append(column, 0..<source.count, known: &known)
      } else {
        columns[index].builder.pad(to: first + source.count)
      }
    }
    tokenStarts += article.tokens.starts
    tokenEnds += article.tokens.ends
    let names = Set(ArticleTokenSource.vocabulary(of: article).structures.keys).subtracting(["article"])
    for name in names {
      if let structure = source.structure(name) {
        append(structure, 0..<structure.count, name, moved: first) { _ in nil }
      }
    }
    appendArticle(id, tokens: source.count, text: .array(article.text.bytes), record: .array(record))
  }

  /// Adds the articles of `segment` that `keeps` wants.
  public func append(_ segment: Segment, keeping keeps: (Int64) -> Bool = { _ in true }) {
    // A segment of an older program may lack a column; its values are then empty.
    let sources = columns.map { segment.column($0.name) }
    let structureSources = segment.structureNames.compactMap { name in segment.structure(name).map { (name, $0) } }
    var known = sources.map { $0.map(ColumnBuilder.unknown) ?? [] }
    var knownAttributes: [String: [UInt32]] = [:]
    for number in 0..<segment.articleCount where keeps(segment.articleID(number)) {
      let tokens = segment.tokens(ofArticle: number)
      let first = tokenCount
      for index in columns.indices {
        if let source = sources[index] {
          columns[index].builder.append(source, tokens, known: &known[index])
        } else {
          columns[index].builder.pad(to: first + tokens.count)
        }
      }
      tokenStarts += segment.tokenStarts[tokens]
      tokenEnds += segment.tokenEnds[tokens]
      for (name, structure) in structureSources {
        let rows = Segment.rows(of: structure, startingIn: tokens)
        append(structure, rows, name, moved: first - tokens.lowerBound) { attribute in
          let key = name + "/" + attribute
          // Taken out while it grows, so that it is not copied.
          return (knownAttributes.removeValue(forKey: key), { knownAttributes[key] = $0 })
        }
      }
      appendArticle(
        segment.articleID(number), tokens: tokens.count, text: .mapped(segment, segment.text(ofArticle: number)),
        record: .mapped(segment, segment.record(ofArticle: number)))
    }
  }

  private func appendArticle(_ id: Int64, tokens: Int, text: Piece, record: Piece) {
    articleIDs.append(UInt64(bitPattern: id))
    firstTokens.append(firstTokens.last! + UInt64(tokens))
    textOffsets.append(textOffsets.last! + UInt64(text.count))
    recordOffsets.append(recordOffsets.last! + UInt64(record.count))
    texts.append(text)
    records.append(record)
  }

  private func append(
    _ structure: StructureColumn, _ rows: Range<Int>, _ name: String, moved distance: Int,
    known: (String) -> ([UInt32]?, ([UInt32]) -> Void)?
  ) {
    if rows.isEmpty, structures[name] != nil { return }
    var builder = structures.removeValue(forKey: name) ?? StructureBuilder()
    let before = builder.starts.count
    for row in rows {
      builder.starts.append(UInt32(Int(structure.starts[row]) + distance))
      builder.ends.append(UInt32(Int(structure.ends[row]) + distance))
    }
    for (attribute, column) in structure.attributes {
      var own = builder.attributes.removeValue(forKey: attribute) ?? ColumnBuilder()
      own.pad(to: before)
      let memory = known(attribute)
      var ids = memory?.0 ?? ColumnBuilder.unknown(column)
      own.append(column, rows, known: &ids)
      memory?.1(ids)
      builder.attributes[attribute] = own
    }
    structures[name] = builder
  }

  /// Writes the segment through `sink`; returns its length and the SHA-256 over all of it.
  public func write(
    through sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws -> (length: Int, sha256: [UInt8]) {
    var writer = try SegmentWriter(sink)
    try writer.write("articles/ids", articleIDs)
    try writer.write("articles/tokens", firstTokens)
    try writer.write("articles/text", textOffsets)
    try writer.write("articles/records", recordOffsets)
    try writer.write("tokens/starts", tokenStarts)
    try writer.write("tokens/ends", tokenEnds)
    for column in columns { try column.builder.write("columns/\(column.name)", positions: true, to: &writer) }
    for (name, structure) in structures.sorted(by: { $0.key < $1.key }) {
      try writer.write("structures/\(name)/starts", structure.starts)
      try writer.write("structures/\(name)/ends", structure.ends)
      for (attribute, column) in structure.attributes.sorted(by: { $0.key < $1.key }) {
        var column = column
        column.pad(to: structure.starts.count)
        try column.write("structures/\(name)/columns/\(attribute)", positions: false, to: &writer)
      }
    }
    try writer.write("text", pieces: texts)
    try writer.write("records", pieces: records)
    let hash = try writer.finish()
    return (writer.length, hash)
  }
}

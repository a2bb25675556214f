public import ArticleModel

/// Tokens as the matcher reads them: columns of ids, and structures over them.
public protocol TokenSource {
  /// How many tokens there are.
  var count: Int { get }
  /// The column of the attribute `name` (`word`, `lemma`, `pos`, `feats`, `ent`, `entity`…), as long as the source,
  /// or `nil` when the source has none: every value then counts as empty.
  func column(_ name: String) -> TokenColumn?
  /// The structure called `name`, or `nil` when the source has none: it then occurs nowhere.
  func structure(_ name: String) -> StructureColumn?
  /// A structure whose ends no match crosses, such as the articles of a corpus; `nil` when there is none.
  var boundary: StructureColumn? { get }
}

extension TokenSource {
  public var boundary: StructureColumn? { nil }
}

/// Distinct strings with ids from 0 to `count - 1`.
public protocol Lexicon: Sendable {
  /// How many strings there are.
  var count: Int { get }
  /// The id of the string with these UTF-8 bytes.
  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32?
  /// Calls `body` with each string's id and UTF-8 bytes.
  func forEach(_ body: (UInt32, UnsafeBufferPointer<UInt8>) -> Void)
  /// The string with this id.
  func string(_ id: UInt32) -> String
  /// The ids of the strings that begin with these bytes, or `nil` when looking through all strings is the only way.
  func ids(withPrefix prefix: [UInt8]) -> [UInt32]?
}

extension Lexicon {
  public func ids(withPrefix prefix: [UInt8]) -> [UInt32]? { nil }
}

extension StringTable: Lexicon {
  public func forEach(_ body: (UInt32, UnsafeBufferPointer<UInt8>) -> Void) {
    for id in 0..<UInt32(count) { withBytes(of: id) { body(id, $0) } }
  }
  public func string(_ id: UInt32) -> String { self[id] }
}

/// The values of one attribute: an id for each token (or each region of a structure) and what the ids stand for.
public struct TokenColumn: @unchecked Sendable {
  // Unchecked: the memory behind the pointers is never written after the column is made.

  /// One id a token, each less than `lexicon.count`.
  public let ids: UnsafeBufferPointer<UInt32>
  /// The strings the ids stand for.
  public let lexicon: any Lexicon
  /// How often each id occurs, where that is known; the matcher looks for the rarest condition first.
  public let frequencies: UnsafeBufferPointer<UInt32>?
  private let owner: AnyObject?

  /// A column that keeps a copy of `ids`.
  public init(_ ids: [UInt32], lexicon: any Lexicon) {
    let storage = IDStorage(ids, distinct: lexicon.count)
    self.init(
      ids: UnsafeBufferPointer(storage.ids), lexicon: lexicon, frequencies: UnsafeBufferPointer(storage.frequencies),
      owner: storage)
  }

  /// A column over memory that `owner` keeps alive and nobody writes, such as a mapped file.
  public init(
    ids: UnsafeBufferPointer<UInt32>, lexicon: any Lexicon, frequencies: UnsafeBufferPointer<UInt32>? = nil,
    owner: AnyObject?
  ) {
    self.ids = ids
    self.lexicon = lexicon
    self.frequencies = frequencies
    self.owner = owner
  }

  /// A column of these strings.
  public init(strings: some Sequence<String>) {
    var table = StringTable()
    let ids = strings.map { table.intern($0) }
    self.init(ids, lexicon: table)
  }

  /// The value at `index`.
  public func string(at index: Int) -> String { lexicon.string(ids[index]) }
}

private final class IDStorage {
  let ids: UnsafeMutableBufferPointer<UInt32>
  let frequencies: UnsafeMutableBufferPointer<UInt32>

  init(_ list: [UInt32], distinct: Int) {
    ids = .allocate(capacity: list.count)
    _ = ids.initialize(from: list)
    frequencies = .allocate(capacity: distinct)
    frequencies.initialize(repeating: 0)
    for id in list { frequencies[Int(id)] += 1 }
  }

  deinit {
    ids.deallocate()
    frequencies.deallocate()
  }
}

/// The regions of one structure: half-open token intervals, none empty, sorted by start, then by end.
public struct StructureColumn: Sendable {
  /// First token of each region.
  public let starts: [UInt32]
  /// Token after the last of each region.
  public let ends: [UInt32]
  /// The attributes' values, one a region.
  public let attributes: [String: TokenColumn]

  /// Regions that already are sorted and not empty.
  public init(starts: [UInt32], ends: [UInt32], attributes: [String: TokenColumn] = [:]) {
    self.starts = starts
    self.ends = ends
    self.attributes = attributes
  }

  /// Regions in any order, each with the value of each attribute; empty ones are left out.
  public init(_ regions: [(tokens: Range<Int>, values: [String: String])], attributeNames: some Sequence<String>) {
    let sorted = regions.enumerated().filter { !$0.element.tokens.isEmpty }.sorted { left, right in
      let (a, b) = (left.element.tokens, right.element.tokens)
      return (a.lowerBound, a.upperBound, left.offset) < (b.lowerBound, b.upperBound, right.offset)
    }.map(\.element)
    starts = sorted.map { UInt32($0.tokens.lowerBound) }
    ends = sorted.map { UInt32($0.tokens.upperBound) }
    var columns: [String: TokenColumn] = [:]
    for name in attributeNames { columns[name] = TokenColumn(strings: sorted.map { $0.values[name] ?? "" }) }
    attributes = columns
  }

  /// How many regions there are.
  public var count: Int { starts.count }
}

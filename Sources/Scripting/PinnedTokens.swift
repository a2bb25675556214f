import ArticleModel
import LuaRuntime

/// The token columns at fixed addresses, so that Lua reads them without a call into Swift.
final class PinnedTokens {
  private let starts, ends, forms, lemmas, features, sentences, heads, offsets: UnsafeMutableBufferPointer<UInt32>
  private let partsOfSpeech, relations: UnsafeMutableBufferPointer<UInt8>
  private let arena: UnsafeMutableBufferPointer<UInt8>
  private let strings: LuaStringTable
  private let tags, relationNames: LuaStringTable

  init(_ tokens: TokenColumns, state: LuaState) {
    starts = Self.pinned(tokens.starts)
    ends = Self.pinned(tokens.ends)
    forms = Self.pinned(tokens.forms)
    lemmas = Self.pinned(tokens.lemmas)
    features = Self.pinned(tokens.features)
    sentences = Self.pinned(tokens.sentences)
    partsOfSpeech = Self.pinned(tokens.partsOfSpeech.map(\.rawValue))
    // From one on, and 0 at a root.
    heads = Self.pinned(tokens.heads.map { UInt32($0 + 1) })
    relations = Self.pinned(tokens.relations.map(\.rawValue))
    let (arena, offsets) = tokens.strings.withStorage { (Self.pinned(Array($0)), Self.pinned(Array($1))) }
    self.arena = arena
    self.offsets = offsets
    tags = LuaStringTable(state, PartOfSpeech.allCases.map(\.tag), emptyIsNil: true)
    relationNames = LuaStringTable(state, DependencyRelation.allCases.map(\.name), emptyIsNil: true)
    let owner = PinnedOwner(
      [starts, ends, forms, lemmas, features, sentences, heads, offsets], [partsOfSpeech, relations, arena])
    self.owner = owner
    strings = LuaStringTable(
      state, arena: UnsafeBufferPointer(arena), offsets: UnsafeBufferPointer(offsets), emptyIsNil: true, owner: owner)
  }

  private let owner: PinnedOwner

  /// The column called `name`.
  func column(_ name: Name) -> LuaColumn {
    switch name {
    case .form: .strings(UnsafeBufferPointer(forms), strings, owner: owner)
    case .lemma: .strings(UnsafeBufferPointer(lemmas), strings, owner: owner)
    case .features: .strings(UnsafeBufferPointer(features), strings, owner: owner)
    case .pos: .codes(UnsafeBufferPointer(partsOfSpeech), tags, owner: owner)
    case .relation: .codes(UnsafeBufferPointer(relations), relationNames, owner: owner)
    case .head: .integers(UnsafeBufferPointer(heads), owner: owner)
    case .sentence: .integers(UnsafeBufferPointer(sentences), addend: 1, owner: owner)
    case .first: .integers(UnsafeBufferPointer(starts), addend: 1, owner: owner)
    case .last: .integers(UnsafeBufferPointer(ends), owner: owner)
    }
  }

  /// The columns a script can ask for.
  enum Name { case form, lemma, features, pos, relation, head, sentence, first, last }

  private static func pinned<Value>(_ values: [Value]) -> UnsafeMutableBufferPointer<Value> {
    let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(values.count, 1))
    _ = buffer.initialize(from: values)
    return UnsafeMutableBufferPointer(rebasing: buffer[0..<values.count])
  }
}

/// Frees the columns when neither the binding nor Lua needs them any more.
private final class PinnedOwner {
  private let words: [UnsafeMutableBufferPointer<UInt32>]
  private let bytes: [UnsafeMutableBufferPointer<UInt8>]

  init(_ words: [UnsafeMutableBufferPointer<UInt32>], _ bytes: [UnsafeMutableBufferPointer<UInt8>]) {
    self.words = words
    self.bytes = bytes
  }

  deinit {
    words.forEach { $0.baseAddress?.deallocate() }
    bytes.forEach { $0.baseAddress?.deallocate() }
  }
}

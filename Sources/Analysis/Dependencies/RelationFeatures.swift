package import ArticleModel

/// The feature templates of the classifier that names the relation of a word to its head, as hashes.
///
/// It sees the whole tree, and the relations of the words before.
package enum RelationFeatures {
  /// The relations that are chosen among, in the order of the columns of the weight table.
  package static let relations: [DependencyRelation] = [
    .nsubj, .nsubjPass, .csubj, .obj, .iobj, .oblArg, .oblAgent, .oblMod, .nmod, .amod, .advmod, .nummod, .appos, .acl,
    .relcl, .advcl, .xcomp, .ccomp, .aux, .auxPass, .auxCaus, .cop, .mark, .det, .case, .cc, .conj, .expl, .flat,
    .fixed,
    .parataxis, .orphan,
  ]

  /// What the classifier keeps of each word while it names the relations of a sentence.
  package struct Place: Sendable {
    /// The word that marks the phrase: its first preposition or subordinating conjunction.
    package var marker: Int32 = -1
    /// The relations its dependants have so far, a bit a column.
    package var seen: UInt64 = 0
    /// The last dependant so far on either side, and its column and one more.
    package var latest: Int32 = -1
    package var latestColumn: UInt8 = 0

    package init() {}
  }

  @inline(__always)
  private static func row(_ template: UInt64, _ left: UInt64, _ right: UInt64 = 0) -> UInt64 {
    FormHash.mix(left &+ template &* 0xa24b_aed4_963e_e407, right)
  }

  /// Calls `body` with the hash of each feature of a word and its head, which must not be the root.
  @inline(__always)
  package static func ofWord(
    _ index: Int, _ state: ParserState, _ places: UnsafePointer<Place>, _ body: (UInt64) -> Void
  ) {
    let arcs = state.arcs[index]
    let headIndex = Int(arcs.head)
    let headArcs = state.arcs[headIndex]
    let (word, head) = (state.words[index], state.words[headIndex])
    let isLeft: UInt64 = index < headIndex ? 1 : 0
    let marker = state.word(places[index].marker).pointee
    let headMarker = state.word(places[headIndex].marker).pointee
    let (first, last) = (state.word(arcs.first).pointee, state.word(arcs.last).pointee)
    let headFirst = state.word(headArcs.first).pointee
    let place = places[headIndex]
    let above = headArcs.head >= 0 && Int(headArcs.head) < state.count ? state.words[Int(headArcs.head)] : .root
    let before = state.words[index > 0 ? index - 1 : state.count + 1]
    let behind = state.words[index + 1 < state.count ? index + 1 : state.count + 1]
    let pair = word.tag << 16 | head.tag << 8 | isLeft
    let distance = ParserFeatures.step(abs(headIndex - index))
    let marks = isLeft == 1 ? ParserFeatures.between(word, head) : ParserFeatures.between(head, word)

    body(row(1, pair))
    body(row(2, word.lexeme, isLeft))
    body(row(3, word.lexeme, pair))
    body(row(4, head.lexeme, pair))
    body(row(5, word.lexeme, head.lexeme))
    body(row(6, pair, distance))
    body(row(7, pair, marks))
    body(row(8, pair, marker.lexeme))
    body(row(9, pair ^ head.lexeme, marker.lexeme))
    body(row(10, pair ^ word.lexeme, marker.lexeme))
    body(row(11, word.fine, marker.lexeme ^ isLeft))
    body(row(12, word.fine << 20 | head.fine << 4 | isLeft, marker.lexeme))
    body(row(13, word.fine, pair))
    body(row(14, head.fine, pair))
    body(row(15, pair, first.lexeme))
    body(row(16, pair, first.tag << 8 | last.tag))
    body(row(17, pair, headFirst.lexeme))
    body(row(18, pair, place.seen))
    body(row(19, pair ^ marker.lexeme, place.seen))
    body(row(20, pair, UInt64(place.latestColumn) | marks << 8))
    body(row(21, pair ^ marker.tag << 40, above.tag))
    body(row(22, pair, headMarker.lexeme))
    body(row(23, word.lexeme, before.lexeme))
    body(row(24, word.lexeme, behind.lexeme))
    body(row(25, pair << 16 | before.tag << 8 | behind.tag))
    body(row(26, pair, word.disagreement(with: head) | marker.tag << 8))
    body(row(27, pair, UInt64(min(headArcs.leftCount, 3)) | UInt64(min(headArcs.rightCount, 3)) << 4))
    body(row(28, pair, UInt64(min(arcs.leftCount, 3)) | UInt64(min(arcs.rightCount, 3)) << 4))
    body(row(29, pair ^ head.lexeme, place.seen))
    body(row(30, word.coarse << 16 | head.coarse << 4, pair))
  }
}

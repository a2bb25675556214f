/// The feature templates of the parser's moves, after Zhang and Nivre (2011), as hashes.
package enum ParserFeatures {
  @inline(__always)
  private static func row(_ template: UInt64, _ left: UInt64, _ right: UInt64 = 0, _ third: UInt64 = 0) -> UInt64 {
    // The values are hashes themselves, or small: one product mixes them well enough.
    let sum =
      left &+ right &* 0xff51_afd7_ed55_8ccd &+ third &* 0xc2b2_ae3d_27d4_eb4f &+ template &* 0xa24b_aed4_963e_e407
    let hash = (sum ^ (sum >> 32)) &* 0x9e37_79b9_7f4a_7c15
    return hash ^ (hash >> 32)
  }

  /// A distance in steps that grow.
  @inline(__always)
  static func step(_ distance: Int) -> UInt64 {
    if distance < 6 { return UInt64(max(distance, 0)) }
    return distance < 9 ? 6 : distance < 14 ? 7 : distance < 25 ? 8 : 9
  }

  /// What stands between two words of which `left` comes first.
  @inline(__always)
  static func between(_ left: ParserWord, _ right: ParserWord) -> UInt64 {
    let commas = UInt64(min(max(right.commas - left.commas, 0), 2))
    let others: UInt64 = right.otherMarks > left.otherMarks ? 1 : 0
    let depth: UInt64 = right.depth == left.depth ? 0 : right.depth > left.depth ? 1 : 2
    return commas | others << 2 | depth << 3
  }

  /// Calls `body` with the hash of each feature of a state.
  @inline(__always)
  package static func ofState(_ state: ParserState, _ body: (UInt64) -> Void) {
    let view = View(state)
    view.first(body)
    view.rest(body)
  }

  /// The words that the features of a state look at.
  struct View {
    private let s0, s1, s2: UnsafePointer<ParserWord>
    private let b0, b1, b2: UnsafePointer<ParserWord>
    /// The words that the others hold: left, right and middle.
    private let s0l, s0r, s0m, s1l, s1r, s1m, b0l, b0m: UnsafePointer<ParserWord>
    private let a0, a1, c0: UnsafePointer<ParserState.Arcs>
    private let top, pair, near, far, distance, below: UInt64

    @inline(__always)
    init(_ state: ParserState) {
      let words = UnsafePointer(state.words)
      let arcs = UnsafePointer(state.arcs)
      let (i0, i1, i2) = (state.stacked(0), state.stacked(1), state.stacked(2))
      let (j0, j1, j2) = (state.coming(0), state.coming(1), state.coming(2))
      (s0, s1, s2) = (words + i0, words + i1, words + i2)
      (b0, b1, b2) = (words + j0, words + j1, words + j2)
      (a0, a1, c0) = (arcs + i0, arcs + i1, arcs + j0)
      (s0l, s0r, s0m) = (state.word(a0.pointee.first), state.word(a0.pointee.last), state.word(a0.pointee.second))
      (s1l, s1r, s1m) = (state.word(a1.pointee.first), state.word(a1.pointee.last), state.word(a1.pointee.secondLast))
      (b0l, b0m) = (state.word(c0.pointee.first), state.word(c0.pointee.second))
      top = s0.pointee.tag << 8 | b0.pointee.tag
      pair = s1.pointee.tag << 8 | s0.pointee.tag
      near = between(s0.pointee, b0.pointee)
      far = between(s1.pointee, s0.pointee)
      distance = step(j0 - i0)
      below = step(i0 - i1)
    }

    /// The features that decide most moves alone.
    @inline(__always)
    func first(_ body: (UInt64) -> Void) {
      body(row(10, s0.pointee.lexeme, b0.pointee.lexeme))
      body(row(11, s0.pointee.lexeme, b0.pointee.tag))
      body(row(12, s0.pointee.tag, b0.pointee.lexeme))
      body(row(14, s0.pointee.fine, b0.pointee.fine))
      body(row(17, s0.pointee.tag, b0.pointee.tag, s0.pointee.disagreement(with: b0.pointee)))
      body(row(20, s1.pointee.lexeme, s0.pointee.lexeme))
      body(row(21, s1.pointee.lexeme, s0.pointee.tag))
      body(row(22, s1.pointee.tag, s0.pointee.lexeme))
      body(row(24, s1.pointee.fine, s0.pointee.fine))
      body(row(27, s1.pointee.tag, s0.pointee.tag, s1.pointee.disagreement(with: s0.pointee)))
      body(row(30, pair, b0.pointee.tag))
      body(row(31, top, b1.pointee.tag))
      body(row(32, pair << 8 | b0.pointee.tag, b1.pointee.tag))
      body(row(33, top << 8 | b1.pointee.tag, b2.pointee.tag))
      body(row(34, s2.pointee.tag << 16 | pair, b0.pointee.tag))
      body(row(35, pair, b0.pointee.lexeme))
      body(row(51, top, near, UInt64(min(a0.pointee.leftCount, 3))))
      body(row(53, pair, far, near))
      body(row(54, pair, near, b0.pointee.tag))
      body(row(57, pair << 8 | b0.pointee.tag, b0.pointee.marks))
      body(row(70, top, s0l.pointee.tag))
      body(row(72, top, b0l.pointee.tag))
      body(row(73, top << 8 | s0l.pointee.tag, b0l.pointee.tag))
      body(row(75, pair, s1r.pointee.tag))
      body(row(80, pair, b0l.pointee.lexeme, b0.pointee.tag))
      body(row(83, pair, s0l.pointee.lexeme))
      body(row(85, top, s0l.pointee.lexeme))
      body(row(86, top << 8 | b0l.pointee.tag, b0m.pointee.tag, near))
    }

    /// The others.
    @inline(__always)
    func rest(_ body: (UInt64) -> Void) {
      body(row(1, s0.pointee.lexeme))
      body(row(2, s0.pointee.tag, b0.pointee.tag))
      body(row(3, b0.pointee.lexeme))
      body(row(4, s1.pointee.lexeme))
      body(row(5, b1.pointee.lexeme, s0.pointee.tag))
      body(row(6, s0.pointee.fine))
      body(row(7, b0.pointee.fine))
      body(row(8, s1.pointee.fine))
      body(row(13, s0.pointee.lemma, b0.pointee.lemma))
      body(row(15, s0.pointee.fine, b0.pointee.tag))
      body(row(16, s0.pointee.tag, b0.pointee.fine))
      body(row(23, s1.pointee.tag, s0.pointee.tag))
      body(row(25, s1.pointee.fine, s0.pointee.tag))
      body(row(26, s1.pointee.tag, s0.pointee.fine))
      body(row(28, s1.pointee.lemma, b0.pointee.lemma, s0.pointee.tag))
      body(row(36, pair, s1.pointee.lexeme, b0.pointee.tag))
      body(row(37, pair, s0.pointee.lexeme, b0.pointee.tag))
      body(row(38, top, b0.pointee.lexeme, b1.pointee.tag))
      body(row(39, top, s0.pointee.lexeme, b1.pointee.tag))
      body(row(40, top, b1.pointee.lexeme))
      body(row(41, s1.pointee.coarse << 8 | s0.pointee.coarse, b0.pointee.coarse, pair))
      body(row(50, top, distance))
      body(row(52, pair, below))
      body(row(55, s0.pointee.lexeme, near))
      body(row(56, s1.pointee.lexeme, far))
      body(row(58, s0.pointee.tag, UInt64(min(a0.pointee.leftCount, 3)), UInt64(min(a0.pointee.rightCount, 3))))
      body(row(59, s0.pointee.lexeme, UInt64(min(a0.pointee.leftCount, 3)), UInt64(min(a0.pointee.rightCount, 3))))
      body(row(60, s1.pointee.lexeme, UInt64(min(a1.pointee.rightCount, 3)), s0.pointee.tag))
      body(
        row(
          61, s1.pointee.tag, UInt64(min(a1.pointee.leftCount, 3)) | UInt64(min(a1.pointee.rightCount, 3)) << 4,
          s0.pointee.tag))
      body(row(62, b0.pointee.tag, UInt64(min(c0.pointee.leftCount, 3)), s0.pointee.tag))
      body(row(71, top, s0r.pointee.tag))
      body(row(74, pair, s0l.pointee.tag))
      body(row(76, pair, s1l.pointee.tag))
      body(row(77, pair << 8 | s0l.pointee.tag, s1r.pointee.tag))
      body(row(78, s0.pointee.lexeme, b0l.pointee.lexeme, b0.pointee.tag))
      body(row(79, s1.pointee.lexeme, b0l.pointee.lexeme, b0.pointee.tag))
      body(row(81, s0.pointee.fine, b0l.pointee.lexeme, b0.pointee.fine))
      body(row(82, s1.pointee.lexeme, s0l.pointee.lexeme, s0.pointee.tag))
      body(row(84, s1.pointee.fine, s0l.pointee.lexeme, s0.pointee.fine))
      body(row(87, pair, s0l.pointee.lemma, b0l.pointee.lemma))
      body(row(88, s0.pointee.tag, s0l.pointee.tag << 8 | s0m.pointee.tag, b0.pointee.tag))
      body(row(89, pair, s1r.pointee.lexeme))
      body(row(90, pair << 8 | s1r.pointee.tag, s1m.pointee.tag, far))
      body(row(91, s2.pointee.tag << 16 | pair, s0l.pointee.lemma))
      body(row(92, s2.pointee.lexeme, s0l.pointee.lexeme, s0.pointee.tag))
    }
  }
}

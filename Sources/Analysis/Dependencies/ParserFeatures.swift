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
    let (i0, i1, i2) = (state.stacked(0), state.stacked(1), state.stacked(2))
    let (j0, j1, j2) = (state.coming(0), state.coming(1), state.coming(2))
    let words = state.words
    let (s0, s1, s2) = (words[i0], words[i1], words[i2])
    let (b0, b1, b2) = (words[j0], words[j1], words[j2])
    let (a0, a1, c0) = (state.arcs[i0], state.arcs[i1], state.arcs[j0])
    let (s0l, s0r) = (state.word(a0.first), state.word(a0.last))
    let (s1l, s1r) = (state.word(a1.first), state.word(a1.last))
    let (b0l, b0m) = (state.word(c0.first), state.word(c0.second))
    let s0m = state.word(a0.second)
    let s1m = state.word(a1.secondLast)

    // One word.
    body(row(1, s0.lexeme))
    body(row(2, s0.tag, b0.tag))
    body(row(3, b0.lexeme))
    body(row(4, s1.lexeme))
    body(row(5, b1.lexeme, s0.tag))
    body(row(6, s0.fine))
    body(row(7, b0.fine))
    body(row(8, s1.fine))

    // The topmost and the next.
    body(row(10, s0.lexeme, b0.lexeme))
    body(row(11, s0.lexeme, b0.tag))
    body(row(12, s0.tag, b0.lexeme))
    body(row(13, s0.lemma, b0.lemma))
    body(row(14, s0.fine, b0.fine))
    body(row(15, s0.fine, b0.tag))
    body(row(16, s0.tag, b0.fine))
    body(row(17, s0.tag, b0.tag, s0.disagreement(with: b0)))

    // The topmost and the one below.
    body(row(20, s1.lexeme, s0.lexeme))
    body(row(21, s1.lexeme, s0.tag))
    body(row(22, s1.tag, s0.lexeme))
    body(row(23, s1.tag, s0.tag))
    body(row(24, s1.fine, s0.fine))
    body(row(25, s1.fine, s0.tag))
    body(row(26, s1.tag, s0.fine))
    body(row(27, s1.tag, s0.tag, s1.disagreement(with: s0)))
    body(row(28, s1.lemma, b0.lemma, s0.tag))

    // Three tags and four.
    let top = s0.tag << 8 | b0.tag
    let pair = s1.tag << 8 | s0.tag
    body(row(30, pair, b0.tag))
    body(row(31, top, b1.tag))
    body(row(32, pair << 8 | b0.tag, b1.tag))
    body(row(33, top << 8 | b1.tag, b2.tag))
    body(row(34, s2.tag << 16 | pair, b0.tag))
    body(row(35, pair, b0.lexeme))
    body(row(36, pair, s1.lexeme, b0.tag))
    body(row(37, pair, s0.lexeme, b0.tag))
    body(row(38, top, b0.lexeme, b1.tag))
    body(row(39, top, s0.lexeme, b1.tag))
    body(row(40, top, b1.lexeme))
    body(row(41, s1.coarse << 8 | s0.coarse, b0.coarse, pair))

    // Distances, marks, and how many words each has.
    let near = between(s0, b0)
    let far = between(s1, s0)
    let distance = step(j0 - i0)
    let below = step(i0 - i1)
    body(row(50, top, distance))
    body(row(51, top, near, UInt64(min(a0.leftCount, 3))))
    body(row(52, pair, below))
    body(row(53, pair, far, near))
    body(row(54, pair, near, b0.tag))
    body(row(55, s0.lexeme, near))
    body(row(56, s1.lexeme, far))
    body(row(57, pair << 8 | b0.tag, b0.marks))
    body(row(58, s0.tag, UInt64(min(a0.leftCount, 3)), UInt64(min(a0.rightCount, 3))))
    body(row(59, s0.lexeme, UInt64(min(a0.leftCount, 3)), UInt64(min(a0.rightCount, 3))))
    body(row(60, s1.lexeme, UInt64(min(a1.rightCount, 3)), s0.tag))
    body(row(61, s1.tag, UInt64(min(a1.leftCount, 3)) | UInt64(min(a1.rightCount, 3)) << 4, s0.tag))
    body(row(62, b0.tag, UInt64(min(c0.leftCount, 3)), s0.tag))

    // What the words already hold; the first on the left of a noun is as a rule its preposition.
    body(row(70, top, s0l.tag))
    body(row(71, top, s0r.tag))
    body(row(72, top, b0l.tag))
    body(row(73, top << 8 | s0l.tag, b0l.tag))
    body(row(74, pair, s0l.tag))
    body(row(75, pair, s1r.tag))
    body(row(76, pair, s1l.tag))
    body(row(77, pair << 8 | s0l.tag, s1r.tag))
    body(row(78, s0.lexeme, b0l.lexeme, b0.tag))
    body(row(79, s1.lexeme, b0l.lexeme, b0.tag))
    body(row(80, pair, b0l.lexeme, b0.tag))
    body(row(81, s0.fine, b0l.lexeme, b0.fine))
    body(row(82, s1.lexeme, s0l.lexeme, s0.tag))
    body(row(83, pair, s0l.lexeme))
    body(row(84, s1.fine, s0l.lexeme, s0.fine))
    body(row(85, top, s0l.lexeme))
    body(row(86, top << 8 | b0l.tag, b0m.tag, near))
    body(row(87, pair, s0l.lemma, b0l.lemma))
    body(row(88, s0.tag, s0l.tag << 8 | s0m.tag, b0.tag))
    body(row(89, pair, s1r.lexeme))
    body(row(90, pair << 8 | s1r.tag, s1m.tag, far))
    body(row(91, s2.tag << 16 | pair, s0l.lemma))
    body(row(92, s2.lexeme, s0l.lexeme, s0.tag))
  }
}

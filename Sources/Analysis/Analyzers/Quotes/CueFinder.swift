import ArticleModel
import PatternQuery

/// Finds verb groups that report speech, and the prepositions that name a source.
struct CueFinder {
  let text: QuoteText
  let lexicon: ReportingLexicon

  /// All cues in text order, and where phrases of the language name a source.
  func find() -> (cues: [ReportingCue], sources: [(tokens: Range<Int>, entry: ReportingLexicon.Entry)]) {
    var phraseAt: [Int: (end: Int, entry: Int)] = [:]
    var sources: [(tokens: Range<Int>, entry: ReportingLexicon.Entry)] = []
    let matches = PatternSetMatcher(lexicon.phrases).matches(in: ArticleTokenSource(text.article))
    for match in matches {
      let range = match.match.range
      let (entry, isSource) = lexicon.ofPhrase[match.query]
      if isSource {
        sources.append((range, lexicon.entries[entry]))
      } else if text.isVerb(range.lowerBound), text.sentence(range.lowerBound) == text.sentence(range.upperBound - 1) {
        // The longer phrase is the more telling one.
        if let known = phraseAt[range.lowerBound], known.end >= range.upperBound { continue }
        phraseAt[range.lowerBound] = (range.upperBound, entry)
      }
    }
    sources.sort { ($0.tokens.lowerBound, -$0.tokens.upperBound) < ($1.tokens.lowerBound, -$1.tokens.upperBound) }
    return (cues(phraseAt), sources)
  }

  private func cues(_ phraseAt: [Int: (end: Int, entry: Int)]) -> [ReportingCue] {
    let strings = text.tokens.strings
    var verbs = [(plain: Int?, pronominal: Int?)?](repeating: nil, count: strings.count)
    var cues: [ReportingCue] = []
    var next = 0
    for index in 0..<text.count where text.isVerb(index) && index >= next && text.paragraphOf[index] >= 0 {
      let cue: ReportingCue
      if let phrase = phraseAt[index] {
        cue = group(index, lexicon.entries[phrase.entry], last: phrase.end - 1)
        for inner in index..<phrase.end where text.has(inner, .invertedPronoun) { cue.pronoun = inner }
        next = phrase.end
      } else {
        guard text.parts[index] == .verb else { continue }
        let lemma = Int(text.tokens.lemmas[index])
        let known = verbs[lemma] ?? lexicon.verb(strings[UInt32(lemma)])
        verbs[lemma] = known
        guard let any = known.plain ?? known.pronominal else { continue }
        cue = group(index, lexicon.entries[any], last: index)
        guard let entry = cue.isReflexive ? known.pronominal : known.plain else { continue }
        cue.entry = lexicon.entries[entry]
      }
      if cue.isOwnVoice || cue.form == .other || (cue.isNegated && cue.entry.stance != "denies") { continue }
      cues.append(cue)
    }
    return cues
  }

  /// The group of the verb at `head`: auxiliaries, clitics, negation, the adverbs between, a modal verb before it.
  func group(_ head: Int, _ entry: ReportingLexicon.Entry, last: Int) -> ReportingCue {
    let cue = ReportingCue(head: head, entry: entry)
    cue.last = last
    let start = text.start(of: head)
    let grammar = text.grammar[head]
    let isParticiple = grammar.contains(.pastParticiple)
    cue.form =
      grammar.contains(.finite)
      ? .finite
      : grammar.contains(.infinitive)
        ? .infinitive : grammar.contains(.presentParticiple) ? .presentParticiple : .other
    read(grammar, into: cue)
    var index = head - 1
    var gap = 0
    var hasAuxiliary = false
    while index >= start, head - index <= 12 {
      if text.has(index, .invertedPronoun), text.parts[index] == .pron {
        cue.pronoun = index
        cue.first = index
      } else if isParticiple, text.has(index, .auxiliary), text.isVerb(index) {
        readAuxiliary(index, cue)
        hasAuxiliary = true
        gap = 0
      } else if text.has(index, .reflexive) {
        cue.isReflexive = true
        cue.first = index
      } else if text.has(index, .clitic), text.parts[index] == .pron {
        cue.first = index
      } else if text.has(index, .negation) {
        cue.isNegated = true
        cue.first = index
      } else if text.parts[index] == .adv || text.has(index, .quantifier) {
        // Belongs to the group once something before it does.
      } else if isParticiple, !hasAuxiliary, gap < 6, text.has(index, .aside),
        [.adp, .det, .noun, .adj, .pron, .punct].contains(text.parts[index])
      {
        gap += 1
      } else {
        break
      }
      index -= 1
    }
    if isParticiple, !hasAuxiliary { readDistantAuxiliary(cue, start) }
    if isParticiple, cue.form == .other { shareAuxiliary(cue, start) }
    if cue.isReflexive { cue.isPassive = false }
    if cue.form == .infinitive { readModal(cue, start) }
    if cue.last + 1 < text.count, text.has(cue.last + 1, .invertedPronoun) {
      cue.last += 1
      cue.pronoun = cue.last
    }
    return cue
  }

  private func read(_ grammar: QuoteText.Grammar, into cue: ReportingCue) {
    guard grammar.contains(.finite) else { return }
    cue.isOwnVoice = grammar.contains(.speaks) || grammar.contains(.imperative)
    cue.isPlural = grammar.contains(.plural)
  }

  private func readAuxiliary(_ index: Int, _ cue: ReportingCue) {
    cue.first = index
    let grammar = text.grammar[index]
    if text.has(index, .be) { cue.isPassive = true }
    if grammar.contains(.finite) {
      cue.form = .finite
      read(grammar, into: cue)
    } else if grammar.contains(.infinitive) {
      cue.form = .infinitive
    } else if grammar.contains(.presentParticiple) {
      cue.form = .presentParticiple
    }
  }

  /// "a salué la décision et promis que …": the second participle shares the auxiliary of the first.
  private func shareAuxiliary(_ cue: ReportingCue, _ start: Int) {
    var index = cue.head - 1
    while index > start, text.parts[index] == .adv { index -= 1 }
    guard index > start, text.parts[index] == .cconj else { return }
    for before in text.range(max(start, index - 60), index).reversed() where text.isFinite(before) {
      guard text.parts[before] == .aux, !text.has(before, .be) else { return }
      cue.form = .finite
      cue.isOwnVoice = text.grammar[before].contains(.speaks)
      cue.isPlural = text.grammar[before].contains(.plural)
      return
    }
  }

  /// "a, dans son message à la nation, appelé": the auxiliary before an aside between commas.
  private func readDistantAuxiliary(_ cue: ReportingCue, _ start: Int) {
    for index in text.range(max(start, cue.head - 30), cue.head).reversed() {
      guard text.has(index, .auxiliary), text.isFinite(index) else {
        if text.isFinite(index) { return }
        continue
      }
      let behind = text.range(index + 1, cue.head).first { text.parts[$0] != .adv }
      if let behind, text.has(behind, .comma) {
        readAuxiliary(index, cue)
        if index > start, text.has(index - 1, .reflexive) {
          cue.isReflexive = true
          cue.first = index - 1
        }
      }
      return
    }
  }

  /// "devait-il faire observer", "n'a pas manqué de saluer": what a finite modal verb governs is said.
  private func readModal(_ cue: ReportingCue, _ start: Int) {
    var index = cue.first - 1
    while index >= start, text.has(index, [.of, .to, .invertedPronoun]) || text.parts[index] == .adv {
      if text.has(index, .invertedPronoun) { cue.pronoun = index }
      index -= 1
    }
    guard index >= start, text.isVerb(index), text.has(index, .modal) else { return }
    let modal = group(index, cue.entry, last: index)
    guard modal.form == .finite, !modal.isPassive else { return }
    cue.first = modal.first
    cue.form = .finite
    cue.isOwnVoice = modal.isOwnVoice || text.has(index, .impersonal)
    cue.isPlural = modal.isPlural
    cue.isNegated = modal.isNegated && !text.has(index, .liftsNegation)
    if cue.pronoun == nil { cue.pronoun = modal.pronoun }
  }
}

import Analysis
import ArticleModel

/// Collects the tables of a `Lexicon`.
struct LexiconBuilder {
  private var pool = StringPool()
  private var rules: [[UInt32]] = [[0, 0]]
  private var ruleNumbers: [String: UInt16] = [:]
  private var forms: [(hash: UInt64, words: [UInt32])] = []
  private var known: [UInt64: [UInt16]] = [:]
  private var listed: [(hash: UInt64, words: [UInt32])] = []
  private var accents: [(hash: UInt64, words: [UInt32])] = []
  private var endings: [[String: [UInt16: Int]]] = .init(repeating: [:], count: Lexicon.LemmaGroup.allCases.count)

  private var ranked: [String: [UInt16]] = [:]

  var formCount: Int { forms.count }
  var ruleCount: Int { rules.count - 1 }
  var listedCount: Int { listed.count }
  var accentCount: Int { accents.count }
  private(set) var endingCount = 0

  /// The number of the rule from `form` to `lemma`, 0 when there are too many rules.
  mutating func rule(_ form: String, _ lemma: String) -> UInt16 {
    var shared = 0
    for (left, right) in zip(form.unicodeScalars, lemma.unicodeScalars) {
      guard left == right else { break }
      shared += left.utf8.count
    }
    let strip = form.utf8.count - shared
    let added = String(decoding: Array(lemma.utf8.dropFirst(shared)), as: UTF8.self)
    let key = "\(strip)\t\(added)"
    if let number = ruleNumbers[key] { return number }
    guard rules.count < Lexicon.Entry.ruleLimit else { return 0 }
    let number = UInt16(rules.count)
    rules.append([UInt32(strip), pool.offset(added)])
    ruleNumbers[key] = number
    return number
  }

  mutating func add(_ form: String, _ categories: UInt32, _ rules: [UInt16]) {
    let hash = FormHash.of(form)
    guard known[hash] == nil else { return }
    known[hash] = rules
    forms.append((hash, Lexicon.Entry(categories: categories, rules: rules).words))
  }

  /// The likeliest lemma of a form by the endings counted so far that is one of `lemmas`.
  mutating func guess(_ form: String, _ group: Lexicon.LemmaGroup, in lemmas: Set<String>) -> String? {
    let bytes = Array(form.utf8)
    for length in stride(from: min(bytes.count - 1, Lexicon.longestEnding), to: 0, by: -1) {
      guard bytes[bytes.count - length] & 0xC0 != 0x80 else { continue }
      let ending = String(decoding: bytes[(bytes.count - length)...], as: UTF8.self)
      for rule in likeliest(ending, group) {
        let strip = Int(rules[Int(rule)][0])
        guard strip <= bytes.count else { continue }
        let lemma = String(decoding: bytes.dropLast(strip), as: UTF8.self) + pool.string(rules[Int(rule)][1])
        if lemmas.contains(lemma) { return lemma }
      }
    }
    return nil
  }

  /// The few rules that an ending follows most often.
  private mutating func likeliest(_ ending: String, _ group: Lexicon.LemmaGroup) -> [UInt16] {
    let key = "\(group.rawValue)\(ending)"
    if let rules = ranked[key] { return rules }
    let votes = (endings[group.rawValue][ending] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let rules = votes.prefix(6).map(\.key)
    ranked[key] = rules
    return rules
  }

  /// Counts the endings of a pair for the rules of unknown forms.
  mutating func learn(_ form: String, _ lemma: String, _ group: Lexicon.LemmaGroup) {
    let rule = rule(form, lemma)
    let bytes = Array(form.utf8)
    let strip = Int(rules[Int(rule)][0])
    for length in max(strip, 1)...max(strip, Lexicon.longestEnding) where length < bytes.count {
      guard bytes[bytes.count - length] & 0xC0 != 0x80 else { continue }
      let ending = String(decoding: bytes[(bytes.count - length)...], as: UTF8.self)
      endings[group.rawValue][ending, default: [:]][rule, default: 0] += 1
    }
  }

  /// Lists the lemma of a form under a part of speech, unless the rules lead there.
  mutating func list(_ form: String, part: UInt8, lemma: String, count: Int) {
    let hash = FormHash.of(form)
    if let group = Lexicon.LemmaGroup.of(part), part != PartOfSpeech.aux.rawValue {
      let rule = rule(form, lemma)
      if let rules = known[hash], rules[group.rawValue] == rule { return }
      // One odd occurrence does not outweigh the lexicon.
      if let rules = known[hash], rules[group.rawValue] != 0, count < 3 { return }
    } else if lemma == form {
      return
    }
    listed.append((Lexicon.key(hash, part), [pool.offset(lemma)]))
  }

  /// Forms of the press and their spelling without accents, where that is no form itself.
  mutating func addAccents(_ corpus: PressCorpus, _ sources: LexiconSources) {
    var frequency = [Int](repeating: 0, count: corpus.strings.count)
    for sentence in corpus.sentences { for word in sentence { frequency[Int(word)] += 1 } }
    var best: [String: (form: String, count: Int)] = [:]
    for id in 1..<corpus.strings.count {
      let form = corpus.strings[UInt32(id)]
      guard frequency[id] > 1, sources.forms[form] != nil else { continue }
      let plain = Accents.removed(form)
      guard plain != form, sources.forms[plain] == nil else { continue }
      let count = frequency[id]
      if let rival = best[plain], (rival.count, form) > (count, rival.form) { continue }
      best[plain] = (form, count)
    }
    accents = best.keys.sorted().map { (FormHash.of($0), [pool.offset(best[$0]!.form)]) }
  }

  /// The sections of the model file.
  mutating func sections() -> [(name: String, bytes: [UInt8])] {
    var entries: [(hash: UInt64, words: [UInt32])] = []
    for (group, table) in endings.enumerated() {
      // Shorter endings first: a longer one is kept only where it says something else.
      var decided: [String: UInt16] = [:]
      for ending in table.keys.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
        let votes = table[ending]!.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard votes[0].value >= (ending.utf8.count > 4 ? 3 : 2) else { continue }
        var shorter = String(ending.dropFirst())
        while !shorter.isEmpty, decided[shorter] == nil { shorter = String(shorter.dropFirst()) }
        if decided[shorter] == votes[0].key { continue }
        decided[ending] = votes[0].key
      }
      for ending in decided.keys.sorted() {
        entries.append((Lexicon.key(FormHash.of(ending), UInt8(group)), [UInt32(decided[ending]!)]))
      }
    }
    endingCount = entries.count
    return [
      ("forms", FormTable.encode(forms, stride: 3)), ("closed", FormTable.encode(listed, stride: 2)),
      ("accents", FormTable.encode(accents, stride: 2)), ("endings", FormTable.encode(entries, stride: 2)),
      ("rules", rules.flatMap { $0 }.withUnsafeBytes(Array.init)), ("strings", pool.bytes),
    ]
  }
}

/// Letters without their accents.
enum Accents {
  private static let plain: [Character: String] = {
    var table: [Character: String] = ["œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"]
    for (accented, letter) in [
      ("àâä", "a"), ("éèêë", "e"), ("îï", "i"), ("ôö", "o"), ("ùûü", "u"), ("ç", "c"), ("ÿ", "y"), ("ñ", "n"),
    ] {
      for character in accented {
        table[character] = letter
        table[Character(character.uppercased())] = letter.uppercased()
      }
    }
    return table
  }()

  static func removed(_ text: String) -> String { text.map { plain[$0] ?? String($0) }.joined() }
}

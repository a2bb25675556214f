import Analysis
import Foundation

/// The lexical data: forms by category (Lefff) and lemmas (spaCy's lookups), in small letters.
struct LexiconSources {
  /// The files of Lefff and the bit each sets; the bits are features, their order is free but fixed.
  private static let categories: [(files: [String], bit: UInt32)] = [
    (["ADJ", "ADJWH"], 0), (["ADV", "ADVWH"], 1), (["CC"], 2), (["CLO", "CLR", "CLS"], 3), (["CS"], 4),
    (["DET", "DETWH"], 5), (["I"], 6), (["NC"], 7), (["NPP"], 8), (["P"], 9), (["P+D", "P+PRO"], 10),
    (["PRO", "PROREL", "PROWH"], 11), (["V"], 12), (["VIMP"], 13), (["VINF"], 14), (["VPP"], 15), (["VPR"], 16),
    (["VS"], 17),
  ]
  static let adjective: UInt32 = 1 << 0
  static let noun: UInt32 = 1 << 7
  static let name: UInt32 = 1 << 8
  static let infinitive: UInt32 = 1 << 14
  static let participle: UInt32 = 1 << 15
  static let verb: UInt32 = 0b11_1111 << 12

  /// Category bits by form.
  private(set) var forms: [String: UInt32] = [:]
  /// Lemmas of each form listed for a part of speech (`adj`, `noun`, `verb`…).
  let exceptions: [String: [String: [String]]]
  /// The lemmas of a part of speech.
  let lemmas: [String: Set<String>]
  /// The one lemma of a form, whatever its part of speech.
  let lookup: [String: [String]]

  init(_ options: DataOptions) throws {
    for (files, bit) in Self.categories {
      for file in files {
        let text = String(decoding: try options.read("lexicon/lefff/" + file), as: UTF8.self)
        for line in text.split(separator: "\n") where !line.contains(" ") {
          forms[line.lowercased(), default: 0] |= 1 << bit
        }
      }
    }
    let decoder = JSONDecoder()
    exceptions = try decoder.decode(
      [String: [String: [String]]].self, from: options.readCompressed("lexicon/fr_lemma_exc.json.gz"))
    let index = try decoder.decode(
      [String: [String]].self, from: options.readCompressed("lexicon/fr_lemma_index.json.gz"))
    lemmas = index.mapValues(Set.init)
    lookup = try decoder.decode(
      [String: [String]].self, from: options.readCompressed("lexicon/fr_lemma_lookup.json.gz"))
    for (form, _) in exceptions["verb"] ?? [:] where forms[form] == nil { forms[form] = 1 << 12 }
    for form in lemmas["noun"] ?? [] where forms[form] == nil { forms[form] = Self.noun }
    for form in lemmas["adj"] ?? [] where forms[form] == nil { forms[form] = Self.adjective }
    for form in lemmas["verb"] ?? [] where forms[form] == nil { forms[form] = Self.infinitive }
  }

  /// Whether a form is only an imperfect subjunctive or a first or second person plural of the past historic: no press
  /// writes them, and the endings tell their lemma.
  func isRare(_ form: String) -> Bool {
    let endings = ["sse", "sses", "ssions", "ssiez", "ssent", "mes", "tes"]
    let onlyFinite = forms[form, default: 0] & ~(1 << 12 | 1 << 17) == 0
    guard onlyFinite, let ending = endings.first(where: form.hasSuffix) else { return false }
    return ["â", "î", "û", "a", "i", "u"].contains { form.dropLast(ending.count).hasSuffix($0) }
      && (ending.hasPrefix("ss") || !["a", "i", "u"].contains { form.dropLast(ending.count).hasSuffix($0) })
  }

  /// The lemma of `form` in a group, or `nil` when the data do not say.
  func lemma(_ form: String, _ group: Lexicon.LemmaGroup) -> String? {
    switch group {
    case .noun:
      if lemmas["noun"]!.contains(form) { return form }
      if let lemma = exceptions["noun"]?[form]?.first, lemma != form { return lemma }
      if let lemma = singular(form, in: lemmas["noun"]!) { return lemma }
      if let lemma = lookup[form]?.first, lemmas["noun"]!.contains(lemma) { return lemma }
      return exceptions["noun"]?[form]?.first
    case .adjective:
      let listed = (exceptions["adj"]?[form] ?? []) + (lookup[form] ?? [])
      if let lemma = listed.first(where: { lemmas["adj"]!.contains($0) && !Self.isInfinitive($0) }) { return lemma }
      if lemmas["adj"]!.contains(form) { return form }
      if forms[form, default: 0] & Self.participle != 0 { return masculineParticiple(form) }
      return listed.first { !Self.isInfinitive($0) }
    case .verb:
      if lemmas["verb"]!.contains(form), forms[form, default: 0] & Self.infinitive != 0 { return form }
      if let lemma = exceptions["verb"]?[form]?.first(where: { lemmas["verb"]!.contains($0) }) { return lemma }
      if let lemma = exceptions["verb"]?[form]?.first { return lemma }
      if let lemma = lookup[form]?.first, lemmas["verb"]!.contains(lemma) { return lemma }
      return forms[form, default: 0] & Self.infinitive != 0 ? form : nil
    }
  }

  private static func isInfinitive(_ lemma: String) -> Bool {
    ["er", "ir", "re", "oir"].contains { lemma.hasSuffix($0) }
      && !["aire", "oire", "lier", "mier"].contains { lemma.hasSuffix($0) }
  }

  private func singular(_ form: String, in lemmas: Set<String>) -> String? {
    for (plural, singular) in [("aux", "al"), ("aux", "ail"), ("s", ""), ("x", "")] where form.hasSuffix(plural) {
      let candidate = form.dropLast(plural.count) + singular
      if lemmas.contains(String(candidate)) { return String(candidate) }
    }
    return nil
  }

  /// "organisées" → "organisé", "construites" → "construit": the masculine singular among the participles.
  private func masculineParticiple(_ form: String) -> String {
    for ending in ["es", "e", "s"] where form.hasSuffix(ending) {
      let candidate = String(form.dropLast(ending.count))
      if forms[candidate, default: 0] & Self.participle != 0 { return candidate }
    }
    return form
  }
}

import Analysis
import ArgumentParser
import ArticleModel
import Foundation

/// Builds the lexicon: categories and lemmas of word forms, rules for unknown ones, accents to put back.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Build the full-form lexicon and the lemma rules.")

  @OptionGroup var options: DataOptions

  func run() throws {
    let sources = try LexiconSources(options)
    var builder = LexiconBuilder()
    let forms = sources.forms.keys.filter { !sources.isRare($0) }.sorted()
    for form in forms {
      for group in Lexicon.LemmaGroup.allCases where sources.forms[form]! & Self.categories(group) != 0 {
        if let lemma = sources.lemma(form, group) { builder.learn(form, lemma, group) }
      }
    }
    for form in forms {
      let categories = sources.forms[form]!
      let rules = Lexicon.LemmaGroup.allCases.map { group -> UInt16 in
        if let lemma = sources.lemma(form, group) { return builder.rule(form, lemma) }
        guard group == .verb, categories & LexiconSources.verb != 0 else { return 0 }
        return builder.guess(form, group, in: sources.lemmas["verb"]!).map { builder.rule(form, $0) } ?? 0
      }
      builder.add(form, categories, rules)
    }
    try addTreebanks(to: &builder)
    let corpus = try PressCorpus(try options.read("corpus/press-fr.jsonl"))
    builder.addAccents(corpus, sources)
    try options.writeModel(builder.sections(), name: "fr-lexicon", card: Self.card(builder))
  }

  private static func categories(_ group: Lexicon.LemmaGroup) -> UInt32 {
    switch group {
    case .noun: LexiconSources.noun
    case .adjective: LexiconSources.adjective
    case .verb: LexiconSources.verb
    }
  }

  /// Lemmas of the treebanks: of function words all, of others where the rules say something else.
  private func addTreebanks(to builder: inout LexiconBuilder) throws {
    var counts: [String: [String: Int]] = [:]
    for (name, weight) in [("pos/gsd-dev.conllu", 3), ("pos/sequoia-without-press.conllu", 1)] {
      for sentence in Treebank(try options.read(name)).harmonized().sentences {
        for token in sentence.tokens where token.lemma != "_" && token.lemma != "" {
          guard let part = PartOfSpeech(tag: token.tag), part != .propn, part != .x, part != .punct else { continue }
          counts["\(token.form.lowercased())\t\(part.rawValue)", default: [:]][token.lemma, default: 0] += weight
        }
      }
    }
    for key in counts.keys.sorted() {
      let columns = key.split(separator: "\t")
      let lemma = counts[key]!.sorted { ($1.value, $0.key) < ($0.value, $1.key) }[0].key
      let count = counts[key]![lemma]!
      let part = UInt8(columns[1])!
      builder.list(String(columns[0]), part: part, lemma: lemma, count: count)
      guard part == PartOfSpeech.pron.rawValue, !columns[0].hasPrefix("-") else { continue }
      // "-elle" and "-t-elle" have the lemma of "elle".
      for clitic in ["-" + columns[0], "-t-" + columns[0]] where counts["\(clitic)\t\(part)"] == nil {
        builder.list(clitic, part: part, lemma: lemma, count: count)
      }
    }
  }

  private static func card(_ builder: LexiconBuilder) -> String {
    """
    # French full-form lexicon

    - Data: Lefff (Lexique des formes fléchies du français, Benoît Sagot; LGPL-LR), word forms by category; the lemma
      tables of spacy-lookups-data (MIT; Explosion AI and contributors); lemmas of UD French-GSD dev (CC BY-SA 4.0) and of UD
      French-Sequoia without its press part (LGPL-LR); which accented forms occur in 2,274 press articles (statistics).
    - Content: \(builder.formCount) forms with categories and lemma rules, \(builder.ruleCount) rules, \(builder.listedCount)
      listed lemmas, \(builder.endingCount) endings for unknown forms, \(builder.accentCount) forms written without accents.
    - Licence: LGPL-LR, with the notices in `fr-lexicon.LICENSE`.

    """
  }
}

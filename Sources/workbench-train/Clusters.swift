import Analysis
import ArgumentParser
import ArticleModel

/// Finds classes of words in the unlabelled press.
struct Clusters: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Cluster the words of the unlabelled press by their neighbours.")

  @OptionGroup var options: DataOptions
  @Option(help: "Number of fine classes.") var fine = 400
  @Option(help: "Number of coarse classes.") var coarse = 48
  @Option(help: "Words seen less often have no class.") var least = 4
  @Option(help: "Rounds of exchange.") var rounds = 8

  func run() throws {
    let corpus = try PressCorpus(try options.read("corpus/press-fr.jsonl"))
    let fineClusters = ExchangeClustering(corpus.sentences, classCount: fine, least: least)
    let fineClasses = fineClusters.run(rounds: rounds) { print("fine: round \($0), \($1) words moved") }
    let coarseClusters = ExchangeClustering(corpus.sentences, classCount: coarse, least: least)
    let coarseClasses = coarseClusters.run(rounds: rounds) { print("coarse: round \($0), \($1) words moved") }
    let entries = fineClasses.keys.sorted().map { word in
      let classes = UInt32(fineClasses[word]!) | UInt32(coarseClasses[word]!) << 16
      return (hash: FormHash.of(corpus.strings[word]), words: [classes])
    }
    let card = """
      # Word classes of French press

      - Data: frequencies and neighbours of words in 2,274 French press articles (1.4 million words). Only statistics are
        kept, no text.
      - Method: exchange algorithm (Martin, Liermann and Ney, 1998), \(fine) fine and \(coarse) coarse classes, \(rounds) rounds;
        \(entries.count) words seen at least \(least) times.
      - Licence: MIT, as the code.

      """
    let table = FormTable.encode(entries, stride: 2)
    try options.writeModel([("clusters", table)], name: "fr-clusters", card: card)
  }
}

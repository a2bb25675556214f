import Glibc

/// Grows a corpus with articles put together from the sentences of given ones, and says for each step what an article
/// costs, how much memory the program and its workers held at most, and how fast a query answers.
@main struct CorpusGrowth {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let most = Int(arguments[3]) else {
      print("usage: CorpusGrowth WORKBENCH ARTICLES.jsonl COUNT [SENTENCES]")
      print("  COUNT articles in steps that double; SENTENCES in each, by default as many as in the given ones")
      exit(64)
    }
    let workbench = arguments[1]
    let articles = try VariedArticles(arguments[2], length: arguments.count > 4 ? Int(arguments[4]) : nil)
    var template = Array("/tmp/corpus-growth-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { exit(1) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { _ = system("rm -rf '\(folder)'") }
    let corpus = folder + "/corpus"
    guard system("'\(workbench)' corpus create '\(corpus)'") == 0 else { exit(1) }

    print(" articles     step  seconds  CPU ms/article  most MB  query ms  folder MB")
    var done = 0
    var step = min(1000, most)
    while done < most {
      let count = min(step, most - done)
      let file = folder + "/step.jsonl"
      write(articles, done..<(done + count), to: file)
      let run = MeasuredRun([workbench, "corpus", "add", corpus, file])
      guard run.status == 0 else { exit(1) }
      unlink(file)
      done += count
      step = done
      let query = (0..<5).map { _ in
        MeasuredRun([
          workbench, "query", #"[lemma="ministre"] []{0,3} [pos="PROPN"] within s"#, corpus, "--format", "csv",
        ])
        .seconds
      }.min()!
      print(
        pad(done, 9), pad(count, 8), pad(run.seconds, 8), pad(run.cpuSeconds * 1000 / Double(count), 15),
        pad(run.mostMemory >> 20, 8), pad(query * 1000, 9), pad(size(of: corpus), 10))
      fflush(nil)
    }
  }

  private static func write(_ articles: VariedArticles, _ numbers: Range<Int>, to path: String) {
    guard let file = fopen(path, "w") else { exit(1) }
    for number in numbers { _ = articles.line(number).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } }
    fclose(file)
  }

  private static func size(of folder: String) -> Int {
    guard let pipe = popen("du -sm '\(folder)'", "r") else { return 0 }
    defer { pclose(pipe) }
    var number: Int32 = 0
    return withUnsafeMutablePointer(to: &number) { pointer in
      withVaList([pointer]) { vfscanf(pipe, "%d", $0) }
    } == 1 ? Int(number) : 0
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func pad(_ value: Double, _ width: Int) -> String {
    let tenths = Int((value * 10).rounded())
    let text = "\(tenths / 10).\(tenths % 10)"
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

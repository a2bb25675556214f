import Glibc
import Testing

@Suite("Several processes on one corpus", .serialized)
struct CorpusProcessesTests {
  private let program = Program()

  private func line(_ number: Int) -> String {
    #"{"text":"Le préfet Armand Zelkov a déclaré lundi que le pont \#(number) serait fermé.","url":"https://example.org/\#(number)"}"#
  }

  /// Runs shell lines in which `$0` is the program, `$1` the corpus and `$2` a file of articles.
  private func shell(_ script: String, _ corpus: String, _ file: String) -> Program.Result {
    var shell = Program()
    shell.executable = "/bin/sh"
    return shell.run(["-c", script, program.executable, corpus, file])
  }

  @Test("Readers work while one process writes, and see whole batches only")
  func readers() {
    let folder = TemporaryFolder()
    let path = folder.path + "/c"
    let file = folder.file("a.jsonl", (0..<1500).map(line).joined(separator: "\n"))
    folder.file("n.lua", "local n = 0 for match in corpus:match [[ \"pont\" ]] do n = n + 1 end print(#corpus, n)")
    #expect(program.run(["corpus", "create", path]).status == 0)
    let result = shell(
      """
      "$0" corpus add "$1" "$2" > /dev/null & P=$!
      while kill -0 $P 2>/dev/null; do
        "$0" query '[word="pont"]' "$1" --count || echo "query: $?"
        "$0" run "\(folder.path)/n.lua" "$1" || echo "run: $?"
        "$0" corpus check "$1" | grep -v 'belongs to no batch'
      done
      wait $P; echo "added: $?"
      "$0" query '[word="pont"]' "$1" --count
      """, path, file)
    let lines = result.output.split(separator: "\n")
    #expect(lines.suffix(2) == ["added: 0", "1500 matches in 1500 articles"], "\(result.output)\(result.errors)")
    var last = 0
    for line in lines.dropLast(2) {
      let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
      #expect(numbers.count == 2 && numbers[0] == numbers[1], "\(line)")
      #expect(numbers.first ?? -1 >= last, "\(line)")
      last = numbers.first ?? last
    }
    #expect(lines.count > 2)
  }

  @Test("A second writer is told who writes, or waits and then does its work")
  func writers() {
    let folder = TemporaryFolder()
    let path = folder.path + "/c"
    let file = folder.file("a.jsonl", (0..<600).map(line).joined(separator: "\n"))
    let other = folder.file("b.jsonl", (600..<610).map(line).joined(separator: "\n"))
    #expect(program.run(["corpus", "create", path]).status == 0)
    let result = shell(
      """
      "$0" corpus add "$1" "$2" & P=$!
      until [ -s "$1/corpus.lock" ]; do sleep 0.02; done
      "$0" corpus add "$1" "\(other)" 2>&1; echo "second: $?"
      "$0" corpus add "$1" "\(other)" --wait; echo "third: $?"
      wait $P; echo "first: $?"
      "$0" corpus check "$1"
      """, path, file)
    #expect(result.output.contains("error: another process"), "\(result.output)\(result.errors)")
    #expect(result.output.contains("remedy") || result.output.contains("--wait"))
    for words in ["second: 1", "third: 0", "first: 0", "600 added", "10 added"] {
      #expect(result.output.contains(words), "\(words): \(result.output)\(result.errors)")
    }
    #expect(program.run(["query", #"[word="pont"]"#, path, "--count"]).output == "610 matches in 610 articles\n")
  }
}

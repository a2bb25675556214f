import ArgumentParser
import ArticleModel
import Corpus
import Glibc

/// `workbench corpus …`
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Keep thousands of articles, analysed, in a folder, and look after them.",
    discussion: """
      A corpus is a folder with a database, corpus.db, which other programs can read (docs/corpus.md), and segment files. \
      `workbench query` and `workbench count` ask it.
      """,
    subcommands: [
      CorpusCreateCommand.self, CorpusAddCommand.self, CorpusListCommand.self, CorpusShowCommand.self,
      CorpusUpdateCommand.self, CorpusRemoveCommand.self, CorpusCheckCommand.self, CorpusExportCommand.self,
      CorpusStatsCommand.self,
    ])
}

extension ParsableArguments {
  /// Does work on a corpus and tells the user what is wrong with it.
  func withCorpus(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as CorpusError {
      Streams.report(Diagnostic(.error, code: "corpus", error.description, remedy: error.remedy))
      throw ExitCode(ExitStatus.failure.rawValue)
    } catch let error as ExitCode {
      throw error
    } catch {
      Streams.report(Diagnostic(.error, code: "corpus", "the corpus cannot be used: \(error)"))
      throw ExitCode(ExitStatus.failure.rawValue)
    }
  }
}

/// `workbench corpus create CORPUS`
struct CorpusCreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "create", abstract: "Make an empty corpus.")

  @Argument(help: "The folder to make.", completion: .directory)
  var corpus: String

  func run() throws { try withCorpus { try CorpusWriter.create(at: corpus) } }
}

/// `workbench corpus check CORPUS`
struct CorpusCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare a corpus with its checksums and counts.",
    discussion: "Exit status 0 when all is well, 1 when something is wrong; each problem is one line.")

  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  func run() throws {
    try withCorpus {
      let problems = try CorpusReader(path: corpus).problems()
      for problem in problems { Streams.writeUntrusted(Array((problem + "\n").utf8), to: STDOUT_FILENO) }
      try finish(problems.isEmpty ? .success : .failure)
    }
  }
}

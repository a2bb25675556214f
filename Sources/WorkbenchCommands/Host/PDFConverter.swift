import ArticleLoading
import Glibc
import Worker

/// The text of PDF documents, by the program `pdftotext` of poppler-utils, which runs in a sandbox of its own.
enum PDFConverter {
  static let program = "pdftotext"

  static func isPDF(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "%PDF-".utf8) }

  /// What `pdftotext` says of the document in `bytes`, with the settings by which a job knows it.
  static func converted(_ bytes: [UInt8], _ name: String) throws(InputFile.Problem) -> SourceArticle {
    guard let path = SandboxedProgram.find(program) else {
      throw InputFile.Problem(
        "no-pdftotext", "PDF documents are read with the program pdftotext, which is not installed",
        remedy: "install it, for example with apt-get install poppler-utils", name)
    }
    // With the place of each line: without them the program takes hyphens away that belong to the words.
    let converter = SandboxedProgram(path: path, arguments: ["-enc", "UTF-8", "-bbox-layout", "-", "-"])
    let result = converter.run(bytes)
    switch result.outcome {
    case .exited(0):
      return SourceArticle(
        bytes: result.output, settings: [JobOption.form: "printed", JobOption.digest: ContentHash.sha256(bytes)])
    case .notStarted(let reason):
      throw InputFile.Problem("no-pdftotext", "pdftotext cannot be run: \(reason)", remedy: "see docs/loading.md", name)
    case .stopped(let reason):
      throw InputFile.Problem(
        "too-large", "pdftotext was stopped: \(reason)", remedy: "split the document, or extract its text first", name)
    case .killed(let signal):
      let isLimit = signal == SIGXCPU || signal == SIGKILL || signal == SIGABRT
      throw InputFile.Problem(
        "bad-pdf", isLimit ? "pdftotext passed its limits on this document" : "pdftotext crashed on this document",
        remedy: "print it into a new PDF document, or extract its text first", name)
    case .exited(let status):
      let said = String(decoding: result.errors, as: UTF8.self)
      let isLocked = status == 3 || said.contains("ncorrect password")
      let last = said.split(separator: "\n").last.map { String($0.prefix(200)) } ?? "exit status \(status)"
      throw InputFile.Problem(
        "bad-pdf", isLocked ? "the document is locked with a password" : "pdftotext cannot read the document: \(last)",
        remedy: isLocked ? "save it without one" : "get the file again from where it comes from", name)
    }
  }
}

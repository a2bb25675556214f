import Analysis
import ArgumentParser
import ArticleLoading
import ArticleModel
import Glibc
import LuaRuntime
import Reporting
import Worker

/// `workbench doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say which protections are active, and whether the models are whole.",
    discussion: "Exit status 0 when all is well, 1 when a model is damaged, 5 when a mandatory protection is missing.")

  func run() throws {
    var table = Table(columns: ["part", "state"])
    table.append([.text("workbench"), .text(WorkbenchVersion.current)])
    table.append([.text("Lua"), .text(LuaState.version)])
    var status = ExitStatus.success
    for model in Language.embeddedModels {
      let hash = ContentHash.sha256(model.file.payload)
      let stated = ContentHash.hexadecimal(model.file.statedHash)
      if hash != stated { status = .failure }
      table.append([
        .text("model \(model.name)"), .text(hash == stated ? "sha256:\(hash)" : "DAMAGED: \(hash), not \(stated)"),
      ])
    }
    table.append([.text("all models"), .text(Provenance.current.model)])
    let supervisor = Supervisor()
    if let report = supervisor.start() {
      for line in report.lines { table.append([.text(line.name), .text(line.state)]) }
    } else {
      status = .unprotected
      let reason = if case .died(let death) = supervisor.outcome { death.explanation } else { "it does not start" }
      table.append([.text("worker"), .text(reason)])
      table.append([.text("its last words"), .text(String(decoding: supervisor.strayOutput, as: UTF8.self))])
    }
    let converter = SandboxedProgram.find(PDFConverter.program)
    table.append([
      .text("PDF documents"),
      .text(converter.map { "read with \($0)" } ?? "not read: \(PDFConverter.program) is not installed"),
    ])
    Streams.write(table.rendered(.text).utf8, to: STDOUT_FILENO)
    try finish(status)
  }
}

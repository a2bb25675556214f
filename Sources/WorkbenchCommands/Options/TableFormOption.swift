import ArgumentParser
import Glibc
import Reporting

/// The form in which a table prints.
struct TableFormOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Form of the table: \(Table.Format.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "form"))
  var format = "text"

  func validate() throws {
    guard Table.Format(rawValue: format) != nil else {
      throw ValidationError(
        "no such form: \(format); there are \(Table.Format.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func show(_ table: Table) {
    let text = table.rendered(Table.Format(rawValue: format) ?? .text, width: Streams.terminalWidth)
    Streams.writeUntrusted(Array(text.utf8), to: STDOUT_FILENO)
  }
}

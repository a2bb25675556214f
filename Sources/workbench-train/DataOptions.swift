import ArgumentParser
import Foundation

/// Where the data lie and the models go.
struct DataOptions: ParsableArguments {
  @Option(help: "The folder of training data; its README says what each set is.")
  var data = "../shared/data"

  @Option(help: "The folder the model files are written to.")
  var models = "Sources/CLanguageData/data/models"

  /// The bytes of a file of the data folder, or a validation error that names it.
  func read(_ path: String) throws -> [UInt8] {
    let url = URL(fileURLWithPath: data).appendingPathComponent(path)
    guard let bytes = try? Data(contentsOf: url) else { throw ValidationError("cannot read \(url.path)") }
    return Array(bytes)
  }

  /// Writes a file of the models folder.
  func write(_ bytes: [UInt8], to name: String) throws {
    let folder = URL(fileURLWithPath: models)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }
}

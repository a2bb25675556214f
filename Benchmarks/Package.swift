// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "workbench", path: "..")],
  targets: [
    .executableTarget(
      name: "Measure", dependencies: [.product(name: "WorkbenchCore", package: "workbench")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "CorpusSearch", dependencies: [.product(name: "WorkbenchCore", package: "workbench")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "CorpusGrowth", dependencies: [.product(name: "WorkbenchCore", package: "workbench")],
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)

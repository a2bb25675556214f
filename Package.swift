// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "workbench",
  products: [
    .executable(name: "workbench", targets: ["workbench"]),
    .library(
      name: "WorkbenchCore",
      targets: [
        "ArticleModel", "ArticleLoading", "PatternQuery", "Analysis", "LuaRuntime", "Scripting", "Segments", "Worker",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // The values every other target speaks in; depends on nothing.
    .target(name: "ArticleModel"),
    .testTarget(name: "ArticleModelTests", dependencies: ["ArticleModel"]),

    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "ArticleLoading",
      dependencies: ["ArticleModel", "CLanguageData", "CZlib", .product(name: "Crypto", package: "swift-crypto")]),
    .testTarget(name: "ArticleLoadingTests", dependencies: ["ArticleLoading", "ArticleModel", "CZlib"]),

    // The corpus query language over token columns, whoever holds these.
    .target(name: "PatternQuery", dependencies: ["ArticleModel"]),
    .testTarget(name: "PatternQueryTests", dependencies: ["PatternQuery", "ArticleModel"]),

    // Linguistic data and models, embedded so that the binary can be moved anywhere.
    .target(name: "CLanguageData", exclude: ["data"]),
    .target(name: "Analysis", dependencies: ["ArticleModel", "CLanguageData", "PatternQuery"]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "ArticleLoading"]),

    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .target(name: "CLuaShim", dependencies: ["CLua"]),
    .target(name: "LuaRuntime", dependencies: ["CLuaShim"]),
    .testTarget(name: "LuaRuntimeTests", dependencies: ["LuaRuntime", "CLua"]),

    .target(name: "Reporting", dependencies: ["ArticleModel"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "ArticleModel"]),

    .target(
      name: "Scripting",
      dependencies: ["LuaRuntime", "ArticleModel", "Analysis", "PatternQuery", "PluginKit", "Reporting"]),
    .testTarget(
      name: "ScriptingTests",
      dependencies: ["Scripting", "Analysis", "ArticleLoading", "ArticleModel", "LuaRuntime", "PluginKit"]),

    // The immutable files of a corpus that workers map: token columns, positional index, texts, records.
    .target(
      name: "Segments",
      dependencies: ["ArticleModel", "PatternQuery", .product(name: "Crypto", package: "swift-crypto")]),
    .testTarget(
      name: "SegmentsTests", dependencies: ["Segments", "ArticleModel", "PatternQuery", "Analysis", "ArticleLoading"]),

    // The store: the only target that sees SQLite.
    .target(
      name: "Corpus",
      dependencies: ["ArticleModel", "Segments", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "CorpusTests", dependencies: ["Corpus", "Segments", "ArticleModel", "Analysis", "ArticleLoading"]),

    // Comparison with gold; knows the analysis only for the folding of names.
    .target(name: "Evaluation", dependencies: ["Analysis", "ArticleModel", "Reporting"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "Analysis", "ArticleModel"]),

    // Plugins as files: manifest, archive, lock, signatures, approvals. Reads no folder and runs nothing.
    .target(name: "PluginKit", dependencies: ["ArticleModel", .product(name: "Crypto", package: "swift-crypto")]),
    .testTarget(name: "PluginKitTests", dependencies: ["PluginKit", "ArticleModel"]),

    .target(name: "CSandbox"),
    .target(
      name: "Worker",
      dependencies: [
        "Analysis", "ArticleLoading", "ArticleModel", "CSandbox", "Evaluation", "LuaRuntime", "PatternQuery",
        "PluginKit", "Reporting", "Scripting", "Segments",
      ]),
    // A worker whose jobs try what a worker must not do.
    .executableTarget(name: "worker-probe", dependencies: ["Worker"], path: "Tests/WorkerProbe"),
    .testTarget(name: "WorkerTests", dependencies: ["Worker", "worker-probe", "workbench"]),

    // A line of input with editing and history: libedit.
    .target(name: "CLineEditor", linkerSettings: [.linkedLibrary("edit")]),

    .target(
      name: "WorkbenchCommands",
      dependencies: [
        "Analysis", "ArticleLoading", "ArticleModel", "CLineEditor", "Corpus", "Evaluation", "PatternQuery",
        "PluginKit",
        "Reporting", "Scripting", "Segments", "Worker",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "WorkbenchCommandsTests", dependencies: ["ArticleModel", "PluginKit", "WorkbenchCommands", "workbench"]),

    .executableTarget(name: "workbench", dependencies: ["WorkbenchCommands"]),
    .executableTarget(
      name: "workbench-train",
      dependencies: [
        "Analysis", "ArticleLoading", "ArticleModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
  ],
)

/// Each upcoming feature with its proposal; one loop, so that no target is forgotten.
let upcomingFeatures = [
  "ExistentialAny",  // SE-0335
  "InternalImportsByDefault",  // SE-0409
  "MemberImportVisibility",  // SE-0444
]

/// Warnings stop our own checks, not the build of somebody with a newer compiler.
let warningsAreErrors = Context.environment["WORKBENCH_STRICT"] != nil

for target in package.targets where target.type != .system {
  let isC = target.name.hasPrefix("C") && !["Corpus"].contains(target.name)
  if isC {
    if warningsAreErrors { target.cSettings = (target.cSettings ?? []) + [.treatAllWarnings(as: .error)] }
  } else {
    var settings = target.swiftSettings ?? []
    settings += [.swiftLanguageMode(.v6)] + upcomingFeatures.map { .enableUpcomingFeature($0) }
    if warningsAreErrors { settings.append(.treatAllWarnings(as: .error)) }
    target.swiftSettings = settings
  }
}

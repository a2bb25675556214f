import Analysis
public import ArticleModel
public import LuaRuntime
import PatternQuery
public import PluginKit

/// An extractor at work: its code in a Lua state of its own, over one article.
///
/// A state serves one article, so that what a plugin finds never depends on the articles before.
public final class PluginState {
  private let plugin: Plugin
  private let granted: Set<Capability>
  private let libraries: [Plugin]
  private let state: LuaState
  private let binding: ArticleBinding
  private let environment: LuaEnvironment
  private let rules = PluginRules()
  private let cache: PluginQueryCache

  /// A state for `plugin` over `article`, of which it sees what `granted` allows.
  ///
  /// - Parameters:
  ///   - libraries: the plugins that it depends on, each after those that it depends on itself.
  ///   - cache: keeps compiled queries between articles.
  ///   - output: takes what the plugin prints.
  public init(
    _ plugin: Plugin, libraries: [Plugin], granted: Set<Capability>, article: Article, limits: LuaLimits,
    cache: PluginQueryCache, output: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws(LuaError) {
    self.plugin = plugin
    self.granted = granted
    self.libraries = libraries
    self.cache = cache
    let seed = UInt64(article.sha256.prefix(16), radix: 16) ?? 0
    state = try LuaState(.init(limits: limits, seed: seed, output: output))
    let access = ModelAccess(granted)
    binding = ArticleBinding(
      article, in: state, scriptName: plugin.id,
      declaredLayers: access.ownLayers, access: access)
    binding.factVersion = plugin.versionWithHash
    binding.mostFacts = plugin.manifest.limits.facts ?? Self.mostFacts
    binding.patterns.cache = cache
    binding.register(plugin, granted: granted, rules: rules)
    environment = LuaEnvironment(state)
  }

  /// Facts that a plugin may add to an article unless its manifest says less or more.
  private static let mostFacts = 2000

  /// Ends the code from a signal handler.
  public var interrupt: LuaInterrupt { state.interrupt }

  /// Runs the plugin: its entry, the actions of its rules in text order, then its function `analyse`.
  ///
  /// - Returns: the facts it adds.
  public func run() throws -> FactAdditions {
    try state.withLimits {
      try binding.load(libraries, for: plugin, granted: granted)
      let entry = plugin.manifest.entry ?? "init.lua"
      try state.run(plugin.file(entry) ?? [], path: plugin.path(of: entry), in: environment)
      try applyRules()
      if let analyse = environment.function("analyse") {
        binding.currentRule = "analyse"
        try analyse.call(results: 0) { binding.pushArticle($0) }
      }
    }
    return binding.additions
  }

  /// Runs the entry alone, and gives the kinds of events that it states.
  func declare() throws -> [EventFrameFile] {
    try state.withLimits {
      try binding.load(libraries, for: plugin, granted: granted)
      let entry = plugin.manifest.entry ?? "init.lua"
      try state.run(plugin.file(entry) ?? [], path: plugin.path(of: entry), in: environment)
    }
    return rules.frames
  }

  private func applyRules() throws {
    guard !rules.list.isEmpty else { return }
    let numbers = rules.list.flatMap { rule in rule.queries.map { (rule, $0) } }
    let matcher = cache.matcher(numbers.map { binding.patterns.queries[$0.1] })
    matcher.shouldStop = { [unowned state] in state.isKilled }
    defer { matcher.shouldStop = { false } }
    let found = matcher.matches(in: ArticleTokenSource(binding.article))
    if matcher.isIncomplete, !state.isKilled { binding.warnAboutIncompleteRules() }
    // By place, then in the order of the rules.
    let order = found.indices.sorted {
      let (a, b) = (found[$0].match.range.lowerBound, found[$1].match.range.lowerBound)
      return a != b ? a < b : found[$0].query != found[$1].query ? found[$0].query < found[$1].query : $0 < $1
    }
    for index in order {
      let (rule, query) = numbers[found[index].query]
      try binding.apply(rule, toMatch: binding.patterns.record(query, found[index].match))
    }
  }
}

/// Compiled queries of one plugin, kept from article to article.
public final class PluginQueryCache {
  private var queries: [String: PatternQuery] = [:]
  private var matchers: [[String]: PatternSetMatcher] = [:]

  /// No queries.
  public init() {}

  func query(_ key: String, _ make: () throws(QueryError) -> PatternQuery) throws(QueryError) -> PatternQuery {
    if let known = queries[key] { return known }
    let query = try make()
    // Code that makes ever new queries must not fill the memory.
    if queries.count >= 4096 { queries = [:] }
    queries[key] = query
    return query
  }

  func matcher(_ queries: [PatternQuery]) -> PatternSetMatcher {
    let key = queries.map(\.source)
    if let known = matchers[key] { return known }
    if matchers.count >= 16 { matchers = [:] }
    let matcher = PatternSetMatcher(PatternSet(queries))
    matchers[key] = matcher
    return matcher
  }
}

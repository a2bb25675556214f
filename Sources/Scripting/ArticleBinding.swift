import Analysis
public import ArticleModel
public import LuaRuntime
import PatternQuery
public import Reporting

/// Articles in a Lua state: every class of the model, reading from the article that was entered last.
///
/// An object's index is the position of its fact in the article's list.
public final class ArticleBinding {
  /// The article as the script has left it, its annotations included.
  public internal(set) var article: Article {
    _read { yield current.article }
    _modify { yield &current.article }
  }
  /// The present article.
  var current: LoadedArticle
  /// The others that the script holds something of, by realm.
  var parked: [Int: LoadedArticle] = [:]
  /// The realms whose articles are whole, the one entered last at the end.
  var recent: [Int] = []
  /// The realms to whose articles the script has added something.
  var changed: Set<Int> = []
  /// The realm of the article that is not one of a corpus.
  var home = 0
  /// The present realm, where Lua holds nothing of it any more.
  var abandoned: Set<Int> = []
  let state: LuaState
  let scope: ScriptScope
  let classes = ModelClasses()
  /// Report tables made by the script.
  var tables: [ReportTable] = []
  /// Where report files go; `nil` when the user gave no folder.
  let writeFile: ((String, [UInt8]) throws -> Void)?
  /// The form in which a table prints.
  let tableFormat: TableFormat
  /// Identifies the script in the evidence of what it adds.
  let scriptName: String
  /// What the script was warned of and nobody has taken yet.
  private var warnings: [Diagnostic] = []
  private var known: Set<String> = []
  /// Layers that the script's own text names as those it makes: they exist, if empty, before it has made any.
  let declaredLayers: Set<String>
  /// What the code may read, add and write.
  let access: ModelAccess
  /// Facts of the model's own layers, which a plugin adds once it has ended well.
  var additions = FactAdditions()
  /// The version, rule and confidence in the evidence of what the code adds.
  public var factVersion = "1"
  var currentRule: String?
  var ruleConfidence: Confidence?
  var defaultConfidence: Confidence { access.isScript ? .certain : Confidence(hundredths: 50) }
  /// How many facts the code may add to an article.
  var mostFacts = Int.max
  let patterns = PatternShelf()
  var codePoints: CodePointIndex { current.codePoints }
  var evidences: [Evidence] { _read { yield current.evidences } }
  var numbers: NumberReader? { current.numbers() }
  var pinnedTokens: PinnedTokens { current.pinnedTokens(state) }

  /// Registers the model for `article` in `state`.
  public init(
    _ article: Article, in state: LuaState, scriptName: String, tableFormat: TableFormat = .init(.text, width: nil),
    scope: ScriptScope = .article, declaredLayers: Set<String> = [], access: ModelAccess = .script,
    writeFile: ((String, [UInt8]) throws -> Void)? = nil
  ) {
    current = LoadedArticle(access.visible(article))
    self.state = state
    self.scriptName = scriptName
    self.tableFormat = tableFormat
    self.scope = scope
    self.declaredLayers = declaredLayers
    self.access = access
    self.writeFile = writeFile
    patterns.found = current.matches
    classes.define(for: self)
    classes.all.forEach(state.register)
    state.register(reportModule())
    addPatternFunction()
    if scope.articleAbsence == nil {
      state.addGlobal("article") { $0.push(0, of: self.classes.article) }
    } else {
      state.register(classes.absence)
      state.addGlobal("article") { $0.push(0, of: self.classes.absence) }
    }
    state.realms = self
    if series != nil { state.addGlobal("corpus") { pushCorpus($0) } }
  }

  /// Pushes the article, such as for `map`.
  public func pushArticle(_ call: LuaCall) { call.push(0, of: classes.article, in: home) }

  // MARK: Spans

  /// The object number of `span`; equal spans have the same number, so that they are the same Lua value.
  func number(of span: Span) -> Int { current.number(of: span) }

  func span(number: Int) -> Span { current.spans[number] }

  /// The span of any object of the model that has one.
  func span(of object: LuaObject) -> Span? {
    let index = object.index
    switch object.classID {
    case classes.span.id: return current.spans[index]
    case classes.token.id: return article.tokens.span(index)
    case classes.sentence.id: return article.sentences[index]
    case classes.region.id: return article.regions[index].span
    case classes.mention.id: return article.mentions[index].span
    case classes.reference.id: return article.references[index].span
    case classes.role.id: return article.roles[index].span
    case classes.date.id: return article.dates[index].span
    case classes.time.id: return article.times[index].span
    case classes.topic.id: return article.topics[index].span
    case classes.quote.id: return article.quotes[index].span
    case classes.event.id: return article.events[index].span
    case classes.annotation.id: return article.annotations[index].span
    case classes.match.id: return article.tokens.span(of: patterns.match(index).range)
    case classes.evidence.id: return evidences[index].spans.first
    case classes.entity.id: return article.entities[index].mentions.first.map { article.mentions[$0].span }
    default: return nil
    }
  }

  // MARK: Ids

  /// The id by which JSON names an object; `nil` for those that have none.
  func id(of object: LuaObject) -> String? {
    let index = object.index
    switch object.classID {
    case classes.region.id: return Region.id(index)
    case classes.mention.id: return Mention.id(index)
    case classes.entity.id: return Entity.id(index)
    case classes.reference.id: return Reference.id(index)
    case classes.role.id: return Role.id(index)
    case classes.date.id: return TimeExpression.id(index)
    case classes.time.id: return TimeMention.id(index)
    case classes.topic.id: return Topic.id(index)
    case classes.quote.id: return Quote.id(index)
    case classes.event.id: return Event.id(index)
    case classes.annotation.id: return Annotation.id(index)
    default: return nil
    }
  }

  /// Pushes the object with this id, or `nil`.
  func push(id: String, _ call: LuaCall) {
    guard let prefix = id.first, let number = Int(id.dropFirst()), number >= 1 else { return call.pushNil() }
    let found: (LuaClass, Int)? =
      switch String(prefix) {
      case "g": (classes.region, article.regions.count)
      case Mention.idPrefix: (classes.mention, article.mentions.count)
      case "e": (classes.entity, article.entities.count)
      case Reference.idPrefix: (classes.reference, article.references.count)
      case Role.idPrefix: (classes.role, article.roles.count)
      case TimeExpression.idPrefix: (classes.date, article.dates.count)
      case TimeMention.idPrefix: (classes.time, article.times.count)
      case Topic.idPrefix: (classes.topic, article.topics.count)
      case Quote.idPrefix: (classes.quote, article.quotes.count)
      case Event.idPrefix: (classes.event, article.events.count)
      case Annotation.idPrefix: (classes.annotation, article.annotations.count)
      default: nil
      }
    call.push(found.flatMap { number <= $0.1 ? number - 1 : nil }, of: found?.0 ?? classes.region)
  }

  /// The object number of `evidence`, kept as long as the article.
  func number(of evidence: Evidence) -> Int { current.number(of: evidence) }

  // MARK: Layers

  /// Warns, once a name, that nobody has made the layer `name`.
  func warnAboutLayer(_ name: String) {
    guard !declaredLayers.contains(name), current.mayWarn(aboutLayer: name) else { return }
    let known = Set(article.layers.map(\.name)).union(article.annotations.map(\.layer)).sorted()
    let nearest = Spelling.nearest(to: name, among: known)
    warn(
      Diagnostic(
        .warning, code: "unknown-layer", "no analyser or script has made a layer '\(name)'",
        remedy: nearest.map { "did you mean '\($0)'?" } ?? "the layers are: \(known.joined(separator: ", "))"))
  }

  /// Tells the user something about what the script does.
  func warn(_ diagnostic: Diagnostic) {
    article.diagnostics.append(diagnostic)
    // Over a corpus, once is enough.
    if series != nil, known.count >= 100 || !known.insert(diagnostic.code + diagnostic.message).inserted { return }
    warnings.append(diagnostic)
    if series != nil { warnings[warnings.count - 1].file = article.source }
  }

  /// What the script was warned of since the last call.
  public func takeWarnings() -> [Diagnostic] {
    defer { warnings = [] }
    return warnings
  }

  /// The positions in a list of facts, in text order, of those that begin inside `span`.
  func positions<Item: Fact>(of facts: [Item], in span: Span) -> Range<Int> {
    func first(from offset: Int) -> Int {
      var low = 0
      var high = facts.count
      while low < high {
        let middle = (low + high) / 2
        if facts[middle].span.start < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first(from: span.start)
    return start..<max(start, first(from: span.end))
  }
}

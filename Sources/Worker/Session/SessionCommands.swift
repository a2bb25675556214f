import ArticleModel
import LuaRuntime
import PatternQuery
import Reporting
import Scripting

extension Session {
  /// Does what a command asks.
  func answer(_ job: WorkerJob) throws {
    guard let action = job.options[SessionOption.action].flatMap(SessionAction.init) else {
      throw WorkerFailure(.unsupported, "no such command")
    }
    let argument = job.options[SessionOption.argument] ?? ""
    let room = Self.room(job)
    let width = room.width ?? 100
    try perform(job) {
      switch action {
      case .describe:
        guard let value = try value(of: argument) else { throw LuaFailure("the expression gives no value") }
        try show(ValuePages(text: ValueDescription(value).text(width: width)), room)
      case .help: try show(ValuePages(text: try help(argument, width)), room)
      case .why: try show(ValuePages(text: try why(argument, width)), room)
      case .query: try query(argument, room)
      case .more:
        guard let pages else { throw LuaFailure("there is nothing more to show") }
        try show(pages, room)
      case .results: try show(ValuePages(text: resultTable.rendered(.text, width: room.width)), room)
      case .limits: try output.add(limitTable(job).rendered(.text, width: room.width))
      }
    }
  }

  // MARK: Help

  private func help(_ name: String, _ width: Int) throws -> String {
    let help = APIHelp(state)
    if let text = help.text(for: name, width: width) { return text }
    // A variable is explained by what it holds.
    let value = environment.handle(name)
    if let type = value.hostClass ?? value.elementClass, let text = help.text(for: type.name, width: width) {
      return text
    }
    throw LuaFailure(
      "there is no help for '\(name)'" + (help.nearest(to: name).map { "; did you mean '\($0)'?" } ?? ""))
  }

  /// How a name that `:help` is asked for may go on.
  func helpCompletion(_ prefix: String, _ action: String) -> Completion {
    let names = APIHelp(state).names.filter { $0.hasPrefix(prefix) }
    let sorted = Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Completion(prefix: prefix, candidates: sorted.map { .init($0) })
  }

  // MARK: Why

  /// Why a fact holds: given by its id, as the value of an expression, or as a field of a fact, such as the speaker of a
  /// quote.
  private func why(_ argument: String, _ width: Int) throws -> String {
    if let fact = factID(argument) { return Explanation(fact, in: binding.article).rendered(width: min(width, 120)) }
    guard let value = try value(of: argument) else { throw LuaFailure("the expression gives no value") }
    if let owner = try owner(of: argument), value.hostClass?.name == "entity" || value.scalar != nil,
      let text = try explanation(owner)
    {
      return text
    }
    if let text = try explanation(value) { return text }
    throw LuaFailure("a \(value.typeName) is no fact: name a quote, a role, a person …, or an id such as q1")
  }

  private func factID(_ text: String) -> FactID? {
    guard let letter = text.first, letter.isLetter, !text.dropFirst().isEmpty,
      text.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }), environment.handle(text).type == .nil
    else { return nil }
    return FactID(text, in: binding.article)
  }

  private func explanation(_ value: LuaHandle) throws -> String? {
    guard value.object != nil, let type = value.hostClass, type.methods.contains(where: { $0.name == "why" }) else {
      return nil
    }
    return try value.method("why").first?.text
  }

  /// The fact whose field an expression reads: of `a.quotes[1].speaker` the quote.
  private func owner(of expression: String) throws -> LuaHandle? {
    guard let dot = expression.lastIndex(of: "."),
      expression[dot...].dropFirst().allSatisfy({ $0.isLetter || $0 == "_" || $0 == " " }), dot > expression.startIndex
    else { return nil }
    guard let owner = try value(of: String(expression[..<dot])), owner.object != nil,
      owner.hostClass?.name != "article", owner.hostClass?.name != "entity"
    else { return nil }
    return owner
  }

  // MARK: Query

  /// Shows the matches of a query one below the other.
  private func query(_ text: String, _ room: ValuePages.Room) throws {
    let vocabulary = binding.article.annotations.reduce(series?.vocabulary ?? .article) {
      $0.adding(structure: $1.layer, attributes: Set($1.attributes.keys))
    }
    let query: PatternQuery
    do {
      query = try PatternQuery(text, vocabulary: vocabulary)
    } catch {
      throw LuaFailure("bad query, " + error.rendered)
    }
    let walk = MatchWalk(query, over: series ?? SingleSeries(binding.article)) { [channel] in
      channel.isInterrupted || channel.cpuTimeLeft == .zero
    }
    let pages = ValuePages(stream: { lines in
      let (rows, hasMore) = try walk.next(lines)
      if rows.isEmpty { return ("no match\n", false) }
      let terminal = room.width.map { Concordance.Terminal(width: $0, isStyled: false) }
      return (Concordance(rows, labels: query.labels).rendered(.text, terminal: terminal), hasMore)
    })
    try show(pages, room)
    if walk.isIncomplete { try output.add("the query leaves too many ways open; matches may be missing\n") }
  }

  // MARK: Tables

  private var resultTable: Table {
    var table = Table(columns: ["name", "type", "value"])
    let line = ValueLines(width: 200)
    for (name, value) in results {
      table.append([.text(name), .text(value.typeName), .text(line.text(of: value))])
    }
    return table
  }

  private func limitTable(_ job: WorkerJob) -> Table {
    var table = Table(columns: ["limit", "allowed", "used"])
    func mebibytes(_ bytes: Int) -> String { "\((bytes + (1 << 19)) >> 20) MiB" }
    table.append([
      .text("CPU time of a line"), .text(job.limits.cpuTime.map { "\($0.seconds) s" } ?? "none"), .text(""),
    ])
    table.append([
      .text("memory of Lua"), .text(mebibytes(job.limits.memory)), .text(mebibytes(state.memoryBytes)),
    ])
    table.append([.text("output of a line"), .text(mebibytes(job.limits.outputBytes)), .text("")])
    table.append([.text("report files of a line"), .text("\(job.limits.files)"), .text("")])
    return table
  }
}

import ArticleModel
import LuaRuntime
import Reporting
import Scripting

extension Session {
  /// Source as the state understands it.
  private enum Compiled {
    case expression(LuaFunction)
    case statements(LuaFunction)
    case incomplete
  }

  /// Runs a line, or the lines that have come together so far.
  func evaluate(_ job: WorkerJob) throws {
    guard let chunk = job.chunks.first else { throw WorkerFailure(.unsupported, "no line") }
    for module in job.chunks.dropFirst() {
      state.addSourceModule(module.key, source: module.source, path: module.path)
    }
    let compiled: Compiled
    do {
      compiled =
        chunk.key == SessionJob.script
        ? .statements(try state.load(chunk.source, path: chunk.path, in: environment))
        : try compile(chunk.source, path: chunk.path)
    } catch {
      throw WorkerFailure(error)
    }
    if let first = job.options[SessionOption.firstResult].flatMap({ Int($0) }) { numberResults(from: first) }
    let first = resultCount + 1
    var outcome = SessionLine.statement
    switch compiled {
    case .incomplete: outcome = .incomplete
    case .statements(let function): try perform(job) { _ = try state.hold(function) }
    case .expression(let function):
      try perform(job) {
        let values = try state.hold(function)
        guard !values.isEmpty else { return }
        outcome = .value
        keep(values)
        if !output.isSilent { try show(values, Self.room(job)) }
      }
    }
    let reply = SessionReply(line: outcome, results: first..<(resultCount + 1))
    try channel.writeResult(reply.encoded)
  }

  /// Expressions come first, as in `lua`: what can be given back is.
  private func compile(_ source: [UInt8], path: String) throws(LuaError) -> Compiled {
    var source = source[...]
    while let first = source.first, first <= 0x20, first != 0x0A { source = source.dropFirst() }
    // `= value` is how Lua 5.1 was asked for a value.
    if source.first == UInt8(ascii: "=") { source = source.dropFirst() }
    do {
      return .expression(try state.load(Array("return ".utf8) + source, path: path, in: environment))
    } catch let asExpression {
      if Self.isIncomplete(asExpression) { return .incomplete }
      // A first line that begins so would be skipped as one for the shell.
      if source.first == UInt8(ascii: "#") { throw asExpression }
    }
    do {
      return .statements(try state.load(Array(source), path: path, in: environment))
    } catch {
      if Self.isIncomplete(error) { return .incomplete }
      throw error
    }
  }

  private static func isIncomplete(_ error: LuaError) -> Bool { error.message.hasSuffix("near <eof>") }

  /// The value of an expression.
  func value(of expression: String) throws -> LuaHandle? {
    let function = try state.load(Array("return \(expression)".utf8), path: "console", in: environment)
    return try state.hold(function).first
  }

  /// Shows what a line has given: one value in a page, several in a line each.
  func show(_ values: [LuaHandle], _ room: ValuePages.Room) throws {
    pages = nil
    // All of a corpus would be too much: how much there is comes first.
    if values.count == 1, values[0].hostClass?.name == "corpus" {
      return try output.add((try summary ?? values[0].described()) + "\n")
    }
    if values.count == 1 { return try show(ValuePages(values[0], room: room), room) }
    let line = ValueLines(width: room.width)
    for value in values { try output.add(line.text(of: value) + "\n") }
  }

  /// Shows the first page of something, and keeps the rest for `:more`.
  func show(_ next: ValuePages, _ room: ValuePages.Room) throws {
    try output.add(try next.page(room))
    pages = next.hasEnded ? nil : next
  }

  /// Tells how the source before the cursor may go on.
  func complete(_ job: WorkerJob) throws {
    guard let chunk = job.chunks.first else { throw WorkerFailure(.unsupported, "no line") }
    let completion = try perform(job) {
      if let action = job.options[SessionOption.action] {
        return helpCompletion(String(decoding: chunk.source, as: UTF8.self), action)
      }
      return Completer(state, environment, names: { self.names(withPrefix: $0) }, layers: { self.layers })
        .completion(of: String(decoding: chunk.source, as: UTF8.self))
    }
    try channel.writeResult(CompletionCoding.encoded(completion))
  }

  private var layers: [String] {
    let article = binding.article
    return Set(article.layers.map(\.name)).union(article.annotations.map(\.layer)).sorted()
  }
}

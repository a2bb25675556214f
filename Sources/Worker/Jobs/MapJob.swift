import ArticleModel
import LuaRuntime
import Scripting

/// Calls a script's `map` with one article; the result is what it returns as JSON, nothing for nil.
struct MapJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    let article = try JobArticle.article(of: job, channel)
    let (value, session) = try map(article, seed: JobArticle.seed(article), job, channel)
    if let value { try channel.writeResult(value.encoded()) }
    for warning in session.binding.takeWarnings() { try channel.report(warning) }
    return 0
  }

  /// What `map` returns for an article, `nil` for nil.
  static func map(
    _ article: Article, seed: [UInt8], _ job: WorkerJob, _ channel: JobChannel
  ) throws -> (value: JSONValue?, session: ScriptSession) {
    // What the script does before `map` is called is the same for every article.
    let session = try ScriptSession(job, channel, article: article, seed: [], scope: .map, writesFiles: false)
    try session.run()
    let map = try session.function("map")
    session.environment.freeze()
    session.reseed(seed)
    let value = try session.perform { () throws -> JSONValue? in
      let values = try map.call(results: 1) { session.binding.pushArticle($0) }
      guard let value = values.first, value != .nil else { return nil }
      return try plain(value, returnedBy: "map")
    }
    return (value, session)
  }

  static func plain(_ value: LuaValue, returnedBy function: String) throws(LuaFailure) -> JSONValue {
    do {
      return try JSONValue(plain: value)
    } catch {
      throw LuaFailure("\(function) returned what is no plain data: \(error.message)")
    }
  }
}

/// Folds what `map` returned with a script's `merge`, and hands the outcome to `finish`; the result is what remains.
struct MergeJob {
  /// The fold, in Lua so that the total stays a value of the script's state.
  private static let fold = """
    local merge, finish, next = ...
    local total = next()
    if total ~= nil then
      for value in next do total = merge(total, value) end
    end
    if finish then return finish(total) end
    return total
    """

  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    let session = try ScriptSession(job, channel, article: .none, seed: [], scope: .map, wallClock: false)
    try session.run()
    let merge = try session.function("merge")
    let finish = session.environment.function("finish")
    session.environment.freeze()
    let value = try session.perform { () throws -> JSONValue? in
      let fold = try session.state.load(Array(Self.fold.utf8), path: "merge", in: session.environment)
      let values = try fold.call(results: 1) { call in
        call.push(merge)
        if let finish { call.push(finish) } else { call.pushNil() }
        call.pushFunction("next") { call in
          guard let bytes = try channel.pull(HostRequest.value) else { return call.pushNil() }
          call.push(try JSONValue(parsing: bytes).plain)
        }
      }
      guard let value = values.first, value != .nil else { return nil }
      return try MapJob.plain(value, returnedBy: finish == nil ? "merge" : "finish")
    }
    if let value { try channel.write(value.encoded() + [0x0A], to: .standardOutput) }
    return 0
  }
}

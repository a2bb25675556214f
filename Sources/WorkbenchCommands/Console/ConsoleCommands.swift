import Worker

/// A command of the console, written with a colon.
struct ConsoleCommandName: Equatable {
  /// What stands behind a command.
  enum Argument: Equatable {
    case none
    /// A Lua expression.
    case expression
    /// The name of a class, field, method or function.
    case name
    case query
    case file
    case article
    case plugin
  }

  let name: String
  let argument: Argument
  /// How the argument is called, in brackets where it can be left out.
  let usage: String
  let text: String

  /// All of them, in the order of the help.
  static let all: [ConsoleCommandName] = [
    .init(name: "help", argument: .name, usage: "[NAME]", text: "this page; or what a name of the API means"),
    .init(name: "describe", argument: .expression, usage: "EXPRESSION", text: "every field of a value"),
    .init(name: "query", argument: .query, usage: "QUERY", text: "the matches of a query, in context"),
    .init(name: "why", argument: .expression, usage: "FACT", text: "why a fact holds: :why article.quotes[1], :why q1"),
    .init(name: "more", argument: .none, usage: "", text: "the next page of what was shown"),
    .init(name: "open", argument: .article, usage: "ARTICLE", text: "make another article the `article`"),
    .init(name: "time", argument: .expression, usage: "EXPRESSION", text: "how long an expression takes"),
    .init(name: "run", argument: .file, usage: "SCRIPT", text: "run a script in this session"),
    .init(name: "edit", argument: .file, usage: "[SCRIPT]", text: "edit the last line, or a script, and run it"),
    .init(name: "save", argument: .file, usage: "FILE", text: "write the session's lines as a script"),
    .init(
      name: "reload", argument: .plugin, usage: "[PLUGIN]",
      text: "read plugins, articles and modules anew, and run the lines again"),
    .init(name: "results", argument: .none, usage: "", text: "what _, _1, _2 … hold"),
    .init(name: "limits", argument: .none, usage: "", text: "what a line may use"),
    .init(name: "quit", argument: .none, usage: "", text: "end the console; so does Ctrl-D"),
  ]

  /// The command that `word` names, or begins alone.
  static func named(_ word: String) -> ConsoleCommandName? {
    if let exact = all.first(where: { $0.name == word }) { return exact }
    // The two that are typed most often.
    if word == "q" { return all.last }
    if word == "h" { return all.first }
    let matching = all.filter { $0.name.hasPrefix(word) }
    return matching.count == 1 && !word.isEmpty ? matching[0] : nil
  }

  /// The page of `:help`.
  static func help(scope: String) -> String {
    var text = """
      Type Lua; an expression shows its value. \(scope)
      Tab completes names, Ctrl-C stops a line, `_` is the last value and `_1`, `_2` … those so far.
      `report` is at hand: report.table, report.save …


      """
    let heads = all.map { ":\($0.name)" + ($0.usage.isEmpty ? "" : " \($0.usage)") }
    let width = heads.reduce(0) { max($0, $1.count) }
    for (command, head) in zip(all, heads) {
      text += "  \(head)\(String(repeating: " ", count: width - head.count))  \(command.text)\n"
    }
    return text + "\nTry :help article, :help quote.speaker, :describe article.\n"
  }

  /// The command and the argument in a line that begins with a colon; `nil` for other lines.
  static func split(_ line: String) -> (word: String, argument: String)? {
    let trimmed = line.drop(while: \.isWhitespace)
    guard trimmed.hasPrefix(":"), !trimmed.hasPrefix("::") else { return nil }
    let word = trimmed.dropFirst().prefix { !$0.isWhitespace }
    var argument = trimmed.dropFirst(1 + word.count).drop(while: \.isWhitespace)
    while argument.last?.isWhitespace == true { argument.removeLast() }
    return (String(word), String(argument))
  }
}

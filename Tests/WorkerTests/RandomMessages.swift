import ArticleModel

@testable import Worker

/// SplitMix64, so that a failing seed fails again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Values of every shape that a message can have.
struct MessageGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(state: seed) }

  mutating func hostMessage() -> HostMessage {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: .job(header())
    case 1: .piece(bytes())
    case 2: .goOn
    case 3: .shutdown
    default: .response(id: .random(in: 0 ... .max, using: &random), body: flip() ? bytes() : nil)
    }
  }

  mutating func workerMessage() -> WorkerMessage {
    switch Int.random(in: 0..<13, using: &random) {
    case 0: .event(.output(flip() ? .standardOutput : .standardError, bytes()))
    case 1: .event(.fileBegin(name: text()))
    case 2: .event(.fileData(bytes()))
    case 3: .event(.fileEnd)
    case 4: .event(.diagnostic(diagnostic()))
    case 5: .event(.result(bytes()))
    case 6: .event(.progress(.init(done: count(), total: flip() ? count() : nil, label: text())))
    case 7: .event(.paused)
    case 8: .event(.request(id: .random(in: 0 ... .max, using: &random), name: text(), body: bytes()))
    case 9: .facts(count())
    case 10: .done(status: .random(in: .min ... .max, using: &random), usage())
    case 11: .failed(failure(), usage())
    default:
      .ready(
        ProtectionReport(
          noNewPrivileges: flip(), systemCallFilter: flip(), diesWithHost: flip(), notDumpable: flip(),
          landlockVersion: count(), memory: integer(), stack: integer(), descriptors: integer(), threads: integer()))
    }
  }

  private mutating func flip() -> Bool { .random(using: &random) }

  private mutating func integer() -> Int {
    [0, 1, -1, .min, .max, .random(in: .min ... .max, using: &random)].randomElement(using: &random) ?? 0
  }

  private mutating func count() -> Int {
    [0, 1, .max, .random(in: 0 ... .max, using: &random)].randomElement(using: &random) ?? 0
  }

  private mutating func bytes() -> [UInt8] {
    (0..<Int.random(in: 0..<40, using: &random)).map { _ in .random(in: 0...255, using: &random) }
  }

  private mutating func text() -> String {
    let scalars: [Unicode.Scalar] = ["a", "é", "\u{0}", "\u{301}", "\u{FEFF}", "€", "𝒜", "\u{202E}", "\r", "\n"]
    var text = ""
    for _ in 0..<Int.random(in: 0..<12, using: &random) {
      text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "x")
    }
    return text
  }

  private mutating func some<Value>(_ make: (inout Self) -> Value) -> [Value] {
    var values: [Value] = []
    for _ in 0..<Int.random(in: 0..<4, using: &random) { values.append(make(&self)) }
    return values
  }

  private mutating func header() -> JobHeader {
    var options: [String: String] = [:]
    for name in some({ $0.text() }) { options[name] = text() }
    let limits = JobLimits(
      cpuTime: flip() ? .microseconds(Int64.random(in: 0...1 << 50, using: &random)) : nil, memory: count(),
      outputBytes: count(), facts: count(), diagnostics: count(), files: count())
    return JobHeader(
      kind: text(), inputs: some { .init(name: $0.text(), length: $0.count()) }, options: options,
      chunks: some { .init(key: $0.text(), path: $0.text(), length: $0.count()) }, arguments: some { $0.text() },
      limits: limits)
  }

  private mutating func diagnostic() -> Diagnostic {
    let start = Int.random(in: 0..<1000, using: &random)
    let severity: Diagnostic.Severity = [.error, .warning, .note].randomElement(using: &random) ?? .error
    return Diagnostic(
      severity, code: text(), text(), remedy: flip() ? text() : nil, file: flip() ? text() : nil,
      line: flip() ? integer() : nil, column: flip() ? integer() : nil, span: flip() ? Span(start, start + 5) : nil)
  }

  private mutating func usage() -> JobUsage {
    JobUsage(cpuMicroseconds: Int64(count()), peakMemory: Int64(count()))
  }

  private mutating func failure() -> WorkerFailure {
    WorkerFailure(
      WorkerFailure.Kind.allCases.randomElement(using: &random) ?? .runtime, text(), file: flip() ? text() : nil,
      line: flip() ? integer() : nil, traceback: flip() ? text() : nil)
  }
}

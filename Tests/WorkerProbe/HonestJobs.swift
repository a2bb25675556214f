import ArticleModel
import Glibc
import Worker

/// Jobs that use the channel as it is meant, and what must go on working behind the filter.
enum HonestJobs {
  static let all: [String: Handler] = [
    "echo": { job, channel in
      for input in job.inputs { try channel.writeResult(input.bytes) }
      for chunk in job.chunks { try channel.writeFile("chunks/\(chunk.key)", chunk.source) }
      for argument in job.arguments { try channel.write(argument + "\n", to: .standardOutput) }
      for (name, value) in job.options.sorted(by: { $0.key < $1.key }) {
        try channel.write("\(name)=\(value)\n", to: .standardError)
      }
      return Int32(job.inputs.count)
    },
    "diagnose": { _, channel in
      try channel.report(
        Diagnostic(.warning, code: "no-date", "no date", remedy: "give one", file: "a.txt", line: 3, span: Span(1, 4)))
      try channel.report(WorkerEvent.Progress(done: 1, total: 2, label: "half"))
      return 0
    },
    "fail": { _, _ in
      throw WorkerFailure(.runtime, "attempt to call nil", file: "s.lua", line: 7, traceback: "main chunk")
    },
    "fail-otherwise": { _, _ in throw CancellationError() },
    "pause": { _, channel in
      try channel.pause()
      try channel.write("went on", to: .standardOutput)
      return 0
    },
    "ask": { job, channel in
      let answer = try channel.request("question", Array(job.kind.utf8))
      try channel.writeResult(answer ?? Array("refused".utf8))
      return 0
    },
    "heed-interrupt": { _, channel in
      let before = interrupts
      try channel.write("running", to: .standardOutput)
      while !channel.isInterrupted {}
      throw WorkerFailure(.interrupted, interrupts > before ? "stopped by the user" : "stopped without the callback")
    },
    // Descriptors that are open: poll says which are not.
    "descriptors": { _, channel in
      var open: [Int32] = []
      for descriptor in Int32(0)..<4096 {
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        _ = poll(&entry, 1, 0)
        if entry.revents & Int16(POLLNVAL) == 0 { open.append(descriptor) }
      }
      try channel.writeResult("\(open)".utf8)
      return 0
    },
    "environment": { _, channel in
      var names: [String] = []
      var entry = environ
      while let variable = entry.pointee {
        names.append(String(cString: variable))
        entry += 1
      }
      try channel.writeResult("\(names)".utf8)
      return 0
    },
    "stray": { _, _ in
      print("a stray line")
      fflush(nil)
      return 0
    },
    // What the runtime does behind a script's back.
    "runtime": { _, channel in
      var words: [String: Double] = [:]
      for number in 0..<50_000 { words["word\(number)"] = Double(number) / 7 }
      let sum = words.values.sorted().reduce(0, +)
      let scratch = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 200_000) { $0.count }
      var numbers = (0..<5000).map { Int32(5000 - $0) }
      qsort(&numbers, numbers.count, 4) { left, right in
        let (left, right) = (left?.load(as: Int32.self) ?? 0, right?.load(as: Int32.self) ?? 0)
        return left < right ? -1 : left > right ? 1 : 0
      }
      let lowered = "ÉLYSÉE".lowercased()
      try channel.writeResult("\(Int(sum)) \(scratch) \(numbers[0]) \(lowered) \(Int.random(in: 1...1))".utf8)
      return 0
    },
    // A signal every millisecond while output is larger than any buffer.
    "signals": { job, channel in
      signal(SIGALRM) { _ in }
      var action = sigaction()
      sigaction(SIGALRM, nil, &action)
      action.sa_flags = 0
      sigaction(SIGALRM, &action, nil)
      var timer: timer_t?
      var event = sigevent()
      event.sigev_notify = Int32(SIGEV_SIGNAL)
      event.sigev_signo = SIGALRM
      guard timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 else { return 1 }
      var period = itimerspec(
        it_interval: timespec(tv_sec: 0, tv_nsec: 1_000_000), it_value: timespec(tv_sec: 0, tv_nsec: 1_000_000))
      timer_settime(timer, 0, &period, nil)
      for _ in 0..<8 { try channel.write([UInt8](repeating: 120, count: 1 << 20), to: .standardOutput) }
      let answer = try channel.request("pause")
      timer_delete(timer)
      return answer == nil ? 2 : 0
    },
  ]
}

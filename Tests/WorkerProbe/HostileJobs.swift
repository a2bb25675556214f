import ArticleModel
import Glibc
import Worker

/// Jobs that attack their host, the machine, or the limits.
enum HostileJobs {
  static let all: [String: Handler] = [
    // Calls a function of the C library with whole numbers and texts; the answer is the result and errno.
    "call": { job, channel in
      guard let name = job.arguments.first, let symbol = dlsym(nil, name) else { return 1 }
      typealias Function = @convention(c) (Int, Int, Int, Int, Int, Int) -> Int
      var values = job.arguments.dropFirst().map { Int($0) ?? Int(bitPattern: strdup($0)) }
      while values.count < 6 { values.append(0) }
      let result = unsafeBitCast(symbol, to: Function.self)(
        values[0], values[1], values[2], values[3], values[4], values[5])
      try channel.writeResult("\(Int32(truncatingIfNeeded: result)) \(errno)".utf8)
      return 0
    },
    "allocate": { job, channel in
      var blocks: [[UInt8]] = []
      for size in job.arguments.compactMap({ Int($0) }) { blocks.append([UInt8](repeating: 1, count: size)) }
      try channel.writeResult("\(blocks.map(\.count))".utf8)
      return 0
    },
    "make-executable": { _, channel in
      let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      try channel.write("mapped", to: .standardOutput)
      mprotect(page, 4096, PROT_READ | PROT_EXEC)
      return 0
    },
    "loop": { _, channel in
      try channel.write("looping", to: .standardOutput)
      while true {}
    },
    "sleep": { _, channel in
      try channel.write("sleeping", to: .standardOutput)
      while true { poll(nil, 0, 1000) }
    },
    "trap": { job, _ in Int32(job.arguments[job.arguments.count]) ?? 0 },
    "overflow": { _, _ in Int32(truncatingIfNeeded: descend(1)) },
    "leave": { job, _ in exit(Int32(job.arguments.first ?? "") ?? 0) },
    "flood": { _, channel in
      let block = [UInt8](repeating: 120, count: 1 << 20)
      while true { try channel.write(block, to: .standardOutput) }
    },
    "flood-results": { _, channel in
      let block = [UInt8](repeating: 120, count: 1 << 20)
      while true { try channel.writeResult(block) }
    },
    "flood-diagnostics": { _, channel in
      while true { try channel.report(Diagnostic(.note, code: "x", "again")) }
    },
    "flood-files": { _, channel in
      for number in 0... { try channel.writeFile("\(number).txt", [1]) }
      return 0
    },
    "flood-facts": { _, channel in
      while true { try channel.count(facts: 1000) }
    },
    "flood-stray": { _, _ in
      let block = [UInt8](repeating: 121, count: 1 << 16)
      for _ in 0..<64 { send(block, to: 2) }
      return 0
    },
    // Bytes on the channel as the arguments give them, then the job goes on for ever.
    "bytes": { job, _ in
      send(job.inputs[0].bytes, to: 3)
      while true { poll(nil, 0, 1000) }
    },
    // The same frame for ever, which no counting in the worker stops.
    "repeat-bytes": { job, _ in
      while true { send(job.inputs[0].bytes, to: 3) }
    },
    "close-channel": { _, _ in
      close(3)
      while true { poll(nil, 0, 1000) }
    },
  ]

  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
      if count <= 0 { return }
      sent += count
    }
  }

  @inline(never)
  private static func descend(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 512) { buffer in
      buffer[0] = UInt8(truncatingIfNeeded: depth)
      return descend(depth + 1) &+ Int(buffer[0])
    }
  }
}

import Synchronization

/// Memory that outlives an article, lent to one reader at a time.
package final class Lent<Memory: AnyObject>: Sendable {
  /// Whoever holds the box is the only one to touch what is in it.
  private struct Box: @unchecked Sendable {
    let memory: Memory
  }

  private let returned = Mutex<[Box]>([])
  private let make: @Sendable () -> Memory

  /// Lends what was given back, and what `make` makes when nothing was.
  package init(_ make: @escaping @Sendable () -> Memory) { self.make = make }

  /// Calls `body` with memory that nobody else has meanwhile.
  package func lend<Result>(_ body: (Memory) throws -> Result) rethrows -> Result {
    let box = returned.withLock { $0.popLast() } ?? Box(memory: make())
    defer { returned.withLock { $0.append(box) } }
    return try body(box.memory)
  }
}

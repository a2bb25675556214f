import CSandbox
import Glibc

/// What a host still has to tell a worker, cut into frames only as they are sent.
struct OutgoingQueue {
  private enum Item {
    case frame([UInt8])
    case descriptor(Int32)
    case pieces(ArraySlice<UInt8>)
  }

  private var items: [Item] = []
  private var nextItem = 0
  private var frame: ArraySlice<UInt8> = []
  /// The open file that travels with the frame's first byte.
  private var descriptor: Int32?

  var isEmpty: Bool { frame.isEmpty && nextItem == items.count }

  mutating func append(_ message: HostMessage) throws(WireError) { items.append(.frame(try message.frame())) }

  mutating func append(job: WorkerJob) throws(WireError) {
    try append(.job(JobHeader(job)))
    for descriptor in job.descriptors { items.append(.descriptor(descriptor)) }
    for bytes in job.inputs.map(\.bytes) + job.chunks.map(\.source) where !bytes.isEmpty {
      items.append(.pieces(bytes[...]))
    }
  }

  /// Sends what the channel takes now; errors show when the channel is read.
  mutating func write(to channel: Int32) {
    while advance() {
      let count = frame.withUnsafeBytes { bytes in
        if let descriptor {
          csandbox_send_with_descriptor(channel, bytes.baseAddress, bytes.count, descriptor)
        } else {
          send(channel, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
      }
      if count > 0 {
        descriptor = nil
        frame = frame.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Makes sure that a frame is at hand; false when nothing is left.
  private mutating func advance() -> Bool {
    guard frame.isEmpty else { return true }
    guard nextItem < items.count else {
      items = []
      nextItem = 0
      return false
    }
    switch items[nextItem] {
    case .frame(let bytes):
      frame = bytes[...]
      nextItem += 1
    case .descriptor(let file):
      // A message without fields always fits.
      frame = ((try? HostMessage.descriptor.frame()) ?? [])[...]
      descriptor = file
      nextItem += 1
    case .pieces(let bytes):
      let piece = bytes.prefix(Wire.maximumPiece)
      // A piece always fits.
      frame = ((try? HostMessage.piece(Array(piece)).frame()) ?? [])[...]
      let rest = bytes.dropFirst(piece.count)
      if rest.isEmpty { nextItem += 1 } else { items[nextItem] = .pieces(rest) }
    }
    return true
  }
}

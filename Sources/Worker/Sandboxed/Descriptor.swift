import CSandbox
import Glibc

/// The worker's end of the channel: blocking, and undisturbed by the timer signals that stop scripts.
enum Descriptor {
  /// Writes every byte; false when the host is gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count < 0, errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Reads at least one byte into `buffer`, and the open file that came with it, else -1; 0 when the host is gone.
  static func read(into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, file: inout Int32) -> Int {
    while true {
      let count = csandbox_receive(descriptor, buffer.baseAddress, buffer.count, &file)
      if count >= 0 { return count }
      if errno != EINTR { return 0 }
    }
  }
}

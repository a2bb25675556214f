import Glibc

/// A file mapped read-only for as long as the value lives.
public final class SegmentMapping: @unchecked Sendable {
  // Unchecked: the memory is never written.

  /// The whole file.
  public let bytes: UnsafeRawBufferPointer

  /// Maps the file behind `descriptor`, which may be closed afterwards.
  public init(descriptor: Int32) throws(SegmentError) {
    // A locked-down worker may seek but not ask for a file's status.
    let size = lseek(descriptor, 0, SEEK_END)
    guard size > 0 else { throw SegmentError("the segment file is empty or cannot be read") }
    guard let address = mmap(nil, Int(size), PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED else {
      throw SegmentError("the segment file cannot be mapped: \(String(cString: strerror(errno)))")
    }
    bytes = UnsafeRawBufferPointer(start: address, count: Int(size))
  }

  /// Maps the file at `path`.
  public convenience init(path: String) throws(SegmentError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SegmentError("\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    try self.init(descriptor: descriptor)
  }

  /// Lets the kernel take back the pages that were read; they come again when they are needed.
  public func releasePages() {
    madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}

/// Why a file is no usable segment.
public struct SegmentError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}

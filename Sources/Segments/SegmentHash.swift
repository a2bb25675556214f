import Crypto

/// The hash by which a segment file is checked.
public enum SegmentHash {
  /// SHA-256 over the whole file.
  public static func sha256(of mapping: SegmentMapping) -> [UInt8] {
    var hash = SHA256()
    hash.update(bufferPointer: mapping.bytes)
    return Array(hash.finalize())
  }
}

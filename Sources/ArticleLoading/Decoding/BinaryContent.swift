/// Tells text from data by its control characters.
enum BinaryContent {
  /// Why `text` cannot be an article, as a phrase that follows "the file is"; `nil` when it can.
  ///
  /// A zero byte never occurs in text; two in a hundred control characters do not either.
  static func reason(_ text: [UInt8]) -> String? {
    var controls = 0
    for byte in text where byte < 0x20 || byte == 0x7F {
      switch byte {
      case 0: return "binary data (it has zero bytes)"
      case 0x09...0x0D: break
      default: controls += 1
      }
    }
    return controls > 2 && controls * 50 > text.count ? "binary data (it is full of control characters)" : nil
  }
}

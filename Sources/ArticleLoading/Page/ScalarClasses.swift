extension Unicode.Scalar {
  // Most characters are ASCII, for which the tables of Unicode need not be asked.

  /// Whether it is white space.
  var isSpace: Bool { value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }

  /// Whether it is a capital, or a letter such as "ǅ" that begins like one.
  var isCapital: Bool {
    if value < 0x80 { return (0x41...0x5A).contains(value) }
    return properties.isUppercase || properties.generalCategory == .titlecaseLetter
  }
}

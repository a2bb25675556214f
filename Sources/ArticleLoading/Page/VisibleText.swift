/// Text as it is shown where a value is wanted: titles, names.
enum VisibleText {
  /// `text` on one line: runs of white space become one space, invisible characters vanish.
  static func singleLine(_ text: String) -> String {
    var result = ""
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if scalar.isSpace {
        pendingSpace = !result.isEmpty
      } else if scalar.properties.generalCategory != .format {
        if pendingSpace { result.append(" ") }
        pendingSpace = false
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

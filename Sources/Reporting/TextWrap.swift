/// Breaks text into lines for a terminal.
public enum TextWrap {
  /// `text` in lines of at most `width` columns, each after `indent`; longer words stand alone.
  public static func wrapped(_ text: String, width: Int, indent: String = "") -> String {
    let room = max(width - DisplayWidth.columns(of: indent), 8)
    var lines: [String] = []
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      var line = ""
      var columns = 0
      // A no-break space is no place to break at.
      for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
        let length = DisplayWidth.columns(of: String(word))
        if !line.isEmpty, columns + 1 + length > room {
          lines.append(indent + line)
          line = ""
          columns = 0
        }
        if !line.isEmpty {
          line += " "
          columns += 1
        }
        line += word
        columns += length
      }
      lines.append(line.isEmpty ? "" : indent + line)
    }
    return lines.joined(separator: "\n")
  }
}

/// Names that report files may have: relative, beneath their folder, and printable.
public enum ReportFileName {
  /// What is wrong with `name`, or nil: 1 to 1,024 bytes, components of at most 255 separated by `/`, none of them empty,
  /// `.` or `..`, no control or direction-override character, no backslash.
  public static func problem(with name: String) -> String? {
    if name.isEmpty { return "a file name is empty" }
    if name.utf8.count > 1024 { return "a file name is longer than 1024 bytes" }
    for component in name.split(separator: "/", omittingEmptySubsequences: false) {
      if component.isEmpty { return "a file name is absolute or has an empty part" }
      if component == "." || component == ".." { return "a file name leaves its folder" }
      if component.utf8.count > 255 { return "a part of a file name is longer than 255 bytes" }
    }
    for scalar in name.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return "a file name has an invisible character"
      default: if scalar == "\\" { return "a file name has a backslash" }
      }
    }
    return nil
  }
}

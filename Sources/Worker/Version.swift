/// The version of the program.
public enum WorkbenchVersion {
  /// Semantic version (semver.org).
  public static let current = "0.1.0"
}

/// The names of job kinds and of their settings, as host and worker both write them.
public enum JobOption {
  /// Day of publication, `YYYY-MM-DD`.
  public static let published = "published"
  /// The publisher's name.
  public static let publisher = "publisher"
  /// Layers wanted, divided by commas.
  public static let layers = "layers"
  /// Form in which report tables print.
  public static let format = "format"
  /// Columns of the terminal.
  public static let width = "width"
  /// Present when the host takes report files.
  public static let files = "files"
  /// `pretty` for indented JSON.
  public static let style = "style"
}

/// What a worker is asked to do.
public enum JobKind {
  /// Runs the first chunk over the first input; the other chunks are modules.
  public static let run = "run"
  /// Analyses the first input; the result is its JSON form.
  public static let annotate = "annotate"
}

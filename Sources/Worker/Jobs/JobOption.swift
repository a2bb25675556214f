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
  /// Layers of gold that are fed, divided by commas.
  public static let given = "given"
  /// Names of the articles that are taken.
  public static let only = "only"
  /// The part of the articles that is taken, `i/n`.
  public static let part = "part"
  /// Present when differences are listed.
  public static let errors = "errors"
  /// Present when calibration is shown.
  public static let calibration = "calibration"
  /// A query in the corpus query language.
  public static let query = "query"
  /// The strategy by which a query chooses among matches.
  public static let strategy = "strategy"
  /// The words around a match, as `ConcordanceContext` reads it.
  public static let context = "context"
  /// The most matches wanted.
  public static let limit = "limit"
  /// The id of a fact.
  public static let fact = "fact"
}

/// What a worker is asked to do.
public enum JobKind {
  /// Runs the first chunk over the first input; the other chunks are modules.
  public static let run = "run"
  /// Analyses the first input; the result is its JSON form.
  public static let annotate = "annotate"
  /// Compares what is found in the inputs with gold.
  public static let evaluate = "evaluate"
  /// Matches a query over the first input; the result is the rows of its concordance. The other inputs are word lists.
  public static let query = "query"
  /// Explains a fact of the first input, or lists its facts.
  public static let why = "why"
}

/// Statuses with which jobs end besides 0, the program's own.
enum JobStatus {
  /// The job was asked for something that is not there.
  static let usage: Int32 = 64
}

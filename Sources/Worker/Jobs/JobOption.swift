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
  /// Where the parts of an article stand in JSON objects and tables, such as `text=body,title=headline`.
  public static let columns = "columns"
  /// The address at which an article was found.
  public static let url = "url"
  /// The name of an article's encoding, as whoever sent it gives it.
  public static let charset = "charset"
  /// `printed` for bytes that `pdftotext` printed.
  public static let form = "form"
  /// SHA-256 of the file that an article's bytes were made from.
  public static let digest = "digest"
  /// The kind of collection that a file is, a `CollectionFormat`.
  public static let collection = "collection"
  /// The size of a file in bytes.
  public static let length = "length"
  /// The number of the first article that is wanted.
  public static let first = "first"
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
  /// The number of a line of input.
  public static let sequence = "sequence"
  /// The code and message of an error that happened to a line, to be put into its envelope.
  public static let errorCode = "error-code"
  public static let errorMessage = "error-message"
  /// The token attribute that is counted.
  public static let attribute = "attribute"
  /// Tokens on either side, or in a sequence.
  public static let size = "size"
  /// Values that are rarer are left out.
  public static let minimum = "minimum"
  /// Present when matches are counted, not shown; for a counting job what it counts.
  public static let counts = "counts"
  /// The id of the report that is run in place of a script, and its options as a JSON object.
  public static let report = "report"
  public static let reportOptions = "report-options"
  /// The id of the plugin that is tested.
  public static let plugin = "plugin"
  /// The index of the article that is meant in the segment that comes with the job.
  public static let article = "article"
  /// The signatures of the analysers that made an article's facts, one a line.
  public static let analysis = "analysis"
  /// Present when the articles are those of the segments that come with the job.
  public static let corpus = "corpus"
  /// The id of a fact.
  public static let fact = "fact"
}

/// The names of a job's inputs that are not the user's.
public enum JobInput {
  /// The numbers of the articles that are meant, eight bytes each, little-endian; without it all are.
  public static let articles = "\u{0}articles"
}

/// What a worker is asked to do.
public enum JobKind {
  /// Runs the first chunk over the first input, or an article of a segment; the other chunks are modules.
  public static let run = "run"
  /// Runs the first chunk over all inputs, which are names: the host is asked for their bytes; or over the segments of a
  /// corpus, which are the job's files.
  public static let runCorpus = "run-corpus"
  /// Calls `map` of the first chunk with the first input, or an article of a segment; the result is the value as JSON, nothing for nil.
  public static let map = "map"
  /// Folds values that the host is asked for with `merge` and `finish` of the first chunk.
  public static let merge = "merge"
  /// Calls `map` with the article in the first input, a JSON object; the result is an envelope as JSON.
  public static let mapLine = "map-line"
  /// Analyses the first input; the result is its JSON form.
  public static let annotate = "annotate"
  /// Takes a collection apart, whose bytes the host is asked for, and hands each article to the host; with `counts` set
  /// the result is the articles' numbers, one a line.
  public static let split = "split"
  /// Loads and analyses the first input for a corpus; the result is a `PreparedArticle`.
  public static let prepare = "prepare"
  /// Analyses an article of a corpus again: the first input is its text, the second its record.
  public static let prepareAgain = "prepare-again"
  /// The signatures of the analysers, one a line.
  public static let signatures = "signatures"
  /// Compares what is found in the inputs with gold.
  public static let evaluate = "evaluate"
  /// Matches a query over the first input; the result is the rows of its concordance. The other inputs are word lists.
  public static let query = "query"
  /// Matches a query over the segments of a corpus, which are the job's files.
  public static let corpusQuery = "corpus-query"
  /// Counts over the segments of a corpus, which are the job's files; the result is `CountRows`.
  public static let count = "count"
  /// Explains a fact of the first input, or lists its facts.
  public static let why = "why"
  /// Checks the plugin archive in the first input; the result is a `PluginDescription`.
  public static let inspectPlugin = "inspect-plugin"
  /// Runs the tests of a plugin of the job.
  public static let testPlugin = "test-plugin"
}

/// Statuses with which jobs end besides 0, the program's own.
enum JobStatus {
  /// The job was asked for something that is not there.
  static let usage: Int32 = 64
  /// An input could not be read.
  static let input: Int32 = 3
}

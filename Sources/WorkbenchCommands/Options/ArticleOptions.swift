import ArgumentParser
import ArticleLoading
import ArticleModel
import Worker

/// What the user knows of an article that its text does not say.
struct ArticleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Day of publication, where the text names none or a wrong one.", valueName: "YYYY-MM-DD"))
  var published: String?

  @Option(help: ArgumentHelp("Publisher, where the text names none or a wrong one.", valueName: "name"))
  var publisher: String?

  @Option(
    help: ArgumentHelp(
      "Where tables and JSON keep the parts of an article, such as title=Titre,text=Corps.", valueName: "part=name,…"))
  var columns: String?

  func validate() throws {
    if let columns, FieldMapping(columns) == nil {
      let parts = FieldMapping.Part.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--columns takes part=name pairs divided by commas; the parts are \(parts)")
    }
    if let published, CalendarDate(iso: published) == nil {
      throw ValidationError("'\(published)' is no day of the calendar; write it as 2025-06-23")
    }
  }

  /// As settings of a job; the columns are for files that have some.
  var jobOptions: [String: String] {
    var options: [String: String] = [:]
    options[JobOption.published] = published
    options[JobOption.publisher] = publisher
    return options
  }
}

import ArgumentParser
import ArticleModel
import Corpus

/// Which articles of a corpus are meant; the publisher stands apart, because some commands know it for another reason.
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Articles published on this day or later.", valueName: "YYYY-MM-DD"))
  var since: String?

  @Option(help: ArgumentHelp("Articles published on this day or earlier.", valueName: "YYYY-MM-DD"))
  var until: String?

  @Option(help: ArgumentHelp("Articles from this source; * stands for any letters.", valueName: "name"))
  var source: String?

  @Option(help: ArgumentHelp("Articles that name this person; a part of the name will do.", valueName: "name"))
  var person: String?

  @Option(help: ArgumentHelp("Articles that name this place; a part of the name will do.", valueName: "name"))
  var place: String?

  func validate() throws {
    for day in [since, until].compactMap(\.self) where CalendarDate(iso: day) == nil {
      throw ValidationError("'\(day)' is no day of the calendar; write it as 2025-06-23")
    }
  }

  var filter: ArticleFilter {
    var filter = ArticleFilter()
    filter.since = since.flatMap { CalendarDate(iso: $0) }
    filter.until = until.flatMap { CalendarDate(iso: $0) }
    filter.source = source
    filter.person = person
    filter.place = place
    return filter
  }
}

/// A corpus, and which of its articles are meant.
struct CorpusArticles: ParsableArguments {
  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  @OptionGroup(title: "Articles") private var filters: FilterOptions

  @Option(help: ArgumentHelp("Articles of this publisher; * stands for any letters.", valueName: "name"))
  private var publisher: String?

  var filter: ArticleFilter { ArticleFilter(filters, publisher: publisher) }
}

extension ArticleFilter {
  /// What the options and a publisher say.
  init(_ options: FilterOptions, publisher: String?) {
    self = options.filter
    self.publisher = publisher
  }
}

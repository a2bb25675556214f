import ArticleLoading
import ArticleModel
import Worker

/// The bytes of one article, with the settings that belong to it alone.
struct SourceArticle {
  var bytes: [UInt8]
  var settings: [String: String] = [:]

  /// `options` of a job with the settings of this article.
  func options(_ options: [String: String]) -> [String: String] { options.merging(settings) { $1 } }

  init(bytes: [UInt8], settings: [String: String] = [:]) {
    self.bytes = bytes
    self.settings = settings
  }

  /// An article of a file of its own, which the user calls `name`.
  init(file bytes: [UInt8], _ name: String, columns: String?) throws(InputFile.Problem) {
    if PDFConverter.isPDF(bytes) {
      self = try PDFConverter.converted(bytes, name)
    } else {
      self.bytes = bytes
      if name.lowercased().hasSuffix(".json") { settings[JobOption.columns] = columns ?? "" }
    }
  }

  /// An article of a collection.
  init(item: CollectionItem, _ name: String, columns: String?) throws(InputFile.Problem) {
    if item.form == .file, PDFConverter.isPDF(item.bytes) {
      self = try PDFConverter.converted(item.bytes, name)
    } else {
      bytes = item.bytes
    }
    switch item.form {
    case .file: break
    case .object: settings[JobOption.columns] = columns ?? ""
    case .standardObject: settings[JobOption.columns] = ""
    }
    settings[JobOption.url] = item.url
    settings[JobOption.charset] = item.charset
  }
}

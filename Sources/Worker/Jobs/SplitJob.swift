import ArticleLoading
import ArticleModel

/// Takes a file with many articles apart and hands them to the host, which says when it wants the next.
struct SplitJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first,
      let format = job.options[JobOption.collection].flatMap(CollectionFormat.init(rawValue:)),
      let size = job.options[JobOption.length].flatMap({ Int($0) }), size >= 0
    else { throw WorkerFailure(.unsupported, "no collection") }
    let first = job.options[JobOption.first].flatMap { Int($0) } ?? 0
    let isCounting = job.options[JobOption.counts] != nil
    var numbers = ""
    do {
      let file = FileBytes(size: size) { offset, count throws(LoadingError) in
        try range(offset, count, channel, input.name)
      }
      let collection = try ArticleCollection(
        file, format, source: input.name,
        fields: job.options[JobOption.columns].flatMap { FieldMapping($0) } ?? .standard)
      var failure: LoadingError?
      do throws(LoadingError) {
        while let item = try collection.next() {
          if channel.isInterrupted { throw LoadingError(Diagnostic(.error, code: "interrupted", "interrupted")) }
          if isCounting {
            numbers += "\(item.number)\n"
          } else if item.number >= first, try !handOver(item, channel) {
            return 0
          }
        }
      } catch {
        failure = error
      }
      try channel.writeResult(numbers.utf8)
      for diagnostic in collection.notes.prefix(200) { try channel.report(diagnostic) }
      if let failure { throw failure }
    } catch let error as LoadingError {
      if error.diagnostic.code == "interrupted" { throw WorkerFailure(.interrupted, "interrupted") }
      throw WorkerFailure(input: error.diagnostic)
    }
    return 0
  }

  private static func range(
    _ offset: Int, _ count: Int, _ channel: JobChannel, _ name: String
  ) throws(LoadingError) -> [UInt8] {
    let answer = try? channel.request(HostRequest.range, Array("\(offset) \(count)".utf8))
    guard let bytes = answer.flatMap(\.self), bytes.count <= count else {
      throw LoadingError(
        Diagnostic(
          .error, code: "unreadable", "the file changed or cannot be read to its end", remedy: "try again", file: name))
    }
    return bytes
  }

  /// `false` when the host wants no more.
  private static func handOver(_ item: ArticleItem, _ channel: JobChannel) throws(LoadingError) -> Bool {
    var settings = ["number": String(item.number), "form": item.form.rawValue]
    settings[JobOption.url] = item.url
    settings[JobOption.charset] = item.charset
    let package = ArticlePackage.packed(item.bytes, settings)
    var rest = package[...]
    do throws(WorkerFailure) {
      while true {
        let piece = rest.prefix(Wire.maximumPiece - 1)
        rest = rest.dropFirst(piece.count)
        let answer = try channel.request(HostRequest.item, [rest.isEmpty ? 0 : 1] + piece)
        if answer == nil { return false }
        if rest.isEmpty { return true }
      }
    } catch {
      throw LoadingError(Diagnostic(.error, code: "worker", error.message))
    }
  }
}

import ArticleModel

// The fields of the values that a worker's messages carry.

extension Diagnostic {
  private static let severities: [Severity] = [.error, .warning, .note]

  func write(to writer: inout WireWriter) {
    writer.put(UInt8(Self.severities.firstIndex(of: severity) ?? 0))
    writer.put(code)
    writer.put(message)
    writer.put(remedy)
    writer.put(file)
    writer.put(line)
    writer.put(column)
    writer.put(span) {
      $0.put($1.start)
      $0.put($1.end)
    }
  }

  init(from reader: inout WireReader) throws(WireError) {
    let severity = Int(try reader.byte())
    guard Self.severities.indices.contains(severity) else { throw WireError("a diagnostic of an unknown severity") }
    self.init(
      Self.severities[severity], code: try reader.string(), try reader.string(), remedy: try reader.optionalString(),
      file: try reader.optionalString(), line: try reader.optionalInt(), column: try reader.optionalInt(),
      span: try reader.optional { (reader: inout WireReader) throws(WireError) in
        let start = try reader.count()
        let end = try reader.count()
        guard start <= end else { throw WireError("a span ends before it starts") }
        return Span(start, end)
      })
  }

  /// The same with texts cut so that it fits a frame.
  var clipped: Diagnostic {
    var copy = self
    copy.code = code.clipped(toBytes: Wire.maximumText)
    copy.message = message.clipped(toBytes: Wire.maximumText)
    copy.remedy = remedy?.clipped(toBytes: Wire.maximumText)
    copy.file = file?.clipped(toBytes: Wire.maximumText)
    return copy
  }
}

extension WorkerFailure {
  func write(to writer: inout WireWriter) {
    writer.put(kind.rawValue)
    writer.put(message)
    writer.put(file)
    writer.put(line)
    writer.put(traceback)
  }

  init(from reader: inout WireReader) throws(WireError) {
    guard let kind = Kind(rawValue: try reader.byte()) else { throw WireError("a failure of an unknown kind") }
    self.init(
      kind, try reader.string(), file: try reader.optionalString(), line: try reader.optionalInt(),
      traceback: try reader.optionalString())
  }

  /// The same with texts cut so that it fits a frame.
  var clipped: WorkerFailure {
    var copy = self
    copy.message = message.clipped(toBytes: Wire.maximumText)
    copy.file = file?.clipped(toBytes: Wire.maximumText)
    copy.traceback = traceback?.clipped(toBytes: Wire.maximumText)
    return copy
  }
}

extension JobUsage {
  func write(to writer: inout WireWriter) {
    writer.put(cpuMicroseconds)
    writer.put(peakMemory)
  }

  init(from reader: inout WireReader) throws(WireError) {
    self.init(cpuMicroseconds: Int64(try reader.count()), peakMemory: Int64(try reader.count()))
  }
}

extension ProtectionReport {
  func write(to writer: inout WireWriter) {
    for value in [noNewPrivileges, systemCallFilter, diesWithHost, notDumpable] { writer.put(value) }
    for value in [landlockVersion, memory, stack, descriptors, threads] { writer.put(value) }
  }

  init(from reader: inout WireReader) throws(WireError) {
    self.init(
      noNewPrivileges: try reader.bool(), systemCallFilter: try reader.bool(), diesWithHost: try reader.bool(),
      notDumpable: try reader.bool(), landlockVersion: try reader.count(), memory: try reader.int(),
      stack: try reader.int(), descriptors: try reader.int(), threads: try reader.int())
  }
}

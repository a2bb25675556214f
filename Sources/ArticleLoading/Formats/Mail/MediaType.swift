/// The value of a field such as Content-Type: a name, and parameters by lower-case name (RFC 2045, 5.1).
struct MediaType {
  /// In lower case, such as `text/html`; empty when the field is.
  private(set) var name: String
  private(set) var parameters: [String: String] = [:]

  private static let mostParameters = 32

  init(_ field: String) {
    let scalars = Array(field.unicodeScalars)
    var index = 0
    func word(until stops: String) -> String {
      let start = index
      while index < scalars.count, !stops.unicodeScalars.contains(scalars[index]) { index += 1 }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars[start..<index])
      return VisibleText.singleLine(text)
    }
    name = word(until: ";").lowercased()
    while index < scalars.count, parameters.count < Self.mostParameters {
      index += 1
      let key = word(until: "=;").lowercased()
      guard index < scalars.count, scalars[index] == "=" else { continue }
      index += 1
      while index < scalars.count, scalars[index] == " " { index += 1 }
      var value = ""
      if index < scalars.count, scalars[index] == "\"" {
        index += 1
        while index < scalars.count, scalars[index] != "\"" {
          if scalars[index] == "\\", index + 1 < scalars.count { index += 1 }
          value.unicodeScalars.append(scalars[index])
          index += 1
        }
        _ = word(until: ";")
      } else {
        value = word(until: ";")
      }
      if !key.isEmpty, parameters[key] == nil { parameters[key] = value }
    }
    joinContinuations()
  }

  /// `filename*0*=utf-8''pi%C3%A8ce; filename*1=.pdf` as `filename` (RFC 2231).
  private mutating func joinContinuations() {
    let bases = Set(parameters.keys.filter { $0.contains("*") }.map { String($0.prefix { $0 != "*" }) })
    for base in bases.sorted() {
      var text = ""
      var charset: String?
      for key in ["*", "*0", "*0*"] + (1..<Self.mostParameters).flatMap({ ["*\($0)", "*\($0)*"] }) {
        guard var value = parameters["\(base)\(key)"] else { continue }
        if key.hasSuffix("*") {
          if text.isEmpty, value.filter({ $0 == "'" }).count >= 2 {
            let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
            charset = String(parts[0])
            value = String(parts[2])
          }
          let bytes = TransferEncoding.quotedPrintable(Array(value.replacing("%", with: "=").utf8)[...])
          value = CharacterSet.decoded(bytes, label: charset)
        }
        text += value
      }
      if parameters[base] == nil, !text.isEmpty { parameters[base] = text }
    }
  }
}

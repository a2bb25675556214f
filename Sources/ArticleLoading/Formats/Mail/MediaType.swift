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
  }
}

import Glibc
import PluginKit
import Reporting
import Worker

/// Asks the user whether a plugin may have what it asks for.
enum Consent {
  /// Whether there is somebody to ask.
  static var canAsk: Bool { isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0 }

  /// What a plugin is and asks for, in lines. Names come from outside and are shown as text.
  static func summary(_ plugin: PluginDescription, signature: String, new: [Capability]) -> String {
    let manifest = plugin.manifest
    var text =
      "\(manifest.id) \(manifest.version) · \(manifest.kind.rawValue) by \(manifest.authors.joined(separator: ", "))"
    text += " · \(manifest.licence)\n  \(manifest.description)\n  sha256:\(plugin.sha256)\n  \(signature)\n"
    if manifest.capabilities.isEmpty {
      text += "  It asks for nothing: it sees the text, its words and its sentences.\n"
    } else {
      text += "  It asks to:\n"
      for capability in manifest.capabilities.sorted() {
        let mark = new.contains(capability) && new.count < manifest.capabilities.count ? " (new)" : ""
        text += "    \(capability.meaning)\(mark)\n"
      }
    }
    return text
  }

  /// Asks a question that is answered with y or n; anything else is a no.
  static func ask(_ question: String) -> Bool {
    Streams.write("\(question) [y/N] ".utf8, to: STDERR_FILENO)
    guard let line = readLine() else {
      Streams.write("\n".utf8, to: STDERR_FILENO)
      return false
    }
    return ["y", "yes", "o", "oui"].contains(line.lowercased())
  }

  /// Shows text that may come from outside.
  static func show(_ text: String) { Streams.write(TerminalText.escaped(text).utf8, to: STDERR_FILENO) }
}

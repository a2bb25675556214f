import CLanguageData

/// One of the tab-separated tables that travel inside the binary.
enum EmbeddedTable {
  /// The rows of `table` as fields; comments and empty lines are left out.
  static func rows(of table: workbench_loading_table) -> [[String]] {
    let text = String(decoding: UnsafeBufferPointer(start: table.bytes, count: table.count), as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

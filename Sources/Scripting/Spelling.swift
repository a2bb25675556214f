/// Guesses what somebody meant by a name that does not exist.
public enum Spelling {
  /// The name in `names` nearest to `name` by Levenshtein distance, at most a third of its length away; ties: first.
  public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let letters = Array(name.utf8)
    let limit = max(1, letters.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in names {
      let distance = distance(letters, Array(candidate.utf8))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let next = min(diagonal + (byte == other ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[right.count]
  }
}

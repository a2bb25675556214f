/// A version as semver.org 2.0.0 writes it, without build metadata.
public struct SemanticVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let major, minor, patch: Int
  /// What stands behind the hyphen, part by part; empty for a release.
  public let prerelease: [String]

  /// The version `major.minor.patch`.
  public init(_ major: Int, _ minor: Int, _ patch: Int, prerelease: [String] = []) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// The version written `text`, or `nil` when it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap(Self.number)
    guard numbers.count == 3, parts[0].split(separator: ".", omittingEmptySubsequences: false).count == 3 else {
      return nil
    }
    var prerelease: [String] = []
    if parts.count == 2 {
      prerelease = parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard prerelease.allSatisfy(Self.isIdentifier) else { return nil }
    }
    self.init(numbers[0], numbers[1], numbers[2], prerelease: prerelease)
  }

  /// A number without leading zeros, small enough for everybody.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text == "0" || text.first != "0"
    else { return nil }
    return Int(text)
  }

  private static func isIdentifier(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 32 else { return false }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
      }
    }
    return number(Substring(text)) != nil
  }

  public var description: String {
    "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
  }

  public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let (one, two) = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
    if one != two { return one < two }
    // A release comes after all its pre-releases.
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (first, second) in zip(left.prerelease, right.prerelease) where first != second {
      switch (Int(first), Int(second)) {
      case (let first?, let second?): return first < second
      case (.some, nil): return true
      case (nil, .some): return false
      case (nil, nil): return first.utf8.lexicographicallyPrecedes(second.utf8)
      }
    }
    return left.prerelease.count < right.prerelease.count
  }
}

/// The versions that meet every one of some comparisons, such as `>=1.2.0 <2.0.0`.
///
/// `^1.2.0` stands for `>=1.2.0` below the next version that may break (2.0.0; of 0.x the next 0.y), a bare version for
/// itself, `*` for all. A pre-release is in a range only where a comparison names a pre-release of the same version.
public struct VersionRange: Hashable, Sendable, CustomStringConvertible {
  private enum Comparison: Hashable, Sendable {
    case atLeast(SemanticVersion), above(SemanticVersion), atMost(SemanticVersion), below(SemanticVersion)
    case equal(SemanticVersion)

    var version: SemanticVersion {
      switch self {
      case .atLeast(let version), .above(let version), .atMost(let version), .below(let version), .equal(let version):
        version
      }
    }

    func admits(_ version: SemanticVersion) -> Bool {
      switch self {
      case .atLeast(let limit): version >= limit
      case .above(let limit): version > limit
      case .atMost(let limit): version <= limit
      case .below(let limit): version < limit
      case .equal(let limit): version == limit
      }
    }
  }

  public let description: String
  private let comparisons: [Comparison]

  /// The range written `text`, or `nil` when it is none.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    guard !words.isEmpty, words.count <= 8 else { return nil }
    var comparisons: [Comparison] = []
    for word in words where word != "*" {
      guard let read = Self.comparisons(String(word)) else { return nil }
      comparisons += read
    }
    self.comparisons = comparisons
    description = words.joined(separator: " ")
  }

  private static func comparisons(_ word: String) -> [Comparison]? {
    func version(_ prefix: String) -> SemanticVersion? {
      word.hasPrefix(prefix) ? SemanticVersion(String(word.dropFirst(prefix.count))) : nil
    }
    if let low = version("^") {
      let next =
        low.major > 0
        ? SemanticVersion(low.major + 1, 0, 0)
        : low.minor > 0 ? SemanticVersion(0, low.minor + 1, 0) : SemanticVersion(0, 0, low.patch + 1)
      return [.atLeast(low), .below(next)]
    }
    if let low = version(">=") { return [.atLeast(low)] }
    if let high = version("<=") { return [.atMost(high)] }
    if let low = version(">") { return [.above(low)] }
    if let high = version("<") { return [.below(high)] }
    if let exact = version("=") ?? version("") { return [.equal(exact)] }
    return nil
  }

  /// Whether `version` lies in the range.
  public func contains(_ version: SemanticVersion) -> Bool {
    guard comparisons.allSatisfy({ $0.admits(version) }) else { return false }
    return version.prerelease.isEmpty
      || comparisons.contains {
        !$0.version.prerelease.isEmpty
          && ($0.version.major, $0.version.minor, $0.version.patch) == (version.major, version.minor, version.patch)
      }
  }
}

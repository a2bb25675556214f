public import ArticleModel

/// Groups the mentions of one thing: the same name in any spelling, a surname and the full name that ends in it, an
/// acronym and the long form it abbreviates.
///
/// A surname that two full names share stays alone: what is ambiguous is not decided.
public struct EntityAnalyzer: Analyzer {
  public let id = "entities"
  public let version = "1"
  public let requires: Set<Layer> = [.mentions]
  public let provides: Set<Layer> = [.entities]

  /// The analyser.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    var groups: [Group] = []
    var byKey: [Key: Int] = [:]
    for (index, mention) in article.mentions.enumerated() {
      let name = article.text[mention.span]
      let key = Key(type: mention.type, name: NameFolding.fold(name))
      if let group = byKey[key] {
        groups[group].mentions.append(index)
      } else {
        byKey[key] = groups.count
        groups.append(Group(key: key, mentions: [index], words: Self.words(of: name)))
      }
    }
    let parents = Self.parents(of: groups)
    write(groups, parents, to: &article)
  }

  private struct Key: Hashable {
    var type: EntityType
    var name: [UInt8]
  }

  private struct Group {
    var key: Key
    var mentions: [Int]
    /// The words of the first spelling, for the initials.
    var words: [String]
  }

  private static func words(of name: String) -> [String] {
    name.split { $0 == " " || $0 == "-" || $0 == "'" || $0 == "’" || $0 == "\u{A0}" }.map(String.init)
  }

  /// For each group the one it belongs to, or itself.
  private static func parents(of groups: [Group]) -> [Int] {
    // Full names by their last word, long forms by their initials; nil where two compete.
    var bySurname: [Key: Int?] = [:]
    var byInitials: [Key: Int?] = [:]
    for (index, group) in groups.enumerated() where group.words.count > 1 {
      if group.key.type == .person, let last = group.words.last {
        let key = Key(type: .person, name: NameFolding.fold(last))
        bySurname[key] = bySurname[key] == nil ? .some(index) : .some(nil)
      } else if group.key.type == .organization {
        let initials = group.words.filter { $0.first?.isUppercase == true }.compactMap(\.first)
        guard initials.count > 1 else { continue }
        let key = Key(type: .organization, name: NameFolding.fold(String(initials)))
        byInitials[key] = byInitials[key] == nil ? .some(index) : .some(nil)
      }
    }
    return groups.indices.map { index in
      let group = groups[index]
      guard group.words.count == 1 else { return index }
      switch group.key.type {
      case .person: return (bySurname[group.key] ?? nil) ?? index
      case .organization: return (byInitials[group.key] ?? nil) ?? index
      case .location: return index
      }
    }
  }

  private func write(_ groups: [Group], _ parents: [Int], to article: inout Article) {
    var members: [Int: [Int]] = [:]
    for (index, parent) in parents.enumerated() { members[parent, default: []] += groups[index].mentions }
    let ordered = members.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    article.entities = ordered.map { mentions in
      var names: [String] = []
      for mention in mentions {
        let name = article.text[article.mentions[mention].span]
        if !names.contains(name) { names.append(name) }
      }
      // The fullest spelling names the entity; of two as full, the one in ordinary capitals, then the earlier.
      let fullest = names.max {
        ($0.utf8.count, $1 == $1.uppercased() ? 1 : 0) < ($1.utf8.count, $0 == $0.uppercased() ? 1 : 0)
      }
      let name = fullest ?? ""
      let spans = mentions.map { article.mentions[$0].span }
      return Entity(
        type: article.mentions[mentions[0]].type, name: name, aliases: names.filter { $0 != name }, mentions: mentions,
        evidence: Evidence(
          by: id, rule: "same-name", version: version, confidence: Confidence(hundredths: 90),
          spans: Array(spans.prefix(8))))
    }
    for (entity, mentions) in ordered.enumerated() {
      for mention in mentions { article.mentions[mention].entity = entity }
    }
  }
}

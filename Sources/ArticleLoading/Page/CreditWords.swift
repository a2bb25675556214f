import CLanguageData

/// The words of bylines and datelines.
enum CreditWords {
  /// What a word is for; described in the table.
  enum Role: String, Sendable {
    case cue, with, source, desk, agency, post, at, particle, title, domain, article
  }

  private static let phrases: [Role: PhraseTable<Void>] = {
    var tables: [Role: PhraseTable<Void>] = [:]
    for row in EmbeddedTable.rows(of: workbench_loading_bylines()) where row.count == 2 {
      if let role = Role(rawValue: row[0]) { tables[role, default: PhraseTable()].add(row[1], ()) }
    }
    return tables
  }()

  /// The end of the longest phrase for `role` that begins at token `start`.
  static func end(of role: Role, _ tokens: [LineToken], _ start: Int) -> Int? {
    phrases[role]?.match(tokens, at: start).map { start + $0.length }
  }

  /// The end of an agency's name; an abbreviation counts only in capitals.
  static func endOfAgency(_ tokens: [LineToken], _ start: Int) -> Int? {
    guard let end = end(of: .agency, tokens, start) else { return nil }
    let isAbbreviation = end - start == 1 && tokens[start].length <= 4
    let casing = tokens[start].casing
    return isAbbreviation && casing != .upper || casing == .lower ? nil : end
  }

  /// The end of a site's name such as "exemple.net", or of an e-mail address, that begins at token `start`.
  static func endOfSite(_ tokens: [LineToken], _ start: Int) -> (end: Int, isAddress: Bool)? {
    guard tokens[start].kind != .mark else { return nil }
    var end = start + 1
    var isAddress = false
    var lastDot: Int?
    while end < tokens.count, !tokens[end].spaceBefore {
      switch tokens[end].folded {
      case "@": isAddress = true
      case ".": lastDot = end
      case "-", "_": break
      default:
        if tokens[end].kind == .mark { return site(tokens, end, lastDot, isAddress) }
      }
      end += 1
    }
    return site(tokens, end, lastDot, isAddress)
  }

  private static func site(
    _ tokens: [LineToken], _ end: Int, _ lastDot: Int?, _ isAddress: Bool
  ) -> (end: Int, isAddress: Bool)? {
    guard var lastDot else { return nil }
    var end = end
    if lastDot == end - 1 {
      end -= 1
      guard let earlier = tokens[..<lastDot].lastIndex(where: { $0.folded == "." || $0.spaceBefore }),
        tokens[earlier].folded == "."
      else { return nil }
      lastDot = earlier
    }
    guard self.end(of: .domain, tokens, lastDot + 1) == end else { return nil }
    return (end, isAddress)
  }
}

/// A run of words written like a person's or a publication's name.
struct NameRun: Sendable {
  var tokens: Range<Int>
  /// Words, an initial and a hyphenated name counting one each.
  var words = 0
  /// Whether a family name stands in capitals beside a name that does not.
  var hasCapitalSurname = false
  /// "L. B.", "F.D.D.": initials alone.
  var isInitials = false

  private static let mostWords = 6

  /// The run that begins at token `start`; `nil` when there is none.
  ///
  /// `mayBeginWithArticle` lets "La Gazette" be a name, which is no person's.
  init?(_ all: [LineToken], at start: Int, mayBeginWithArticle: Bool = false) {
    var index = start
    if let end = CreditWords.end(of: .title, all, index), end < all.count {
      index = all[end].folded == "." ? end + 1 : end
    }
    if !mayBeginWithArticle, index < all.count, all[index].length > 1,
      CreditWords.end(of: .article, all, index) != nil
    {
      return nil
    }
    var capitals = 0
    var capitalised = 0
    var initials = 0
    var end = index
    while index < all.count, words < Self.mostWords {
      let token = all[index]
      let isJoined = !token.spaceBefore && index > start && ["-", "'", "’"].contains(all[index - 1].folded)
      if token.kind == .word, token.casing != .lower {
        if end > start, !isJoined, Self.beginsOther(all, index) { break }
        if !isJoined { words += 1 }
        switch token.casing {
        case _ where token.length == 1: initials += 1
        case .upper: capitals += 1
        default: capitalised += 1
        }
        index += 1
        if index < all.count, all[index].folded == ".", !all[index].spaceBefore, token.length <= 3 {
          if token.length > 1 { initials += 1 }
          index += 1
        }
        end = index
        if index < all.count, ["-", "'", "’"].contains(all[index].folded), !all[index].spaceBefore { index += 1 }
      } else if end > start, let next = CreditWords.end(of: .particle, all, index), next < all.count,
        all[next].kind == .word, all[next].casing != .lower
      {
        index = next
      } else if end > start, isJoined, token.kind == .word {
        // The second half of "Abdel-kader".
        index += 1
        end = index
      } else {
        break
      }
    }
    guard words > 0 else { return nil }
    tokens = start..<end
    hasCapitalSurname = capitals > 0 && capitalised + initials > 0
    isInitials = capitalised == 0 && initials >= words && words >= 1 && (words > 1 || initials > 1 || capitals == 1)
  }

  /// Whether another part of a byline begins here.
  private static func beginsOther(_ tokens: [LineToken], _ index: Int) -> Bool {
    CreditWords.endOfAgency(tokens, index) != nil || CreditWords.end(of: .desk, tokens, index) != nil
      || CreditWords.end(of: .post, tokens, index) != nil
  }
}

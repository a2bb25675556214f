import ArticleModel

/// Reads the names of one article, sentence by sentence, then once more with what was found.
struct NameReader {
  private let article: Article
  private let tokens: TokenColumns
  private let gazetteer: Gazetteer
  private let shapes: [NameShape]

  private static let connectors: Set<String> = ["de", "du", "des", "la", "le", "les", "l'", "d'", "et", "pour"]
  private static let particles: Set<String> = ["de", "da", "dos", "ben", "bin", "ould", "ag", "el", "al", "van", "von"]
  private static let prepositions: Set<String> = ["à", "au", "aux", "en", "vers", "depuis", "entre"]

  init(_ article: Article, gazetteer: Gazetteer, functionWords: Set<String>) {
    self.article = article
    self.gazetteer = gazetteer
    tokens = article.tokens
    let strings = article.tokens.strings
    shapes = (0..<strings.count).map {
      NameShape(strings[UInt32($0)], gazetteer: gazetteer, functionWords: functionWords)
    }
  }

  func read() -> [FoundName] {
    var found: [FoundName] = []
    for (number, sentence) in article.sentenceTokens.enumerated() {
      read(sentence, isShouted: isShouted(number), into: &found)
    }
    return completed(found)
  }

  private func shape(_ index: Int) -> NameShape { shapes[Int(tokens.forms[index])] }
  private func form(_ index: Int) -> String { tokens.form(index) }

  /// Whether most words of a sentence are in capitals: then capitals say nothing.
  private func isShouted(_ sentence: Int) -> Bool {
    let words = article.sentenceTokens[sentence].filter { shape($0).isWord }
    return words.count > 3 && words.filter { shape($0).isAllCapitals }.count * 10 > words.count * 6
  }

  private func read(_ sentence: Range<Int>, isShouted: Bool, into found: inout [FoundName]) {
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard let name = name(at: index, in: sentence, isShouted: isShouted) else {
        index += 1
        continue
      }
      found.append(name)
      index = name.tokens.upperBound
    }
  }

  private func name(at index: Int, in sentence: Range<Int>, isShouted: Bool) -> FoundName? {
    let shape = shape(index)
    if shape.isAddress { return FoundName(tokens: index..<(index + 1), type: .organization, rule: .address) }
    guard shape.isCapitalized || shape.isHead, !shape.isFunctionWord else { return nil }
    if let institution = institution(at: index, in: sentence, isShouted: isShouted) { return institution }
    guard shape.isCapitalized else { return nil }
    // A title in capitals is no part of the name behind it.
    if shape.isTitle, index + 1 < sentence.upperBound, self.shape(index + 1).isCapitalized { return nil }
    let title = title(before: index, in: sentence)
    if title == nil, let known = known(at: index, in: sentence) { return known }
    if isShouted { return nil }
    return sequence(at: index, in: sentence, title: title)
  }

  // MARK: Rules

  /// The longest name of the gazetteer that begins here.
  private func known(at index: Int, in sentence: Range<Int>) -> FoundName? {
    var key: [UInt8] = []
    var best: FoundName?
    for end in index..<min(index + 10, sentence.upperBound) {
      guard shape(end).isWord || form(end) == "-" else { break }
      tokens.strings.withBytes(of: tokens.forms[end]) { NameFolding.append($0, to: &key) }
      guard let entry = gazetteer.index(of: NameHash(key)) else { break }
      let classes = gazetteer.classes(at: entry)
      if let type = type(of: classes, isLong: end > index), shape(end).isCapitalized || end > index {
        best = FoundName(tokens: index..<(end + 1), type: type, rule: .known)
      }
      if !classes.contains(.prefix) { break }
    }
    guard let best, best.type == .location, best.tokens.upperBound < sentence.upperBound else { return best }
    // A capitalised word behind a place that is also a first name or surname begins a person's name.
    let next = best.tokens.upperBound
    let isPerson = best.tokens.count == 1 && shape(index).isFirstName && shape(next).isCapitalized && shape(next).isWord
    return isPerson ? nil : best
  }

  private func type(of classes: NameClasses, isLong: Bool) -> EntityType? {
    if !classes.isDisjoint(with: [.country, .capital, .region, .largeTown]) { return .location }
    if !classes.isDisjoint(with: .anyOrganization) { return .organization }
    if !classes.isDisjoint(with: [.division, .landform, .town]) { return .location }
    return isLong && classes.contains(.smallTown) ? .location : nil
  }

  /// "Ecole nationale de police", "ministère de la Santé": a head, then capitals joined by small words.
  private func institution(at index: Int, in sentence: Range<Int>, isShouted: Bool) -> FoundName? {
    guard shape(index).isHead, !isShouted else { return nil }
    // Behind a head in small letters only "de", "du", "des" and articles may stand before the capital.
    let isProper = shape(index).isCapitalized
    var end = index + 1
    var small = 0
    var next = index + 1
    var hasName = false
    while next < sentence.upperBound, next - index < 14, small < 6 {
      let shape = shape(next)
      if shape.isCapitalized, shape.isWord {
        // The town behind a name that is complete says where, not which.
        if hasName, shape.isTown, next > end { break }
        // Behind a head in small letters stands a matter ("de la Santé"), not a name of its own.
        if !isProper, shape.isHead || shape.isAcronym || shape.isFirstName { return nil }
        hasName = true
        small = 0
        end = next + 1
      } else if shape.isWord, shape.isLowerCase,
        isProper ? !hasName || Self.connectors.contains(form(next)) : !hasName && Self.connectors.contains(form(next))
      {
        small += 1
      } else {
        break
      }
      next += 1
    }
    // A head in small letters is a name only with a capital behind it; one word is never enough.
    guard end > index + 1, hasName, isProper || (end - index >= 3 && shape(index).isInstitutionHead) else { return nil }
    return FoundName(tokens: index..<end, type: .organization, rule: .institution)
  }

  /// Capitalised words in a row, with particles between them.
  private func sequence(at index: Int, in sentence: Range<Int>, title: Range<Int>?) -> FoundName? {
    guard shape(index).isWord else { return nil }
    var end = index + 1
    while end < sentence.upperBound {
      if shape(end).isWord, shape(end).isCapitalized {
        end += 1
      } else if end + 1 < sentence.upperBound, end > index, Self.particles.contains(form(end)), form(end) != "de",
        shape(end + 1).isWord, shape(end + 1).isCapitalized
      {
        end += 2
      } else {
        break
      }
    }
    let range = index..<end
    if title != nil { return FoundName(tokens: range, type: .person, rule: .title, title: title) }
    if shape(index).isFirstName, range.count > 1 {
      return FoundName(tokens: range, type: .person, rule: .firstName)
    }
    if range.count == 1, shape(index).isAcronym {
      return FoundName(tokens: range, type: .organization, rule: .acronym)
    }
    let isFirst = index == sentence.lowerBound || (shape(index - 1).isWord == false && index - 1 == sentence.lowerBound)
    if !isFirst, Self.prepositions.contains(form(index - 1).lowercased()) {
      return FoundName(tokens: range, type: .location, rule: .preposition)
    }
    // Two capitals in a row are a person unless a small word would do as well at the start of a sentence.
    guard range.count > 1, !shape(index).isHead else { return nil }
    return FoundName(tokens: range, type: .person, rule: .sequence)
  }

  /// The titles right before a name ("le général de brigade X", "M. X").
  private func title(before index: Int, in sentence: Range<Int>) -> Range<Int>? {
    guard index > sentence.lowerBound, shape(index - 1).isTitle else { return nil }
    var start = index - 1
    while start > sentence.lowerBound {
      if shape(start - 1).isTitle {
        start -= 1
      } else if start - 1 > sentence.lowerBound, Self.connectors.contains(form(start - 1)), shape(start - 2).isTitle {
        start -= 2
      } else {
        break
      }
    }
    return start..<index
  }

  // MARK: The second pass

  /// Adds bare names that were found in a clear context elsewhere.
  private func completed(_ found: [FoundName]) -> [FoundName] {
    var types: [UInt32: EntityType] = [:]
    for name in found {
      let last = tokens.forms[name.tokens.upperBound - 1]
      if name.type == .person || (name.tokens.count == 1 && name.rule != .preposition),
        shape(name.tokens.upperBound - 1).isCapitalized
      {
        types[last] = types[last] ?? name.type
      }
    }
    var result: [FoundName] = []
    var next = 0
    for sentence in article.sentenceTokens {
      var index = sentence.lowerBound
      while index < sentence.upperBound {
        if next < found.count, found[next].tokens.lowerBound == index {
          result.append(found[next])
          index = found[next].tokens.upperBound
          next += 1
          continue
        }
        if shape(index).isCapitalized, shape(index).isWord, let type = types[tokens.forms[index]] {
          result.append(
            FoundName(
              tokens: index..<(index + 1), type: type, rule: .repeated, title: title(before: index, in: sentence)))
        }
        index += 1
      }
    }
    return result
  }
}

/// What the spelling of a form says, found once for each distinct form of an article.
struct NameShape {
  var isWord = false
  var isCapitalized = false
  var isAllCapitals = false
  var isLowerCase = false
  var isAddress = false
  /// A word that a sentence may begin with and that begins no name.
  let isFunctionWord: Bool
  private var classes: NameClasses = []

  init(_ form: String, gazetteer: Gazetteer, functionWords: Set<String>) {
    isFunctionWord = functionWords.contains(form.lowercased())
    let scalars = form.unicodeScalars
    guard let first = scalars.first else { return }
    isWord = scalars.contains { $0.properties.isAlphabetic }
    isCapitalized = first.properties.isUppercase
    let letters = scalars.filter(\.properties.isAlphabetic)
    isAllCapitals = letters.count > 1 && letters.allSatisfy(\.properties.isUppercase)
    isLowerCase = first.properties.isLowercase
    let parts = form.split(separator: ".", omittingEmptySubsequences: false)
    isAddress =
      parts.count > 1 && (2...4).contains(parts.last?.count ?? 0) && parts.allSatisfy { $0.count > 1 }
      && !form.contains("@") && isWord && !form.contains("/") && parts.last!.allSatisfy { $0.isLowercase }
    classes = gazetteer.classes(of: form)
  }

  var isInstitutionHead: Bool { classes.contains(.institutionHead) }
  var isHead: Bool { !classes.isDisjoint(with: [.institutionHead, .bodyHead]) }
  var isFirstName: Bool { !classes.isDisjoint(with: .anyFirstName) }
  var isTitle: Bool { !classes.isDisjoint(with: .anyTitle) }
  var isTown: Bool { !classes.isDisjoint(with: [.capital, .town, .largeTown]) }
  var isAcronym: Bool { isAllCapitals && isWord }
}

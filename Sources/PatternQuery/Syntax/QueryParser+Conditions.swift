extension QueryParser {
  // MARK: Structures

  /// `<s>`, `</s>`, `<s/>`, the first and last with conditions on attributes.
  mutating func tag() throws(QueryError) -> Pattern {
    let place = index
    index += 1
    let isEnd = skip("/")
    let condition = try structure(openedAt: place, mayHaveAttributes: !isEnd)
    if isEnd {
      guard skip(">") else { throw unclosedTag(place) }
      return .regionEnd(condition.name)
    }
    if skip("/") {
      guard skip(">") else { throw unclosedTag(place) }
      return .region(condition)
    }
    guard skip(">") else { throw unclosedTag(place) }
    return .regionStart(condition)
  }

  private func unclosedTag(_ place: Int) -> QueryError {
    if peek == nil { return error("`<` is never closed", at: place, expected: "`/>` or `>`") }
    return error("\(shown) cannot stand in a tag", expected: "an attribute, `/>` or `>`")
  }

  private mutating func structure(openedAt place: Int, mayHaveAttributes: Bool) throws(QueryError) -> StructureCondition
  {
    skipSpace()
    let namePlace = index
    guard let name = identifier() else {
      throw error("a structure's name is missing", expected: "a name such as `s` or `quote`")
    }
    let attributes = try structureAttributes(of: name, at: namePlace)
    var condition = StructureCondition(name: name)
    while true {
      skipSpace()
      if skip("&") { skipSpace() }
      let attributePlace = index
      guard let attribute = identifier() else { return condition }
      if !mayHaveAttributes { throw error("an end tag has no attributes", at: attributePlace, expected: "`>`") }
      guard vocabulary.mayAsk(attribute, of: name) else {
        throw error(
          "`\(name)` has no attribute `\(attribute)`", at: attributePlace,
          expected: attributes.isEmpty ? "`/>` or `>`" : attributes.sorted().joined(separator: ", "),
          remedy: nearestName(to: attribute, among: attributes).map { "did you mean `\($0)`?" })
      }
      let (negated, anyItem) = try comparison(after: attribute)
      let test = try value(feature: nil, anyItem: anyItem, attribute: attribute)
      condition.tests.append(.init(attribute: attribute, test: test, negated: negated))
    }
  }

  private mutating func structureAttributes(of name: String, at place: Int) throws(QueryError) -> Set<String> {
    query.structures.insert(name)
    if let attributes = vocabulary.structures[name] { return attributes }
    if vocabulary.openStructures.contains(name) { return [] }
    let customary = [
      "sentence": "s", "sent": "s", "doc": "article", "text": "article", "np": "ent", "mention": "ent",
      "title": "headline",
    ]
    let nearest =
      customary[name].flatMap { vocabulary.structures[$0] == nil ? nil : $0 }
      ?? nearestName(to: name, among: vocabulary.structureNames)
    throw error(
      "unknown structure `\(name)`", at: place, expected: vocabulary.structureNames.joined(separator: ", "),
      remedy: nearest.map { "did you mean `\($0)`?" })
  }

  // MARK: Within and containing

  mutating func parseFilters() throws(QueryError) -> [Filter] {
    var filters: [Filter] = []
    while true {
      skipSpace()
      guard isFilterNext() else { return filters }
      if filters.count == 16 { throw error("more than 16 filters") }
      var negated = skip("!")
      skipSpace()
      var name = identifier()!
      if name == "not" {
        negated.toggle()
        skipSpace()
        name = identifier()!
      }
      let relation: Filter.Relation = name == "within" ? .within : .containing
      filters.append(Filter(relation: relation, negated: negated, target: try target(of: relation)))
    }
  }

  private mutating func target(of relation: Filter.Relation) throws(QueryError) -> Filter.Target {
    skipSpace()
    let place = index
    let keyword = relation == .within ? "within" : "containing"
    guard let byte = peek else {
      throw error(
        "`\(keyword)` is not followed by anything", expected: "a structure such as `s` or `<quote/>`, or a pattern")
    }
    if relation == .within, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), let count = number() {
      skipSpace()
      guard count > 0 else { throw error("`within 0` matches nothing", at: place) }
      guard let name = peekIdentifier(), !isFilterNext() else { return .tokens(count) }
      if name == "words" || name == "tokens" || name == "word" {
        _ = identifier()
        return .tokens(count)
      }
      let namePlace = index
      _ = identifier()
      _ = try structureAttributes(of: name, at: namePlace)
      return .regions(count, StructureCondition(name: name))
    }
    if let name = peekIdentifier(), !isLabelNext() {
      _ = identifier()
      _ = try structureAttributes(of: name, at: place)
      return .region(StructureCondition(name: name))
    }
    filterDepth += 1
    defer { filterDepth -= 1 }
    try enter()
    defer { depth -= 1 }
    if byte == UInt8(ascii: "("), let inner = try parenthesizedQuery() { return inner }
    let pattern = try alternation()
    if case .region(let condition) = pattern { return .region(condition) }
    if case .regionStart(let condition) = pattern {
      throw error(
        "`<\(condition.name)>` only marks where a structure begins", at: place,
        remedy: "write `<\(condition.name)/>` for the whole structure")
    }
    return .query(pattern, [])
  }

  /// `( pattern within … )`; `nil`, with nothing read, when the brackets only begin a pattern.
  private mutating func parenthesizedQuery() throws(QueryError) -> Filter.Target? {
    // Each level may be read twice, so the levels are few.
    if filterDepth > 4 { throw error("filters are nested more than four deep") }
    let saved = self
    index += 1
    let pattern: Pattern
    do throws(QueryError) { pattern = try alternation() } catch {
      self = saved
      return nil
    }
    let filters = try parseFilters()
    skipSpace()
    guard !filters.isEmpty else {
      self = saved
      return nil
    }
    guard skip(")") else { throw error("`(` is never closed", at: saved.index, expected: "`)`") }
    return .query(pattern, filters)
  }

  // MARK: Global conditions

  mutating func globalCondition() throws(QueryError) -> GlobalCondition {
    try enter()
    defer { depth -= 1 }
    var parts = [try globalConjunction()]
    while try joins(UInt8(ascii: "|")) { parts.append(try globalConjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func globalConjunction() throws(QueryError) -> GlobalCondition {
    var parts = [try globalUnary()]
    while try joins(UInt8(ascii: "&")) { parts.append(try globalUnary()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func globalUnary() throws(QueryError) -> GlobalCondition {
    skipSpace()
    try enter()
    defer { depth -= 1 }
    let place = index
    if skip("!") { return .not(try globalUnary()) }
    if skip("(") {
      let inner = try globalCondition()
      skipSpace()
      guard skip(")") else { throw error("`(` is never closed", at: place, expected: "`)`") }
      return inner
    }
    guard let name = identifier() else {
      throw error(
        peek == nil ? "the condition is missing" : "\(shown) cannot begin a condition",
        expected: "a label, as in `a.lemma = b.lemma`")
    }
    if name == "distance" || name == "dist" || name == "distabs", labelNumbers[name] == nil { return try distance() }
    let reference = try self.reference(name, at: place)
    guard skip(".") else { return .isSet(reference) }
    let (column, feature) = try referencedAttribute()
    let (negated, anyItem) = try comparison(after: "\(name).\(feature ?? column)")
    skipSpace()
    let otherPlace = index
    if let other = peekIdentifier(), !anyItem {
      _ = identifier()
      guard labelNumbers[other] != nil || other == "match" || other == "matchend" || peek == UInt8(ascii: ".") else {
        throw error(
          "`\(other)` is neither a label nor a value", at: otherPlace,
          expected: "a value in quotation marks or a label", remedy: "write `\"\(other)\"` for the word itself")
      }
      let otherReference = try self.reference(other, at: otherPlace)
      guard skip(".") else {
        throw error("the other label's attribute is missing", expected: "`.\(feature ?? column)`")
      }
      let (otherColumn, otherFeature) = try referencedAttribute()
      return .same(
        reference, .init(column: column, feature: feature), otherReference,
        .init(column: otherColumn, feature: otherFeature), negated: negated)
    }
    let test = try value(feature: feature, anyItem: anyItem, attribute: "\(name).\(feature ?? column)")
    return .value(reference, column: column, test: test, negated: negated)
  }

  private mutating func referencedAttribute() throws(QueryError) -> (column: String, feature: String?) {
    let place = index
    guard let name = identifier() else {
      throw error("the label's attribute is missing", expected: "an attribute such as `lemma`")
    }
    return try attribute(name, at: place)
  }

  private func reference(_ name: String, at place: Int) throws(QueryError) -> GlobalCondition.Reference {
    if let label = labelNumbers[name] { return .label(label) }
    if name == "match" { return .first }
    if name == "matchend" { return .last }
    throw error(
      "there is no label `\(name)` in the pattern", at: place,
      expected: query.labels.isEmpty ? nil : query.labels.joined(separator: ", "),
      remedy: nearestName(to: name, among: query.labels).map { "did you mean `\($0)`?" }
        ?? "put the label before a token of the pattern: `\(name):[…]`")
  }

  /// What follows `distance`: `(a, b) <= 5`.
  private mutating func distance() throws(QueryError) -> GlobalCondition {
    skipSpace()
    guard skip("(") else { throw error("`distance` compares two labels", expected: "`distance(a, b) <= 5`") }
    var references: [GlobalCondition.Reference] = []
    for _ in 0..<2 {
      skipSpace()
      let place = index
      guard let name = identifier() else { throw error("a label is missing", expected: "`distance(a, b) <= 5`") }
      references.append(try reference(name, at: place))
      skipSpace()
      guard skip(references.count == 1 ? "," : ")") else {
        throw error("`distance` is not complete", expected: references.count == 1 ? "`,`" : "`)`")
      }
    }
    skipSpace()
    let place = index
    let comparison: GlobalCondition.Comparison
    if skip("<=") {
      comparison = .lessOrEqual
    } else if skip(">=") {
      comparison = .greaterOrEqual
    } else if skip("!=") {
      comparison = .notEqual
    } else if skip("<") {
      comparison = .less
    } else if skip(">") {
      comparison = .greater
    } else if skip("=") {
      comparison = .equal
    } else {
      throw error(
        "the distance is not compared with anything", expected: "`<`, `<=`, `=`, `!=`, `>=` or `>` and a number")
    }
    skipSpace()
    guard let count = number() else {
      throw error("the distance is compared with no number", at: place, expected: "a number of tokens")
    }
    return .distance(references[0], references[1], comparison, count)
  }
}

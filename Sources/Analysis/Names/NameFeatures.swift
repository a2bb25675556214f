import ArticleModel

/// Groups of features, so that training can measure what each brings.
package struct NameFeatureGroups: OptionSet, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let words = NameFeatureGroups(rawValue: 1 << 0)
  package static let affixes = NameFeatureGroups(rawValue: 1 << 1)
  package static let shapes = NameFeatureGroups(rawValue: 1 << 2)
  package static let clusters = NameFeatureGroups(rawValue: 1 << 3)
  package static let lexicon = NameFeatureGroups(rawValue: 1 << 4)
  package static let gazetteer = NameFeatureGroups(rawValue: 1 << 5)
  package static let usage = NameFeatureGroups(rawValue: 1 << 6)
  package static let neighbours = NameFeatureGroups(rawValue: 1 << 7)
  package static let runs = NameFeatureGroups(rawValue: 1 << 8)
  package static let titles = NameFeatureGroups(rawValue: 1 << 9)
  package static let partsOfSpeech = NameFeatureGroups(rawValue: 1 << 10)
  package static let page = NameFeatureGroups(rawValue: 1 << 11)
  package static let evidence = NameFeatureGroups(rawValue: 1 << 12)
  package static let secondPass = NameFeatureGroups(rawValue: 1 << 13)

  package static let all = NameFeatureGroups(rawValue: (1 << 14) - 1)

  /// The groups by name.
  package static let byName: [(name: String, group: NameFeatureGroups)] = [
    ("words", .words), ("affixes", .affixes), ("shapes", .shapes), ("clusters", .clusters), ("lexicon", .lexicon),
    ("gazetteer", .gazetteer), ("usage", .usage), ("neighbours", .neighbours), ("runs", .runs), ("titles", .titles),
    ("parts-of-speech", .partsOfSpeech), ("page", .page), ("evidence", .evidence), ("second-pass", .secondPass),
  ]
}

/// The feature templates of the name recogniser, as rows of its weight table.
///
/// Those of one form alone are summed once a form and place; the others are looked up for every token.
package enum NameFeatures {
  /// The places a form is seen from: the token itself, the one before, behind, two before, two behind.
  package static let places = 5

  @inline(__always)
  private static func row(_ template: UInt64, _ value: UInt64) -> UInt64 { FormHash.mix(value, template &+ 1000) }

  /// Calls `body` with a row for each list on which a name stands.
  @inline(__always)
  private static func lists(_ template: UInt64, _ classes: NameClasses, _ context: UInt64, _ body: (UInt64) -> Void) {
    var bits = classes.subtracting([.prefix, .annotatedFirstName]).rawValue
    while bits != 0 {
      body(row(template, UInt64(bits.trailingZeroBitCount) | context << 5))
      bits &= bits - 1
    }
  }

  /// Calls `body` with the hash of each feature of a form as seen from `place`.
  @inline(__always)
  package static func ofForm(
    _ form: NameForm, at place: Int, _ groups: NameFeatureGroups, _ body: (UInt64) -> Void
  ) {
    let base = UInt64(place) * 40
    let letters = form.letters
    if groups.contains(.words) { body(row(base, form.form.word)) }
    if groups.contains(.shapes) { body(row(base + 1, form.spelling)) }
    if groups.contains(.clusters) {
      body(row(base + 2, form.form.coarse | letters << 32))
      if place < 3 { body(row(base + 3, form.form.fine | letters << 32)) }
    }
    if groups.contains(.lexicon) { body(row(base + 4, form.form.category | letters << 50)) }
    if groups.contains(.gazetteer) { lists(base + 5, form.classes, letters, body) }
    if groups.contains(.usage), form.usage != 0, place < 3 {
      body(row(base + 6, UInt64(form.usage >> 6) | letters << 32))
      body(row(base + 7, UInt64(form.usage & 63) | letters << 32))
    }
    if place == 1 || place == 2 {
      if groups.contains(.affixes) { body(row(base + 8, form.form.endings.2)) }
      if groups.contains(.words) { body(row(base + 9, form.exact)) }
    }
    guard place == 0 else { return }
    if groups.contains(.words) { body(row(10, form.exact)) }
    if groups.contains(.affixes) {
      body(row(11, form.form.endings.0))
      body(row(12, form.form.endings.1 ^ letters))
      body(row(13, form.form.endings.2 ^ letters))
      body(row(14, form.form.endings.3))
      body(row(15, form.form.endings.4))
      body(row(16, form.form.beginnings.0))
      body(row(17, form.form.beginnings.1 ^ letters))
    }
    if groups.contains(.shapes) { body(row(18, form.form.shape)) }
    if groups.contains(.gazetteer) {
      // What all lists together say, and whether the form is a common word too.
      let isKnown: UInt64 = form.form.entry.categories == 0 ? 0 : 1
      let mask = UInt64(form.classes.subtracting([.prefix, .annotatedFirstName]).rawValue)
      body(row(19, mask | letters << 32 | isKnown << 36))
    }
    if groups.contains(.usage), form.usage != 0 { body(row(20, UInt64(form.usage) | letters << 32)) }
  }

  /// Calls `body` with the hash of each feature that joins several tokens.
  @inline(__always)
  package static func ofToken(
    _ token: Int, in sentence: Int, _ page: NamePage, _ groups: NameFeatureGroups,
    _ before2: NameForm, _ before: NameForm, _ form: NameForm, _ behind: NameForm, _ behind2: NameForm,
    _ body: (UInt64) -> Void
  ) {
    let around = page.around[token]
    let letters = form.letters
    if groups.contains(.neighbours) {
      body(row(300, FormHash.mix(before.form.word, form.form.word)))
      body(row(301, FormHash.mix(form.form.word, behind.form.word)))
      body(row(302, FormHash.mix(before.form.word, form.spelling)))
      body(row(303, FormHash.mix(form.spelling, behind.form.word)))
      body(row(304, FormHash.mix(before2.form.word, before.form.word) ^ letters))
      body(row(305, FormHash.mix(behind.form.word, behind2.form.word) ^ letters))
      body(
        row(306, before.letters | letters << 4 | behind.letters << 8 | before2.letters << 12 | behind2.letters << 16))
      body(row(307, FormHash.mix(before.form.coarse, form.form.coarse) ^ letters))
      body(row(308, FormHash.mix(form.form.coarse, behind.form.coarse) ^ letters))
      body(row(309, FormHash.mix(before.form.fine, letters)))
      body(row(310, FormHash.mix(before.spelling, FormHash.mix(form.spelling, behind.spelling))))
      body(row(311, FormHash.mix(before.form.coarse, FormHash.mix(letters, behind.form.coarse))))
    }
    if groups.contains(.gazetteer) {
      lists(320, around.match, UInt64(around.matchPlace), body)
      let first = UInt64(before.classes.rawValue & 0x3FF_FFFF)
      let own = UInt64(form.classes.rawValue & 0x3FF_FFFF)
      let next = UInt64(behind.classes.rawValue & 0x3FF_FFFF)
      body(row(321, FormHash.mix(first, own) ^ letters))
      body(row(322, FormHash.mix(own, next) ^ letters))
    }
    if groups.contains(.partsOfSpeech) {
      let parts = page.tokens.partsOfSpeech
      let own = UInt64(parts[token].rawValue)
      let previous = before.exact == 1 ? 31 : UInt64(parts[token - 1].rawValue)
      let next = behind.exact == 1 ? 31 : UInt64(parts[token + 1].rawValue)
      body(row(330, own | letters << 8))
      body(row(331, own | previous << 8 | letters << 16))
      body(row(332, own | next << 8 | letters << 16))
      body(row(333, own | previous << 8 | next << 16 | letters << 24))
    }
    if groups.contains(.runs) { ofRun(token, around, page, form, body) }
    if groups.contains(.titles), around.title >= 0 {
      let title = Int(around.title)
      let distance = UInt64(min(token - title, 7)) | (around.isApart ? 8 : 0)
      body(row(350, distance | letters << 8))
      lists(351, page.trait(title).classes.intersection(.anyTitle), distance | letters << 8, body)
      if token > title + 1 {
        body(row(353, FormHash.mix(distance, before.form.category) ^ letters))
      }
    }
    if groups.contains(.page) {
      let traits = page.sentenceTraits[sentence]
      let start: UInt64 = token == traits.firstWord ? 1 : token == page.sentences[sentence].lowerBound ? 2 : 0
      let context = start | (traits.isInCapitals ? 4 : 0) | (around.isQuoted ? 8 : 0) | traits.region << 4
      body(row(360, context | letters << 8))
      body(row(361, start | (traits.isInCapitals ? 4 : 0) | letters << 8 | form.form.category << 12))
      body(row(362, FormHash.mix(form.form.category, (traits.isInCapitals ? 4 : 0) | before.letters | letters << 8)))
      body(row(363, UInt64(around.longForm) | letters << 8))
      body(row(364, traits.region | letters << 8 | before.letters << 10 | behind.letters << 12))
    }
    if groups.contains(.evidence), letters > 1 {
      let evidence = page.evidence[page.key(token)]
      var bits = evidence.rawValue
      while bits != 0 {
        body(row(370, UInt64(bits.trailingZeroBitCount) | letters << 8))
        bits &= bits - 1
      }
      let neighbours = page.neighbours[page.key(token)]
      for index in 0..<4 where neighbours.rulers[index] != 0 { body(row(373, UInt64(neighbours.rulers[index]))) }
      for index in 0..<4 where neighbours.behind[index] != 0 { body(row(374, UInt64(neighbours.behind[index]))) }
      body(row(371, UInt64(evidence.rawValue) | letters << 16))
      body(row(372, FormHash.mix(UInt64(evidence.rawValue), UInt64(form.classes.rawValue & 0x3FF_FFFF))))
    }
  }

  /// The run of capitalised words, the word that rules it, and the head of an institution to the left.
  @inline(__always)
  private static func ofRun(
    _ token: Int, _ around: NamePage.Surroundings, _ page: NamePage, _ form: NameForm, _ body: (UInt64) -> Void
  ) {
    let letters = form.letters
    if !around.run.isEmpty {
      let index = UInt64(min(token - Int(around.run.lowerBound), 3))
      let left = UInt64(min(Int(around.run.upperBound) - token - 1, 3))
      let place = index | left << 2 | letters << 4
      body(row(340, place))
      let first = page.formHash(Int(around.run.lowerBound))
      let last = page.formHash(Int(around.run.upperBound) - 1)
      body(row(341, FormHash.mix(first, min(index, 1))))
      body(row(342, FormHash.mix(last, min(left, 1))))
      lists(343, page.trait(Int(around.run.lowerBound)).classes, min(index, 2) | min(left, 2) << 2, body)
      lists(344, page.trait(Int(around.run.upperBound) - 1).classes, min(index, 2) | min(left, 2) << 2, body)
      let isOf: UInt64 = around.isOf ? 1 : 0
      if around.ruler >= 0 {
        let ruler = Int(around.ruler)
        let hash = page.formHash(ruler)
        body(row(410, page.trait(ruler).letters | isOf << 2 | min(index, 1) << 3 | letters << 4))
        if page.around[ruler].ruler >= 0, page.trait(ruler).isCapitalized {
          body(row(411, FormHash.mix(page.formHash(Int(page.around[ruler].ruler)), min(index, 1) | isOf << 1)))
        } else if ruler > 0 {
          body(row(412, FormHash.mix(page.formHash(ruler - 1), hash) ^ min(index, 1)))
        }
        body(row(345, FormHash.mix(hash, min(index, 1) | isOf << 1)))
        lists(346, page.trait(ruler).classes, min(index, 1) | isOf << 1, body)
        body(row(347, FormHash.mix(hash, UInt64(form.classes.rawValue & 0x1FF))))
      }
      var whole: UInt64 = index | letters << 4
      for token in around.run.prefix(6) { whole = FormHash.mix(whole, page.formHash(Int(token))) }
      body(row(413, whole))
      let behind = Int(around.run.upperBound)
      if behind < page.tokens.count {
        body(row(348, FormHash.mix(page.formHash(behind), min(left, 1))))
        let isVerb = page.tokens.partsOfSpeech[behind] == .verb || page.tokens.partsOfSpeech[behind] == .aux
        body(row(349, (isVerb ? 1 : 0) | min(left, 1) << 1 | min(index, 1) << 2))
      }
    }
    if around.head >= 0 {
      let head = Int(around.head)
      let distance = UInt64(min(token - head, 6))
      let hash = page.formHash(head)
      let isProper: UInt64 = page.trait(head).isCapitalized ? 1 : 0
      body(row(400, distance | letters << 4 | isProper << 8))
      body(row(401, FormHash.mix(hash, letters | isProper << 4)))
      body(row(402, FormHash.mix(hash, distance | letters << 4 | isProper << 8)))
      let part = UInt64(page.tokens.partsOfSpeech[token].rawValue)
      body(row(403, part | distance << 8 | isProper << 12 | letters << 16))
      body(row(404, FormHash.mix(form.form.word, isProper)))
    }
  }

  /// Calls `body` with the hash of each feature that the first reading of the article gives.
  @inline(__always)
  package static func ofSecondPass(
    _ token: Int, _ page: NamePage, _ memory: NameMemory, _ letters: UInt64, _ body: (UInt64) -> Void
  ) {
    let own = UInt64(memory.labels[token])
    let previous = token > 0 ? UInt64(memory.labels[token - 1]) : 99
    let next = token + 1 < memory.labels.count ? UInt64(memory.labels[token + 1]) : 99
    let isSure = UInt64(memory.margins[token])
    body(row(500, own | isSure << 8))
    body(row(501, own | previous << 8 | next << 16))
    body(row(502, previous | letters << 8))
    body(row(503, next | letters << 8))
    guard letters > 1 else { return }
    let spelling = memory.ofSpelling(page.key(token), besides: Int(own))
    body(row(504, spelling | letters << 16))
    body(row(505, FormHash.mix(spelling, own)))
    body(row(508, FormHash.mix(spelling, own | previous << 8 | next << 16)))
    let run = memory.ofRun(token)
    body(row(506, run | letters << 32))
    body(row(507, FormHash.mix(run, own)))
  }
}

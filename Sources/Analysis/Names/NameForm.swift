import ArticleModel

/// What is looked at in every form of an article, before any sentence is read.
struct NameTraits {
  var classes: NameClasses = []
  var isWord = false
  var isCapitalized = false
  /// At least two letters, none of them small.
  var isCapitals = false
  /// Begins with a small letter.
  var isSmall = false
  /// The hash of the folded form.
  var hash: UInt64 = 0
  /// Quotation mark: 1 opens, 2 closes, 3 either.
  var quotation: UInt8 = 0
  var first: UInt8 = 0
  /// 0 no letter, 1 small, 2 capitalised, 3 capitals.
  var letters: UInt64 { !isWord ? 0 : isCapitals ? 3 : isCapitalized ? 2 : 1 }

  init() {}

  init(_ form: UnsafeBufferPointer<UInt8>, _ key: [UInt8], gazetteer: Gazetteer) {
    var capitals = 0
    var small = 0
    var index = 0
    while index < form.count {
      let byte = form[index]
      var scalar = UInt32(byte)
      var length = 1
      if byte >= 0x80 {
        length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        scalar = length == 2 && index + 1 < form.count ? (scalar & 0x1F) << 6 | UInt32(form[index + 1] & 0x3F) : 0x2000
      }
      if LetterCase.isUpper(scalar) {
        capitals += 1
        if index == 0 { isCapitalized = true }
      } else if LetterCase.hasCase(scalar) {
        small += 1
        if index == 0 { isSmall = true }
      }
      index += length
    }
    isWord = capitals + small > 0
    isCapitals = capitals > 1 && small == 0
    first = key.first ?? 0
    hash = key.withUnsafeBufferPointer { FormHash.of($0) }
    switch form.count {
    case 1: if form[0] == 0x22 { quotation = 3 }
    case 2:
      if form[0] == 0xC2 { quotation = form[1] == 0xAB ? 1 : form[1] == 0xBB ? 2 : 0 }
    case 3:
      if form[0] == 0xE2, form[1] == 0x80 { quotation = form[2] == 0x9C ? 1 : form[2] == 0x9D ? 2 : 0 }
    default: break
    }
    if !key.isEmpty, let entry = gazetteer.index(of: NameHash(key)) { classes = gazetteer.classes(at: entry) }
  }
}

/// What the recogniser looks at in one form, as hashes and small numbers.
package struct NameForm: Sendable {
  var form = FormFeatures.border
  /// The hash of the form as it is spelt.
  var exact: UInt64 = 1
  /// What the form looks like, runs of like characters drawn together.
  var spelling: UInt64 = 0
  /// 0 no letter, 1 small, 2 capitalised, 3 capitals.
  var letters: UInt64 = 0
  var classes: NameClasses = []
  /// What unlabelled press says of the form; 0 for nothing.
  var usage: UInt32 = 0

  /// What stands before and behind a sentence.
  package static let border = NameForm()
}

/// Makes `NameForm`; holds the buffers that this takes.
package struct NameFormReader {
  private var reader: FormReader
  private let usage: NameUsage?

  package init(lexicon: Lexicon, clusters: WordClusters, usage: NameUsage?) {
    reader = FormReader(lexicon: lexicon, clusters: clusters)
    self.usage = usage
  }

  /// The hash by which `NameUsage` knows a form.
  package mutating func usageKey(_ form: UnsafeBufferPointer<UInt8>) -> UInt64 { reader.read(form).key }

  mutating func read(_ form: UnsafeBufferPointer<UInt8>, _ traits: NameTraits) -> NameForm {
    var result = NameForm()
    result.form = reader.read(form)
    let form = UnsafeBufferPointer(rebasing: form.prefix(FormReader.longest))
    result.exact = FormHash.of(form)
    result.spelling = Self.spelling(form)
    result.letters = traits.letters
    result.classes = traits.classes
    if let usage { result.usage = usage.of(result.form.key) }
    return result
  }

  private static func spelling(_ form: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var code: UInt64 = 0
    var last: UInt64 = 0
    var run = 0
    var index = 0
    var parts = 0
    while index < form.count, parts < 16 {
      let byte = form[index]
      var scalar = UInt32(byte)
      var length = 1
      if byte >= 0x80 {
        length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        scalar = length == 2 && index + 1 < form.count ? (scalar & 0x1F) << 6 | UInt32(form[index + 1] & 0x3F) : 0x2000
      }
      let kind: UInt64 =
        LetterCase.isUpper(scalar)
        ? 1
        : LetterCase.hasCase(scalar)
          ? 2 : byte &- 0x30 < 10 ? 3 : byte == 0x2D ? 4 : byte == 0x27 ? 5 : byte == 0x2E ? 6 : byte == 0x2F ? 7 : 8
      run = kind == last ? run + 1 : 1
      // One character and several differ, how many does not matter.
      if run <= 2 {
        code = code << 4 | kind
        parts += 1
      }
      last = kind
      index += length
    }
    return code
  }
}

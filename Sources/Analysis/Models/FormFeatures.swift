/// What the tagger looks at in one form, as hashes and small numbers.
package struct FormFeatures: Sendable {
  /// The hash of the form in small letters, digits made alike.
  package var word: UInt64 = 0
  /// The hash of the form in small letters, with the accents that the lexicon knows: the key to the lexicon.
  package var key: UInt64 = 0
  package var entry = Lexicon.Entry()
  package var endings: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
  package var beginnings: (UInt64, UInt64) = (0, 0)
  package var shape: UInt64 = 0
  package var fine: UInt64 = 0
  package var coarse: UInt64 = 0
  /// Whether the form has at least two letters and no small one.
  package var isCapitals = false
  package var hasSmallLetter = false

  /// The categories, or a number of their own for forms the lexicon does not have, by what they look like.
  package var category: UInt64 { entry.categories != 0 ? UInt64(entry.categories) : 1 << 40 | shape }

  /// The features of what stands before and behind a sentence.
  package static let border = {
    var features = FormFeatures()
    features.word = 1
    features.shape = 63
    return features
  }()
}

/// Makes `FormFeatures`; holds the buffers that this takes.
package struct FormReader {
  package let lexicon: Lexicon
  package let clusters: WordClusters
  /// The last form read, in small letters and with the accents that the lexicon knows.
  package private(set) var normal: [UInt8] = []
  private var lowered: [UInt8] = []

  package init(lexicon: Lexicon, clusters: WordClusters) {
    self.lexicon = lexicon
    self.clusters = clusters
  }

  /// Forms longer than this are read up to here.
  package static let longest = 200

  /// Reads the features of `form`.
  package mutating func read(_ form: UnsafeBufferPointer<UInt8>) -> FormFeatures {
    let form = UnsafeBufferPointer(rebasing: form.prefix(Self.longest))
    normalize(form)
    var features = FormFeatures()
    let traits = FormShape(form)
    features.shape = traits.code
    features.isCapitals = traits.isCapitals
    features.hasSmallLetter = traits.hasSmallLetter
    normal.withUnsafeBufferPointer { normal in
      features.key = FormHash.of(normal)
      if let entry = lexicon.entry(features.key) { features.entry = entry }
      let classes = clusters.classes(features.key)
      features.fine = UInt64(classes.fine)
      features.coarse = UInt64(classes.coarse)
      features.word = traits.hasDigit ? Self.hashOfDigitsAlike(normal) : features.key
      features.endings = (
        Self.ending(normal, 1), Self.ending(normal, 2), Self.ending(normal, 3), Self.ending(normal, 4),
        Self.ending(normal, 5)
      )
      features.beginnings = (Self.beginning(normal, 2), Self.beginning(normal, 3))
    }
    return features
  }

  /// The fine and the coarse class of `form`, and nothing else.
  mutating func classes(_ form: UnsafeBufferPointer<UInt8>) -> (fine: UInt16, coarse: UInt16) {
    normalize(UnsafeBufferPointer(rebasing: form.prefix(Self.longest)))
    return normal.withUnsafeBufferPointer { clusters.classes(FormHash.of($0)) }
  }

  /// Sets `normal`: small letters, and the accents that capitals and hasty typing leave out.
  mutating func normalize(_ form: UnsafeBufferPointer<UInt8>) {
    lowered.removeAll(keepingCapacity: true)
    lowered.append(contentsOf: form)
    lowered.withUnsafeMutableBufferPointer { lowered in
      guard let base = lowered.baseAddress else { return }
      LetterCase.lower(form, into: base)
    }
    let (isKnown, accented) = lowered.withUnsafeBufferPointer { lowered in
      let hash = FormHash.of(lowered)
      return lexicon.entry(hash) != nil ? (true, nil) : (false, lexicon.accented(hash))
    }
    normal.removeAll(keepingCapacity: true)
    if !isKnown, let accented {
      normal.append(contentsOf: accented)
    } else {
      normal.append(contentsOf: lowered)
    }
  }

  private static func hashOfDigitsAlike(_ form: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in form { hash = (hash ^ UInt64(byte &- 0x30 < 10 ? 0x30 : byte)) &* 0x0000_0100_0000_01b3 }
    return FormHash.mix(hash, 0)
  }

  /// The hash of the last `count` characters, 0 when the form is not longer.
  private static func ending(_ form: UnsafeBufferPointer<UInt8>, _ count: Int) -> UInt64 {
    var start = form.count
    for _ in 0..<count {
      start -= 1
      while start > 0, form[start] & 0xC0 == 0x80 { start -= 1 }
      if start <= 0 { return 0 }
    }
    return FormHash.of(UnsafeBufferPointer(rebasing: form[start...]))
  }

  /// The hash of the first `count` characters, 0 when the form is not longer.
  private static func beginning(_ form: UnsafeBufferPointer<UInt8>, _ count: Int) -> UInt64 {
    var end = 0
    for _ in 0..<count {
      end += 1
      while end < form.count, form[end] & 0xC0 == 0x80 { end += 1 }
      if end >= form.count { return 0 }
    }
    return FormHash.of(UnsafeBufferPointer(rebasing: form[..<end]))
  }
}

/// What a form looks like, whatever its letters.
struct FormShape {
  private(set) var code: UInt64 = 0
  private(set) var isCapitals = false
  private(set) var hasSmallLetter = false
  private(set) var hasDigit = false

  init(_ form: UnsafeBufferPointer<UInt8>) {
    var capitals = 0
    var small = 0
    var others = 0
    var signs = 0
    var hyphens = 0
    var startsWithCapital = false
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
        if index == 0 { startsWithCapital = true }
      } else if LetterCase.hasCase(scalar) {
        small += 1
      } else if byte &- 0x30 < 10 {
        hasDigit = true
      } else if byte == 0x2D {
        hyphens += 1
      } else if byte == 0x27 || byte == 0x2E {
        signs += 1
      } else {
        others += 1
      }
      index += length
    }
    hasSmallLetter = small > 0
    isCapitals = capitals > 1 && small == 0
    let letters: UInt64 =
      capitals + small == 0
      ? 0 : capitals == 0 ? 1 : small == 0 ? (capitals == 1 ? 2 : 3) : !startsWithCapital ? 6 : capitals == 1 ? 4 : 5
    code = letters | (hasDigit ? 8 : 0) | (hyphens > 0 ? 16 : 0) | (signs > 0 ? 32 : 0) | (others > 0 ? 64 : 0)
  }
}

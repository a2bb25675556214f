/// The feature templates of the tagger, as rows of its weight table.
///
/// Those of one form alone are summed once a form and place; those that join forms are looked up for every token.
package enum TaggerFeatures {
  /// The places a form is seen from: the token itself, the one before, behind, two before, two behind.
  package static let places = 5

  @inline(__always)
  private static func row(_ template: UInt64, _ value: UInt64) -> UInt64 { FormHash.mix(value, template) }

  /// Calls `body` with the hash of each feature of a form as seen from `place`.
  @inline(__always)
  package static func ofForm(_ form: FormFeatures, at place: Int, _ body: (UInt64) -> Void) {
    switch place {
    case 0:
      body(row(1, form.word))
      body(row(2, form.endings.0))
      body(row(3, form.endings.1))
      body(row(4, form.endings.2))
      body(row(5, form.endings.3))
      body(row(6, form.endings.4))
      body(row(7, form.beginnings.0))
      body(row(8, form.beginnings.1))
      body(row(9, form.shape))
      body(row(10, form.category))
      body(row(11, FormHash.mix(form.category, form.shape)))
      body(row(12, form.fine))
      body(row(13, form.coarse))
      body(row(14, FormHash.mix(form.category, form.endings.2)))
    case 1, 2:
      let base = UInt64(place) * 20
      body(row(base, form.word))
      body(row(base + 1, form.category))
      body(row(base + 2, form.endings.2))
      body(row(base + 3, form.shape))
      body(row(base + 4, form.fine))
      body(row(base + 5, form.coarse))
      body(row(base + 6, form.endings.1))
    default:
      let base = UInt64(place) * 20
      body(row(base, form.word))
      body(row(base + 1, form.category))
      body(row(base + 2, form.coarse))
    }
  }

  /// Calls `body` with the hash of each feature that joins several forms.
  ///
  /// - Parameter context: bit 0 at the start of a sentence, bit 1 in a sentence of capitals.
  @inline(__always)
  package static func ofContext(
    _ before2: FormFeatures, _ before: FormFeatures, _ form: FormFeatures, _ behind: FormFeatures,
    _ behind2: FormFeatures, context: UInt64, _ body: (UInt64) -> Void
  ) {
    body(row(121, FormHash.mix(before.category, form.category)))
    body(row(122, FormHash.mix(form.category, behind.category)))
    body(row(123, FormHash.mix(before.category, behind.category)))
    body(row(124, FormHash.mix(before.word, form.category)))
    body(row(125, FormHash.mix(form.category, behind.word)))
    body(row(126, FormHash.mix(before.word, form.word)))
    body(row(127, FormHash.mix(form.word, behind.word)))
    let pair = FormHash.mix(before.category, form.category)
    body(row(128, FormHash.mix(before2.category, pair)))
    body(row(129, FormHash.mix(pair, behind.category)))
    body(row(130, FormHash.mix(FormHash.mix(form.category, behind.category), behind2.category)))
    body(row(131, FormHash.mix(form.shape, context)))
    body(row(132, FormHash.mix(FormHash.mix(form.shape, context), form.category)))
    body(row(133, FormHash.mix(form.word, FormHash.mix(before.category, behind.category))))
    body(row(134, FormHash.mix(form.coarse, FormHash.mix(before.coarse, behind.coarse))))
    body(row(135, FormHash.mix(form.shape, FormHash.mix(before.shape, behind.shape))))
  }
}

/// The tokens of an article as parallel columns: one array an attribute, one index a token.
///
/// Scripts, queries and stores walk the arrays; a `Token` exists only where somebody asks for one.
public struct TokenColumns: Sendable {
  /// First byte of each token in the article's text.
  public private(set) var starts: [UInt32] = []
  /// Byte after each token.
  public private(set) var ends: [UInt32] = []
  /// Id in `strings` of the form in the analysers' view (soft hyphens gone, accents composed, straight apostrophe).
  public private(set) var forms: [UInt32] = []
  /// Id in `strings` of the lemma; 0 where none is known.
  public var lemmas: [UInt32] = []
  /// Part of speech; `.none` where none is known.
  public var partsOfSpeech: [PartOfSpeech] = []
  /// Id in `strings` of the feature list as Universal Dependencies writes it (`Gender=Masc|Number=Sing`); 0 for none.
  public var features: [UInt32] = []
  /// Index of the token each token depends on; -1 for the root of a sentence, and where no analyser has set it.
  public var heads: [Int32] = []
  /// How each token depends on its head; `.none` where no analyser has set it.
  public var relations: [DependencyRelation] = []
  /// Index of the sentence each token belongs to.
  public var sentences: [UInt32] = []
  /// The strings of the columns above.
  public var strings = StringTable()

  /// No tokens.
  public init() {}

  /// Columns that were read back; all have the same length.
  init(starts: [UInt32], ends: [UInt32], forms: [UInt32]) {
    self.starts = starts
    self.ends = ends
    self.forms = forms
  }

  /// How many tokens there are.
  public var count: Int { starts.count }

  /// Adds a token after the last one; `form` is its spelling in the analysers' view.
  public mutating func append(_ span: Span, form: UnsafeBufferPointer<UInt8>) {
    starts.append(UInt32(span.start))
    ends.append(UInt32(span.end))
    forms.append(strings.intern(form))
    lemmas.append(0)
    partsOfSpeech.append(.none)
    features.append(0)
    heads.append(-1)
    relations.append(.none)
    sentences.append(0)
  }

  /// Where token `index` lies in the text.
  public func span(_ index: Int) -> Span { Span(Int(starts[index]), Int(ends[index])) }
  /// The normalised form of token `index`.
  public func form(_ index: Int) -> String { strings[forms[index]] }
  /// The lemma of token `index`, empty where none is known.
  public func lemma(_ index: Int) -> String { strings[lemmas[index]] }

  /// The span from the first to the last of `range`; the range must not be empty.
  public func span(of range: Range<Int>) -> Span {
    Span(Int(starts[range.lowerBound]), Int(ends[range.upperBound - 1]))
  }

  /// The index of the first token that ends after `offset`; `count` when there is none.
  public func firstIndex(endingAfter offset: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(ends[middle]) > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The indices of the tokens that overlap `span`.
  public func indices(in span: Span) -> Range<Int> {
    let first = firstIndex(endingAfter: span.start)
    var low = first
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) >= span.end { high = middle } else { low = middle + 1 }
    }
    return first..<low
  }
}

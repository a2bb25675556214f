package import ArticleModel

/// The labels of the name recogniser: outside of names, or first, inner, last or only token of a name of one type
/// (BILOU; Ratinov and Roth, 2009).
package struct NameLabel: Hashable, Sendable {
  /// Where in a name a token stands.
  package enum Place: UInt8, CaseIterable, Sendable {
    case first, inner, last, only
  }

  /// 0 outside; else 1 + 4 × type + place.
  package let rawValue: UInt8

  /// The label with this number.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The label of a token in a name of `type`.
  package init(_ type: EntityType, _ place: Place) { rawValue = 1 + 4 * Self.number(of: type) + place.rawValue }

  /// Outside of names.
  package static let outside = NameLabel(rawValue: 0)
  /// How many labels there are.
  package static let count = 13
  /// How many labels a row of weights has room for.
  package static let capacity = 16

  /// The number of a type, from 0.
  package static func number(of type: EntityType) -> UInt8 {
    switch type {
    case .person: 0
    case .organization: 1
    case .location: 2
    }
  }

  /// The type of the name, `nil` outside.
  package var type: EntityType? { rawValue == 0 ? nil : EntityType.allCases[Int(rawValue - 1) / 4] }
  /// The place in the name, `nil` outside.
  package var place: Place? { rawValue == 0 ? nil : Place(rawValue: (rawValue - 1) % 4) }

  /// Whether `next` may stand behind this label.
  package func allows(_ next: NameLabel) -> Bool {
    if place == .first || place == .inner { return next.type == type && (next.place == .inner || next.place == .last) }
    return next.place != .inner && next.place != .last
  }
  /// Whether a stretch of text may begin with this label.
  package var mayBegin: Bool { place != .inner && place != .last }
  /// Whether a stretch of text may end with this label.
  package var mayEnd: Bool { place != .first && place != .inner }
}

/// Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.
enum HTMLReferences {
  /// The references of HTML 4 that French pages use; others stay as they are written.
  private static let named: [String: UInt32] = {
    var table: [String: UInt32] = [
      "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "hellip": 0x2026, "ndash": 0x2013,
      "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D,
      "bdquo": 0x201E, "bull": 0x2022, "euro": 0x20AC, "oelig": 0x153, "OElig": 0x152, "Yuml": 0x178, "trade": 0x2122,
      "lsaquo": 0x2039, "rsaquo": 0x203A, "thinsp": 0x2009, "ensp": 0x2002, "emsp": 0x2003, "zwnj": 0x200C,
      "zwj": 0x200D, "minus": 0x2212, "rarr": 0x2192, "larr": 0x2190, "permil": 0x2030, "dagger": 0x2020,
    ]
    let latin = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
      para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
      Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
      Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
      igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
      thorn yuml
      """
    for (offset, name) in latin.split(whereSeparator: { $0 == " " || $0 == "\n" }).enumerated() {
      table[String(name)] = 0xA0 + UInt32(offset)
    }
    return table
  }()

  /// `bytes` as text with its references replaced.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, index) {
        output += String(Character(scalar)).utf8
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func reference(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Unicode.Scalar, Int)? {
    let body = bytes[(start + 1)...].prefix(12)
    guard let end = body.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: body[..<end], as: UTF8.self)
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      guard let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits) else { return nil }
      // Windows-1252 numbers, which pages give for quotation marks (WHATWG HTML, 13.2.5.80).
      let moved: [UInt32: UInt32] = [
        0x80: 0x20AC, 0x85: 0x2026, 0x8C: 0x152, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D, 0x96: 0x2013,
        0x97: 0x2014, 0x9C: 0x153,
      ]
      guard number != 0, let scalar = Unicode.Scalar(moved[number] ?? number) else { return ("\u{FFFD}", end + 1) }
      return (scalar, end + 1)
    }
    return named[name].flatMap(Unicode.Scalar.init).map { ($0, end + 1) }
  }
}

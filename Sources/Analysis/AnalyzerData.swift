import CLanguageData

/// The data that analysers read: whose facts a changed table or model could change.
enum AnalyzerData {
  /// The files that the analyser called `id` reads; a table more is a line more.
  private static func files(of id: String) -> [LanguageDataFile] {
    switch id {
    case "tokens", "sentences":
      [
        languageDataTopLevelDomains(), languageDataFrenchAbbreviations(), languageDataFrenchClitics(),
        languageDataFrenchCompounds(), languageDataFrenchElisions(), languageDataFrenchSentenceOpeners(),
        languageDataFrenchSuffixesInBrackets(),
      ]
    case "morphology": [languageDataFrenchTags(), languageDataFrenchLexicon(), languageDataFrenchClusters()]
    case "dependencies": [languageDataFrenchParser()]
    case "names":
      [
        languageDataFrenchNames(), languageDataFrenchLexicon(), languageDataFrenchClusters(),
        languageDataFrenchGazetteer(),
      ]
    case "entities", "places": entityKnowledge
    case "roles": entityKnowledge + [languageDataFrenchFunctionWords()]
    case "quotes":
      entityKnowledge + [
        languageDataFrenchReportingVerbs(), languageDataFrenchReportingPhrases(), languageDataFrenchReportingWords(),
        languageDataFrenchFunctionWords(),
      ]
    case "dates":
      [
        languageDataFrenchCalendarWords(), languageDataFrenchDatePatterns(), languageDataFrenchFeasts(),
        languageDataFrenchDateConfidence(), languageDataFrenchNumbers(),
      ]
    case "events": [languageDataFrenchEvents(), languageDataFrenchNumbers(), languageDataFrenchConfidence()]
    case "topics":
      [
        languageDataFrenchTopics(), languageDataFrenchGeneralWords(), languageDataFrenchThemes(),
        languageDataFrenchFunctionWords(), languageDataFrenchConfidence(),
      ]
    default: []
    }
  }

  private static var entityKnowledge: [LanguageDataFile] {
    [
      languageDataFrenchGazetteer(), languageDataFrenchAliases(), languageDataFrenchConfidence(),
      languageDataFrenchCountries(), languageDataFrenchGroupNouns(), languageDataFrenchNameWords(),
      languageDataFrenchOfficeWords(), languageDataFrenchOffices(), languageDataFrenchRegions(),
      languageDataFrenchRoleConstructions(),
    ]
  }

  /// A number that changes with the data of the analyser called `id` (FNV-1a over 64 bits); `nil` where it reads none.
  static func fingerprint(of id: String) -> UInt64? {
    let files = files(of: id)
    if files.isEmpty { return nil }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in files {
      var bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.count)
      // A model states a hash of its own.
      if let model = try? ModelFile(bytes) { bytes = UnsafeRawBufferPointer(rebasing: model.bytes.prefix(48)) }
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
    return hash
  }
}

extension Analyzer {
  /// Who this is and what it knows: the same signature finds the same in the same text.
  public var signature: String {
    guard let data = AnalyzerData.fingerprint(of: id) else { return "\(id) \(version)" }
    let digits = String(data, radix: 16)
    return "\(id) \(version) \(String(repeating: "0", count: 16 - digits.count))\(digits)"
  }

  /// Whether plugins' tables of names, offices and verbs bear on what it finds.
  public var readsAdditions: Bool { ["entities", "places", "roles", "quotes", "events"].contains(id) }
}

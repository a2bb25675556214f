import Analysis
import ArticleLoading
import ArticleModel
import Glibc
import Segments

/// Analysed articles with invented people, and segments made of them.
enum Prepared {
  static let texts = [
    """
    La ministre Aïcha Barro a déclaré mardi à Bamako que l'eau manquait. « Nous ouvrirons dix puits », a déclaré la \
    ministre. Le village de Kayes attend depuis deux ans.
    """,
    """
    Le maire Paul Dessin a attaqué le budget de la région. La ville de Dakar a répondu vendredi. Le directeur Jean \
    Moulard a déclaré que la route serait ouverte le 3 mars 2024.
    """,
    """
    Une attaque a fait trois blessés à Gao. Les attaquants ont fui vers Kidal, a déclaré le colonel Issa Tembo. \
    L'armée a envoyé deux avions.
    """,
  ]

  static func article(_ text: String, name: String = "a.txt") throws -> Article {
    var article = try ArticleLoader.load(bytes: Array(text.utf8), source: name)
    Pipeline.standard.analyze(&article, language: .french)
    return article
  }

  static func articles() throws -> [Article] { try texts.map { try article($0) } }

  static func segment(_ builder: SegmentBuilder) throws -> Segment { try Segment(mapping(bytes(of: builder))) }

  static func bytes(of builder: SegmentBuilder) throws -> [UInt8] {
    var bytes: [UInt8] = []
    _ = try builder.write { bytes += $0 }
    return bytes
  }

  static func mapping(_ bytes: [UInt8]) throws -> SegmentMapping {
    let path = "/tmp/workbench-segment-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let file = fopen(path, "w")
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
    defer { unlink(path) }
    return try SegmentMapping(path: path)
  }

  static func builder(_ articles: [Article], from id: Int64 = 1) -> SegmentBuilder {
    let builder = SegmentBuilder()
    for (index, article) in articles.enumerated() {
      builder.append(article, id: id + Int64(index), record: ArticleRecord.encode(article))
    }
    return builder
  }
}

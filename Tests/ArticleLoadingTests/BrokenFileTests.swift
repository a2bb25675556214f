import ArticleLoading
import ArticleModel
import Testing

@Suite("Files of many kinds that are cut off or damaged")
struct BrokenFileTests {
  private static let files: [(name: String, bytes: [UInt8])] = {
    let row = "\"\(Sample.title)\";\"\(Sample.text)\"\n"
    let item = "<item><title>\(Sample.title)</title><description><![CDATA[\(Sample.html)]]></description></item>"
    let message = """
      From: =?utf-8?q?Nad=C3=A8ge?= <n@exemple.org>
      Message-ID: <1@exemple.org>
      Content-Type: multipart/alternative; boundary="b"

      --b
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      L=E2=80=99=C3=A9t=C3=A9 =
      \(Sample.text)
      --b
      Content-Type: text/html

      \(Sample.html)
      --b--
      """
    return [
      ("a.csv", Array(("titre;texte\n" + row + row).utf8)),
      ("a.rss", Array("<rss><channel>\(item)</channel></rss>".utf8)),
      ("a.mbox", Array("From a@b Tue May 14 2024\n\(message)\n\nFrom a@b Tue May 14 2024\n\(message)".utf8)),
      ("a.jsonl", Array("{\"title\":\"A\",\"text\":\"Le maire\"}\n{\"text\":\"La mairie\"}\n".utf8)),
    ]
  }()

  @Test("Whatever their length, they give articles or a diagnostic", arguments: files.map(\.name))
  func truncated(name: String) throws {
    let bytes = Self.files.first { $0.name == name }!.bytes
    for length in 1..<bytes.count {
      do {
        let (found, _) = try articles(in: Array(bytes.prefix(length)), name)
        #expect(found.allSatisfy { !$0.text.bytes.isEmpty && $0.hasSoundRegions })
      } catch let error as LoadingError {
        #expect(error.diagnostic.severity == .error)
      }
    }
  }

  @Test("Whichever byte is wrong, they give articles or a diagnostic", arguments: files.map(\.name))
  func damaged(name: String) throws {
    let bytes = Self.files.first { $0.name == name }!.bytes
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] = [0x00, 0x22, 0x3C, 0x3D, 0xFF, 0x0A][place % 6]
      _ = try? articles(in: damaged, name)
    }
  }
}

import ArticleModel
import Testing

@Suite("String tables")
struct StringTableTests {
  @Test("Equal strings get equal ids, different strings different ones, through every growth")
  func internsOnce() {
    var table = StringTable(capacity: 2)
    let ids = (0..<5_000).map { table.intern("mot\($0)") }
    #expect(Set(ids).count == 5_000)
    #expect((0..<5_000).allSatisfy { table.intern("mot\($0)") == ids[$0] })
    #expect((0..<5_000).allSatisfy { table[ids[$0]] == "mot\($0)" })
    #expect(table.count == 5_001)
  }

  @Test("The empty string is id 0 and a string never seen is not found")
  func emptyAndUnknown() {
    var table = StringTable()
    #expect(table.intern("") == 0)
    #expect(table.find("absent") == nil)
  }
}

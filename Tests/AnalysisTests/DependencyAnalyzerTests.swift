import Analysis
import ArticleModel
import Testing

/// The text analysed as far as its dependencies.
private func parsed(_ text: String) -> Article {
  var article = Article(source: "test", sha256: "", text: ArticleText(text))
  Pipeline.standard.analyze(&article, language: .french, wanted: [.dependencies])
  return article
}

/// Tree and clause of the only token that is written `form`.
private func clause(_ form: String, _ text: String) throws -> (Article, DependencyTree, Clause) {
  let article = parsed(text)
  let token = try #require((0..<article.tokens.count).first { article.tokens.form($0) == form })
  let sentence = try #require(article.sentenceTokens.first { $0.contains(token) })
  let tree = DependencyTree(article.tokens, sentence: sentence)
  return (article, tree, Clause(token, in: tree, of: article.tokens))
}

private func form(_ token: Int?, _ article: Article) -> String? { token.map(article.tokens.form) }

@Suite("Dependencies")
struct DependencyAnalyzerTests {
  @Test("Subject and object are told apart")
  func roles() throws {
    let (article, _, clause) = try clause("inauguré", "Le maire de la commune a inauguré un nouveau marché.")
    #expect(form(clause.subject, article) == "maire")
    #expect(form(clause.object, article) == "marché")
    #expect(clause.tense == .past)
    #expect(!clause.isPassive && !clause.isNegated && !clause.isSubordinate)
  }

  @Test("In the passive the agent acts and the subject is acted upon")
  func passive() throws {
    let (article, _, clause) = try clause("détruit", "Le vieux pont a été détruit par la crue.")
    #expect(clause.isPassive)
    #expect(form(clause.actor, article) == "crue")
    #expect(form(clause.patient, article) == "pont")
  }

  @Test("A negated verb says so")
  func negation() throws {
    let (_, _, clause) = try clause("signé", "Le préfet n'a pas signé la convention.")
    #expect(clause.isNegated)
  }

  @Test("A subordinate clause names its governor")
  func subordination() throws {
    let (article, _, clause) = try clause("fermera", "La directrice affirme que le centre fermera en mai.")
    #expect(form(clause.governor, article) == "affirme")
    #expect(clause.relation == .ccomp)
    #expect(clause.tense == .future)
    #expect(form(clause.subject, article) == "centre")
  }

  @Test("An infinitive has the subject of the verb above it")
  func control() throws {
    let (article, _, clause) = try clause("construire", "Le conseil a décidé de construire une école.")
    #expect(form(clause.subject, article) == "conseil")
    #expect(form(clause.object, article) == "école")
  }

  @Test("Phrases keep their prepositions")
  func obliques() throws {
    let (article, tree, clause) = try clause("travaillé", "Le directeur a travaillé à la préfecture.")
    let oblique = try #require(clause.obliques.first)
    #expect(form(oblique.marker, article) == "à")
    #expect(form(oblique.head, article) == "préfecture")
    #expect(article.text[article.tokens.span(of: tree.phrase(of: oblique.head))] == "la préfecture")
  }

  @Test(
    "Every sentence is one tree, whatever it is made of",
    arguments: [
      "", ",", "...", "« »", "Oui", "et et et et", "12 34 56", "Titre sans verbe",
      "( [ « Il vient » ] ) , ; : - —", "de de de que que que a a a .", "LE CONSEIL ADOPTE LE BUDGET",
    ])
  func trees(_ text: String) {
    let article = parsed(text)
    for sentence in article.sentenceTokens {
      #expect(sentence.count { article.tokens.heads[$0] < 0 } == 1)
      for token in sentence {
        #expect(article.tokens.relations[token] != .none)
        var current = token
        var steps = 0
        while article.tokens.heads[current] >= 0, steps <= sentence.count {
          current = Int(article.tokens.heads[current])
          #expect(sentence.contains(current))
          steps += 1
        }
        #expect(steps < sentence.count)
      }
    }
  }

  @Test("A sentence of many thousand words is parsed")
  func longSentence() {
    let article = parsed(String(repeating: "le maire visite le marché et ", count: 10_000))
    #expect(article.tokens.count >= 60_000)
    let tree = DependencyTree(article.tokens, sentence: article.sentenceTokens[0])
    #expect(tree.root != nil)
  }

  @Test("Nothing is parsed when no layer needs it")
  func lazily() {
    var article = Article(source: "test", sha256: "", text: ArticleText("Le maire parle."))
    Pipeline.standard.analyze(&article, language: .french, wanted: [.lemmas])
    #expect(article.tokens.relations.allSatisfy { $0 == .none })
  }
}

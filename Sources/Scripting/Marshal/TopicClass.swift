import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineTopic(_ binding: ArticleBinding) {
    topic.factFields(binding) { $0.topics }
    func text(_ name: String, _ doc: String, _ value: @escaping (Topic) -> String) {
      topic.property(name, "string", doc) { [unowned binding] call, index in
        call.push(value(binding.article.topics[index]))
      }
    }
    text("kind", "`phrase` or `theme`.") { $0.kind }
    text("name", "The phrase as it is written inside a sentence, or the theme's name.") { $0.name }
    topic.property("score", "integer", "How much the article is about it, from 0 to 100.") {
      [unowned binding] call, index in call.push(binding.article.topics[index].score)
    }
    topic.property("count", "integer", "In how many places it stands.") { [unowned binding] call, index in
      call.push(binding.article.topics[index].spans.count)
    }
    topic.property("spans", "list of span", "Where it stands.", cached: true) { [unowned binding] call, index in
      let numbers = binding.article.topics[index].spans.map { UInt32(binding.number(of: $0)) }
      call.pushList(numbers, of: binding.classes.span)
    }
  }
}

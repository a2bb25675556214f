import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineReference(_ binding: ArticleBinding) {
    reference.factFields(binding) { $0.references }
    reference.property("kind", "string", "`role`, `noun` or `pronoun`.") { [unowned binding] call, index in
      call.push(binding.article.references[index].kind)
    }
    reference.property("entity", "entity?", "What it points at; nil where the article does not decide.") {
      [unowned binding] call, index in
      call.push(binding.article.references[index].entity, of: binding.classes.entity)
    }
    reference.property("candidates", "list of entity", "Everything it may point at, likeliest first.") {
      [unowned binding] call, index in
      call.pushList(binding.article.references[index].candidates.map(UInt32.init), of: binding.classes.entity)
    }
  }
}

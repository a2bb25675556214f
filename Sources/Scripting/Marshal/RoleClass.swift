import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineRole(_ binding: ArticleBinding) {
    role.factFields(binding) { $0.roles }
    role.property("person", "entity", "Who holds it.") { [unowned binding] call, index in
      call.push(binding.article.roles[index].person, of: binding.classes.entity)
    }
    role.property("of", "entity?", "The organisation or place it belongs to.") { [unowned binding] call, index in
      call.push(binding.article.roles[index].of, of: binding.classes.entity)
    }
    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (Role) -> String?) {
      role.property(name, type, doc) { [unowned binding] call, index in call.push(value(binding.article.roles[index])) }
    }
    text("title", "string", "The office's words, without article.") { $0.title }
    text("class", "string?", "`state`, `military`, `party`, `religious`…") { $0.category }
    text("status", "string?", "`current`, `former`, `interim`, `candidate` or `appointed`.") { $0.status }
  }
}

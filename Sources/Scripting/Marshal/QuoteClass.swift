import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineQuote(_ binding: ArticleBinding) {
    quote.factFields(binding) { $0.quotes }
    quote.property("speaker", "entity?", "Who said it.") { [unowned binding] call, index in
      call.push(binding.article.quotes[index].speaker, of: binding.classes.entity)
    }
    quote.property("speaker_text", "string?", "The words that point at the speaker.") {
      [unowned binding] call, index in
      call.push(binding.article.quotes[index].speakerSpan.map { binding.article.text[$0] })
    }
    quote.property("cue_text", "string?", "The words that report it, such as `a déclaré`.") {
      [unowned binding] call, index in
      call.push(binding.article.quotes[index].cueSpan.map { binding.article.text[$0] })
    }
    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (Quote) -> String?) {
      quote.property(name, type, doc) { [unowned binding] call, index in
        call.push(value(binding.article.quotes[index]))
      }
    }
    text("kind", "string", "`direct`, `mixed` or `indirect`.") { $0.kind }
    text("cue", "string?", "Lemma of the reporting verb or preposition.") { $0.cue }
    text("stance", "string?", "`states`, `denies`, `promises`, `warns`, `asks`, `praises`, `condemns`…") { $0.stance }
  }
}

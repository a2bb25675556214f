import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineTokens(_ binding: ArticleBinding) {
    token.property("text", "string", "The token as it stands in the article.") { [unowned binding] call, index in
      binding.push(textOf: binding.article.tokens.span(index), call)
    }
    token.property("form", "string", "The token as analysers read it: composed accents, straight apostrophe.") {
      [unowned binding] call, index in call.push(binding.article.tokens.form(index))
    }
    token.property("lemma", "string?", "Dictionary form.") { [unowned binding] call, index in
      let lemma = binding.article.tokens.lemma(index)
      call.push(lemma.isEmpty ? nil : lemma)
    }
    token.property("pos", "string?", "Universal part of speech, such as `NOUN`.") { [unowned binding] call, index in
      let tag = binding.article.tokens.partsOfSpeech[index].tag
      call.push(tag.isEmpty ? nil : tag)
    }
    token.property("features", "string?", "Universal features, such as `Gender=Fem|Number=Sing`.") {
      [unowned binding] call, index in
      let features = binding.features(of: index)
      call.push(features.isEmpty ? nil : features)
    }
    token.method("feature", "(name: string) -> string?", "One feature's value, such as `Fem` for `Gender`.") {
      [unowned binding] call, index in
      let name = try call.string(1)
      let pair = binding.features(of: index).split(separator: "|").first { $0.hasPrefix(name + "=") }
      call.push(pair.map { String($0.dropFirst(name.count + 1)) })
    }
    token.property("head", "token?", "The token it depends on; nil at the root of a sentence.") {
      [unowned binding] call, index in
      let head = binding.article.tokens.heads[index]
      call.push(head < 0 ? nil : Int(head), of: binding.classes.token)
    }
    token.property("relation", "string?", "How it depends on its head, such as `nsubj` or `obl:agent`.") {
      [unowned binding] call, index in
      let name = binding.article.tokens.relations[index].name
      call.push(name.isEmpty ? nil : name)
    }
    token.property("dependents", "list of token", "The tokens of its sentence that depend on it.") {
      [unowned binding] call, index in
      let tokens = binding.article.tokens
      let sentence = Int(tokens.sentences[index])
      let range = sentence < binding.article.sentenceTokens.count ? binding.article.sentenceTokens[sentence] : 0..<0
      call.pushList(
        range.filter { tokens.heads[$0] == Int32(index) }.map(UInt32.init), of: binding.classes.token)
    }
    token.property("number", "integer", "Its position in the article, from 1 on.") { call, index in
      call.push(index + 1)
    }
    token.property("first", "integer", "Its first byte in `article.text`, from 1 on.") {
      [unowned binding] call, index in
      call.push(binding.article.tokens.span(index).start + 1)
    }
    token.property("last", "integer", "Its last byte in `article.text`.") { [unowned binding] call, index in
      call.push(binding.article.tokens.span(index).end)
    }
    token.property("sentence", "sentence", "The sentence it belongs to.") { [unowned binding] call, index in
      call.push(Int(binding.article.tokens.sentences[index]), of: binding.classes.sentence)
    }
    token.contentFields(binding) { $0.article.tokens.span($1) }
    token.describe { [unowned binding] in binding.article.text[binding.article.tokens.span($0)] }

    func column(_ name: String, _ type: String, _ doc: String, _ column: PinnedTokens.Name) {
      tokens.property(name, "column of \(type)", doc, cached: true) { [unowned binding] call, _ in
        call.push(binding.pinnedTokens.column(column))
      }
    }
    column("form", "string", "The forms of all tokens.", .form)
    column("lemma", "string", "The lemmas of all tokens.", .lemma)
    column("pos", "string", "The parts of speech of all tokens.", .pos)
    column("features", "string", "The features of all tokens.", .features)
    column("relation", "string", "The relations of all tokens to their heads.", .relation)
    column("head_number", "integer", "The numbers of all tokens' heads; 0 at the root of a sentence.", .head)
    column("sentence_number", "integer", "The sentence numbers of all tokens.", .sentence)
    column("first_byte", "integer", "First bytes in `article.text`, from 1 on.", .first)
    column("last_byte", "integer", "Last bytes in `article.text`.", .last)
  }
}

extension ArticleBinding {
  func features(of token: Int) -> String { article.tokens.strings[article.tokens.features[token]] }
}

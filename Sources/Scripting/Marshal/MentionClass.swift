import ArticleModel
import LuaRuntime
import Reporting

extension ModelClasses {
  func defineMention(_ binding: ArticleBinding) {
    mention.factFields(binding) { $0.mentions }
    mention.property("type", "string", "`PER`, `ORG` or `LOC`.") { [unowned binding] call, index in
      call.push(binding.article.mentions[index].type.rawValue)
    }
    mention.property("entity", "entity?", "What it names.") { [unowned binding] call, index in
      call.push(binding.article.mentions[index].entity, of: binding.classes.entity)
    }
    mention.property("title", "string?", "Honorific, rank or office right before the name.") {
      [unowned binding] call, index in
      call.push(binding.article.mentions[index].title.map { binding.article.text[$0] })
    }
  }

  func defineEntity(_ binding: ArticleBinding) {
    entity.property("id", "string", "Stable identifier, as in JSON.") { call, index in call.push(Entity.id(index)) }
    entity.property("name", "string", "The fullest name the article gives.") { [unowned binding] call, index in
      call.push(binding.article.entities[index].name)
    }
    entity.property("type", "string", "`PER`, `ORG` or `LOC`.") { [unowned binding] call, index in
      call.push(binding.article.entities[index].type.rawValue)
    }
    entity.property("aliases", "list of string", "Other spellings and short forms.") { [unowned binding] call, index in
      call.pushList(binding.article.entities[index].aliases.map { .string($0) })
    }
    entity.property("mentions", "list of mention", "Its occurrences, in text order.", cached: true) {
      [unowned binding] call, index in
      call.pushList(binding.article.entities[index].mentions.map(UInt32.init), of: binding.classes.mention)
    }
    entity.property("references", "list of reference", "Role phrases, nouns and pronouns that point at it.") {
      [unowned binding] call, index in
      let references = binding.article.references.indices.filter { binding.article.references[$0].entity == index }
      call.pushList(references.map(UInt32.init), of: binding.classes.reference)
    }
    entity.property("roles", "list of role", "The offices and ranks it holds.") { [unowned binding] call, index in
      let roles = binding.article.roles.indices.filter { binding.article.roles[$0].person == index }
      call.pushList(roles.map(UInt32.init), of: binding.classes.role)
    }
    entity.property("quotes", "list of quote", "What it said.") { [unowned binding] call, index in
      let quotes = binding.article.quotes.indices.filter { binding.article.quotes[$0].speaker == index }
      call.pushList(quotes.map(UInt32.init), of: binding.classes.quote)
    }
    entity.property("events", "list of event", "The events it takes part in.") { [unowned binding] call, index in
      let events = binding.article.events.indices.filter { position in
        binding.article.events[position].participants.contains { $0.entity == index }
      }
      call.pushList(events.map(UInt32.init), of: binding.classes.event)
    }
    func link<Value>(
      _ name: String, _ type: String, _ doc: String, _ value: @escaping (Link) -> Value?,
      _ push: @escaping (LuaCall, Value) -> Void
    ) {
      entity.property(name, type, doc) { [unowned binding] call, index in
        if let value = binding.article.entities[index].link.flatMap(value) { push(call, value) }
      }
    }
    link("country", "string?", "ISO 3166-1 code of the country it lies in.", \.country) { $0.push($1) }
    link("geonames", "integer?", "GeoNames identifier.", \.geonames) { $0.push($1) }
    link("latitude", "number?", "Degrees north.", \.latitude) { $0.push(Double($1) / 10_000) }
    link("longitude", "number?", "Degrees east.", \.longitude) { $0.push(Double($1) / 10_000) }
    entity.property("evidence", "evidence", "Where it was read, by whom, how surely.", cached: true) {
      [unowned binding] call, index in
      call.push(binding.number(of: binding.article.entities[index].evidence), of: binding.classes.evidence)
    }
    entity.property("sentence", "sentence?", "The sentence that names it first.") { [unowned binding] call, index in
      let start = binding.article.entities[index].mentions.first.map { binding.article.mentions[$0].span.start }
      call.push(start.flatMap(binding.article.sentence(at:)), of: binding.classes.sentence)
    }
    entity.method("why", "() -> string", "The sentences that name it, as `workbench why` prints them.") {
      [unowned binding] call, index in
      call.push(Explanation(.entity(index), in: binding.article).rendered(width: 100))
    }
    entity.describe { [unowned binding] in binding.article.entities[$0].name }
  }
}

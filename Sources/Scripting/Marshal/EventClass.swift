import ArticleModel
import LuaRuntime

/// Participants and numbers are objects of their own: their index is the event's number times this, plus their own.
private let stride = 1 << 16

extension ModelClasses {
  func defineEvent(_ binding: ArticleBinding) {
    event.factFields(binding) { $0.events }
    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (Article, Event) -> String?) {
      event.property(name, type, doc) { [unowned binding] call, index in
        call.push(value(binding.article, binding.article.events[index]))
      }
    }
    text("type", "string", "`meeting`, `attack`, `election`, `appointment`…") { $1.type }
    text("code", "string?", "PLOVER's code, where it has one.") { $1.code }
    text("trigger", "string", "The words that name it.") { $0.text[$1.span] }
    text("status", "string?", "`happened`, `announced`, `denied`, `hypothetical` or `recurring`.") { $1.status }
    text("date", "string?", "When, in ISO 8601.") { article, event in event.date.flatMap { article.dates[$0].value } }
    event.property("time", "date?", "When, with interval and precision.") { [unowned binding] call, index in
      call.push(binding.article.events[index].date, of: binding.classes.date)
    }
    event.property("main", "boolean", "Whether the article is about it; otherwise it is background.") {
      [unowned binding] call, index in call.push(binding.article.events[index].isMain)
    }
    event.property("place", "entity?", "Where.") { [unowned binding] call, index in
      call.push(binding.article.events[index].place, of: binding.classes.entity)
    }
    event.property("participants", "list of participant", "Who took part.", cached: true) {
      [unowned binding] call, index in
      let count = binding.article.events[index].participants.count
      call.pushList((index * stride)..<(index * stride + count), of: binding.classes.participant)
    }
    event.property("numbers", "list of count", "How many of what.", cached: true) { [unowned binding] call, index in
      let count = binding.article.events[index].numbers.count
      call.pushList((index * stride)..<(index * stride + count), of: binding.classes.count)
    }

    participant.placeFields(binding) { $0.participant($1).span }
    participant.property("entity", "entity", "Who it is.") { [unowned binding] call, index in
      call.push(binding.participant(index).entity, of: binding.classes.entity)
    }
    participant.property("name", "string", "The entity's name.") { [unowned binding] call, index in
      call.push(binding.article.entities[binding.participant(index).entity].name)
    }
    participant.property("part", "string", "`agent`, `patient`, `chair`, `host`…") { [unowned binding] call, index in
      call.push(binding.participant(index).part)
    }

    count.placeFields(binding) { $0.count($1).span }
    count.property("value", "integer", "How many.") { [unowned binding] call, index in
      call.push(binding.count(index).value)
    }
    count.property("what", "string", "Of what.") { [unowned binding] call, index in
      call.push(binding.count(index).what)
    }
  }
}

extension ArticleBinding {
  func participant(_ index: Int) -> Event.Participant { article.events[index / stride].participants[index % stride] }
  func count(_ index: Int) -> Event.Count { article.events[index / stride].numbers[index % stride] }
}

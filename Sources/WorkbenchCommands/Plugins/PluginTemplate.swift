import PluginKit

/// The files of a new plugin, which works as it is: an example of its kind to be changed.
struct PluginTemplate {
  let id: String
  let author: String
  let kind: PluginManifest.Kind

  /// Names and texts, in the order in which one reads them.
  var files: [(name: String, text: String)] {
    switch kind {
    case .extractor:
      [
        ("plugin.json", manifest(["dates", "entities"], ["events"], "Finds seizures of arms and goods as events.")),
        ("init.lua", Self.extractor), ("lexicons/goods.tsv", Self.goods), ("tests/seizures.lua", Self.extractorTest),
        ("gold/convoi.txt", Self.article), ("gold/convoi.json", Self.gold), ("README.md", readme),
      ]
    case .report:
      [
        ("plugin.json", reportManifest), ("init.lua", Self.report), ("tests/speakers.lua", Self.reportTest),
        ("README.md", readme),
      ]
    case .lexicon:
      [
        ("plugin.json", manifest([], ["entities", "mentions"], "Names that the recogniser does not know.")),
        ("lexicons/names.tsv", "# name, tab, PER, ORG or LOC\nBrigade des dunes\tORG\n"),
        ("lexicons/aliases.tsv", "# the names of one thing, parted by tabs\nBrigade des dunes\tBDD\n"),
        ("tests/names.lua", Self.lexiconTest), ("README.md", readme),
      ]
    case .library:
      [
        ("plugin.json", manifest([], [], "Lua that other plugins share.")), ("init.lua", Self.library),
        ("README.md", readme),
      ]
    }
  }

  private func manifest(_ requires: [String], _ provides: [String], _ description: String) -> String {
    var capabilities = provides.map { "add:\($0)" } + requires.map { "read:\($0)" }
    if kind == .extractor { capabilities.append("data") }
    func list(_ words: [String]) -> String { "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
    return """
      {
        "id": "\(id)",
        "version": "0.1.0",
        "api": "^1.0.0",
        "kind": "\(kind.rawValue)",
        "authors": ["\(Self.escaped(author))"],
        "licence": "MIT",
        "description": "\(description)",
        "requires": \(list(requires)),
        "provides": \(list(provides)),
        "capabilities": \(list(capabilities.sorted()))
      }

      """
  }

  private var reportManifest: String {
    """
    {
      "id": "\(id)",
      "version": "0.1.0",
      "api": "^1.0.0",
      "kind": "report",
      "authors": ["\(Self.escaped(author))"],
      "licence": "MIT",
      "description": "Who speaks, and how often.",
      "requires": ["entities", "quotes"],
      "capabilities": ["read:entities", "read:quotes", "reports"],
      "options": [
        { "name": "most", "type": "integer", "help": "Rows to print.", "default": "10" }
      ]
    }

    """
  }

  private static func escaped(_ text: String) -> String {
    String(text.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline })
  }

  private var readme: String {
    """
    # \(id)

    What it finds, in which texts it was tried, and what it misses.

        workbench plugin test \(id)
        workbench plugin pack \(id) --output .
        workbench plugin install \(id)-0.1.0.tar

    """
  }

  private static let extractor = """
    -- Finds seizures of arms and goods as events of the type "seizure".
    local plugin = require "plugin"

    plugin.lexicon "goods.tsv" -- the words of $goods in the query below

    plugin.rule "seized" {
      -- "ont saisi douze fusils", "ont saisi des fusils"; the labels are the parts of the event. Of two queries that
      -- find the same event the first is taken.
      match = {
        [[ trigger:[lemma="saisir|confisquer|intercepter" & pos="VERB"] []{0,3}
           number:[pos="NUM"] []{0,2} what:[lemma=$goods] within s ]],
        [[ trigger:[lemma="saisir|confisquer|intercepter" & pos="VERB"] []{0,5} what:[lemma=$goods] within s ]],
      },
      event = "seizure",
      place = "sentence", -- where no label names the place, the first one of the sentence is taken
      date = "sentence",
      confidence = 0.8,
    }

    -- What rules cannot say goes into a function, which is called once an article:
    --   function analyse(article)
    --     for match in article:match [[ … ]] do match:event { type = "…", place = match.where } end
    --   end

    """

  private static let goods = """
    # Goods whose seizure counts, one lemma a line.
    arme
    fusil
    munition
    cartouche
    moto
    drogue
    carburant

    """

  private static let extractorTest = """
    test("a seizure has its number, its place and its day", [[
    Convoi intercepté

    Les douaniers de Tessala ont saisi douze fusils à Kidal le 4 mars 2025.
    ]], function(article)
      local event = article.events:where({ type = "seizure" })[1]
      assert(event, "no seizure was found")
      assert(event.numbers[1].value == 12)
      assert(event.place.name == "Kidal")
      assert(event.date == "2025-03-04")
    end)

    test("other verbs seize nothing", "Titre\\n\\nIl a vendu douze fusils.", function(article)
      assert(#article.events:where({ type = "seizure" }) == 0)
    end)

    """

  private static let article = """
    Convoi intercepté

    Les douaniers de Tessala ont saisi douze fusils à Kidal le 4 mars 2025. Le convoi venait du nord.

    """

  private static let gold = """
    {
      "text": "Convoi intercepté\\n\\nLes douaniers de Tessala ont saisi douze fusils à Kidal le 4 mars 2025. Le convoi venait du nord.\\n",
      "published": null,
      "entities": [
        { "id": "e1", "type": "LOC", "name": "Tessala" },
        { "id": "e2", "type": "LOC", "name": "Kidal" }
      ],
      "mentions": [
        { "type": "LOC", "entity": "e1", "start": 36, "end": 43 },
        { "type": "LOC", "entity": "e2", "start": 69, "end": 74 }
      ],
      "dates": [
        { "value": "2025-03-04", "start": 78, "end": 89 }
      ],
      "events": [
        { "type": "seizure", "trigger": "saisi", "start": 48, "end": 53, "main": true,
          "participants": [], "place": "Kidal", "date": "2025-03-04" }
      ]
    }

    """

  private static let report = """
    -- Who speaks, and how often. `options` holds what the user passed: workbench report NAME --most 5 article.txt
    local report = require "report"

    local count = {}
    for _, quote in ipairs(article.quotes) do
      if quote.speaker then count[quote.speaker.name] = (count[quote.speaker.name] or 0) + 1 end
    end
    local rows = report.table { "speaker", "quotes" }
    for name, n in report.ranked(count, options.most) do rows:add { name, n } end
    print(rows)

    """

  private static let reportTest = """
    test("who speaks is counted", [[
    Reprise des travaux

    « Nous voulons avancer vite », a déclaré Awa Diarra, présidente du comité.
    ]], function(article, output)
      assert(output:find("Awa Diarra", 1, true), output)
    end)

    """

  private static let lexiconTest = """
    test("a listed name is an organisation", "Titre\\n\\nLa Brigade des dunes est arrivée.", function(article)
      assert(article.mentions:where({ text = "Brigade des dunes" })[1].type == "ORG")
    end)

    """

  private static let library = """
    -- Other plugins say: local shared = require "NAME"
    local shared = {}

    --- The share of a part, in whole percent.
    function shared.percent(part, whole)
      if whole == 0 then return 0 end
      return (part * 100 + whole // 2) // whole
    end

    return shared

    """
}

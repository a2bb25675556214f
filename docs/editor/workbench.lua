---@meta

---A press article with everything that was found in it.
---@class article
---@field id string First 16 digits of the file's SHA-256.
---@field source string The file, as it was named to workbench.
---@field sha256 string SHA-256 of the file's bytes.
---@field language string|nil Language code such as `fr`.
---@field title string|nil The headline.
---@field author string|nil Who signed it.
---@field publisher string|nil Who published it.
---@field published string|nil Day of publication, `YYYY-MM-DD`.
---@field text string The whole text as UTF-8.
---@field regions region[] Headline, standfirst, byline, paragraphs, boilerplate.
---@field sentences sentence[] The sentences, in text order.
---@field mentions mention[] Every occurrence of a proper name.
---@field entities entity[] Persons, organisations and places.
---@field references reference[] Role phrases, nouns and pronouns that point at entities.
---@field roles role[] Which person holds which office.
---@field dates date[] Calendar dates that the text names.
---@field times time[] Durations, ages, times of day, what recurs, feasts.
---@field quotes quote[] What was said, by whom.
---@field events event[] What happened.
---@field topics topic[] Key phrases and themes: what it is about.
---@field diagnostics diagnostic[] What was wrong with the input.
---@field tokens tokens The tokens, in text order.
---@field persons entity[] The persons.
---@field organizations entity[] The organisations.
---@field places entity[] The places.
---@field layers layers The layers by name; `layers.missing` lists those nobody made.
local article = {}

---Adds a fact to a layer of your own; `span` is anything that has a place in the text.
---@param layer string
---@param span any
---@param attributes table|nil
---@return annotation
function article:annotate(layer, span, attributes) end

---Walks the matches of a query, in text order; `strategy` (`standard`, `shortest`, `longest`, `traditional`) says how long a match is.
---@param query pattern | string
---@param strategy string|nil
---@return fun(): any, any
function article:match(query, strategy) end

---The same as a list.
---@param query pattern | string
---@param strategy string|nil
---@return match[]
function article:matches(query, strategy) end

---Whether an analyser or script has made this layer.
---@param layer string
---@return boolean
function article:has(layer) end

---The stretch from byte `first` to byte `last` of the text.
---@param first integer
---@param last integer
---@return span
function article:span(first, last) end

---A stretch of an article's text.
---@class span
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field lemma string|nil The dictionary forms of its tokens, joined by spaces.
---@field pos string|nil The parts of speech of its tokens, joined by spaces.
---@field value number|nil The first number in it, in figures or words: 1500 for `1.500`, 3 for `trois`.
---@field mention mention|nil The first name in it, or the name it is part of.
---@field entity entity|nil What it names or points at.
local span = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function span:codepoints() end

---A stretch of the page with a function: headline, byline, body, boilerplate…
---@class region
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON.
---@field kind string `headline`, `standfirst`, `byline`, `dateline`, `date`, `body` or `boilerplate`.
local region = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function region:codepoints() end

---A sentence.
---@class sentence
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field number integer Its position in the article, from 1 on.
---@field region region|nil The part of the page it stands in.
---@field mentions mention[] The names in it.
---@field references reference[] The role phrases, nouns and pronouns in it that point at entities.
---@field roles role[] The roles stated in it.
---@field dates date[] The dates in it.
---@field times time[] The durations, ages, times of day and the like in it.
---@field quotes quote[] The quotes that begin in it.
---@field events event[] The events in it.
---@field persons entity[] The persons named in it.
---@field organizations entity[] The organisations named in it.
---@field places entity[] The places named in it.
local sentence = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function sentence:codepoints() end

---A word, number or punctuation mark.
---@class token
---@field text string The token as it stands in the article.
---@field form string The token as analysers read it: composed accents, straight apostrophe.
---@field lemma string|nil Dictionary form.
---@field pos string|nil Universal part of speech, such as `NOUN`.
---@field features string|nil Universal features, such as `Gender=Fem|Number=Sing`.
---@field head token|nil The token it depends on; nil at the root of a sentence.
---@field relation string|nil How it depends on its head, such as `nsubj` or `obl:agent`.
---@field dependents token[] The tokens of its sentence that depend on it.
---@field number integer Its position in the article, from 1 on.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence The sentence it belongs to.
---@field value number|nil The first number in it, in figures or words: 1500 for `1.500`, 3 for `trois`.
---@field mention mention|nil The first name in it, or the name it is part of.
---@field entity entity|nil What it names or points at.
local token = {}

---One feature's value, such as `Fem` for `Gender`.
---@param name string
---@return string|nil
function token:feature(name) end

---The tokens of an article; its fields are whole columns.
---@class tokens
---@field form string[] The forms of all tokens.
---@field lemma string[] The lemmas of all tokens.
---@field pos string[] The parts of speech of all tokens.
---@field features string[] The features of all tokens.
---@field relation string[] The relations of all tokens to their heads.
---@field head_number integer[] The numbers of all tokens' heads; 0 at the root of a sentence.
---@field sentence_number integer[] The sentence numbers of all tokens.
---@field first_byte integer[] First bytes in `article.text`, from 1 on.
---@field last_byte integer[] Last bytes in `article.text`.
local tokens = {}

---One occurrence of a proper name.
---@class mention
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field type string `PER`, `ORG` or `LOC`.
---@field entity entity|nil What it names.
---@field title string|nil Honorific, rank or office right before the name.
local mention = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function mention:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function mention:why() end

---Its plain fields in a table of your own.
---@return table
function mention:copy() end

---A person, organisation or place: all mentions of one thing.
---@class entity
---@field id string Stable identifier, as in JSON.
---@field name string The fullest name the article gives.
---@field type string `PER`, `ORG` or `LOC`.
---@field aliases string[] Other spellings and short forms.
---@field mentions mention[] Its occurrences, in text order.
---@field references reference[] Role phrases, nouns and pronouns that point at it.
---@field roles role[] The offices and ranks it holds.
---@field quotes quote[] What it said.
---@field events event[] The events it takes part in.
---@field country string|nil ISO 3166-1 code of the country it lies in.
---@field geonames integer|nil GeoNames identifier.
---@field latitude number|nil Degrees north.
---@field longitude number|nil Degrees east.
---@field evidence evidence Where it was read, by whom, how surely.
---@field sentence sentence|nil The sentence that names it first.
local entity = {}

---The sentences that name it, as `workbench why` prints them.
---@return string
function entity:why() end

---Words other than a name that point at an entity: a role phrase, a common noun, a pronoun.
---@class reference
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field kind string `role`, `noun` or `pronoun`.
---@field entity entity|nil What it points at; nil where the article does not decide.
---@field candidates entity[] Everything it may point at, likeliest first.
local reference = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function reference:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function reference:why() end

---Its plain fields in a table of your own.
---@return table
function reference:copy() end

---A title, rank, office or function that the article states of a person.
---@class role
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field person entity Who holds it.
---@field of entity|nil The organisation or place it belongs to.
---@field title string The office's words, without article.
---@field class string|nil `state`, `military`, `party`, `religious`…
---@field status string|nil `current`, `former`, `interim`, `candidate` or `appointed`.
local role = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function role:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function role:why() end

---Its plain fields in a table of your own.
---@return table
function role:copy() end

---A calendar point or interval that the text names.
---@class date
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field value string|nil ISO 8601, such as `2025-06-20`, `2025-04` or `2025-03-12/2025-03-14`.
---@field kind string What the words mean: `date`.
---@field precision string `day`, `week`, `month`, `quarter`, `year`, `decade`, `century` or `interval`.
---@field anchor string|nil What it was reckoned from: `text`, `published` or `mentioned`.
---@field start_date string|nil First day, `YYYY-MM-DD`.
---@field end_date string|nil Last day, `YYYY-MM-DD`.
---@field week string|nil ISO week of the first day, such as `2025-W25`.
---@field acled integer|nil ACLED's time precision: 1 a day, 2 within a week, 3 within a month.
---@field weekday integer|nil 1 for Monday to 7 for Sunday, of a single day.
local date = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function date:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function date:why() end

---Its plain fields in a table of your own.
---@return table
function date:copy() end

---Words about time that are no calendar date: duration, age, time of day, recurrence, feast.
---@class time
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field kind string `duration`, `age`, `time` (of day), `set` (what recurs) or `feast`.
---@field value string|nil ISO 8601: `P3D`, `T14:30`, the days of a feast.
---@field start_date string|nil First day of a feast, `YYYY-MM-DD`.
---@field end_date string|nil Last day of a feast, `YYYY-MM-DD`.
local time = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function time:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function time:why() end

---Its plain fields in a table of your own.
---@return table
function time:copy() end

---What somebody said or wrote.
---@class quote
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field speaker entity|nil Who said it.
---@field speaker_text string|nil The words that point at the speaker.
---@field cue_text string|nil The words that report it, such as `a déclaré`.
---@field kind string `direct`, `mixed` or `indirect`.
---@field cue string|nil Lemma of the reporting verb or preposition.
---@field stance string|nil `states`, `denies`, `promises`, `warns`, `asks`, `praises`, `condemns`…
local quote = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function quote:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function quote:why() end

---Its plain fields in a table of your own.
---@return table
function quote:copy() end

---Something reported to have happened, be happening or be announced.
---@class event
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field type string `meeting`, `attack`, `election`, `appointment`…
---@field code string|nil PLOVER's code, where it has one.
---@field trigger string The words that name it.
---@field status string|nil `happened`, `announced`, `denied`, `hypothetical` or `recurring`.
---@field date string|nil When, in ISO 8601.
---@field time date|nil When, with interval and precision.
---@field main boolean Whether the article is about it; otherwise it is background.
---@field place entity|nil Where.
---@field participants participant[] Who took part.
---@field numbers count[] How many of what.
local event = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function event:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function event:why() end

---Its plain fields in a table of your own.
---@return table
function event:copy() end

---What an article is about: a key phrase or a theme.
---@class topic
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field kind string `phrase` or `theme`.
---@field name string The phrase as it is written inside a sentence, or the theme's name.
---@field score integer How much the article is about it, from 0 to 100.
---@field count integer In how many places it stands.
---@field spans span[] Where it stands.
local topic = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function topic:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function topic:why() end

---Its plain fields in a table of your own.
---@return table
function topic:copy() end

---Somebody's part in an event.
---@class participant
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field entity entity Who it is.
---@field name string The entity's name.
---@field part string `agent`, `patient`, `chair`, `host`…
local participant = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function participant:codepoints() end

---A number that an event's report gives, with what it counts.
---@class count
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field value integer How many.
---@field what string Of what.
local count = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function count:codepoints() end

---Where in the text a fact was read, by whom, and how surely.
---@class evidence
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field spans span[] Every place the fact was read from.
---@field sentences sentence[] The sentences it was read in, in text order.
---@field reason string|nil Why the fact holds, in a line for people, where it is not plain.
---@field by string The analyser or plugin that found it.
---@field rule string|nil The rule that applied.
---@field version string The analyser's version.
---@field confidence number How sure it is, from 0 to 1.
local evidence = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function evidence:codepoints() end

---A fact that a script or plugin added to a layer of its own.
---@class annotation
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field id string Stable identifier, as in JSON and for `workbench why`.
---@field span span Its place in the text.
---@field evidence evidence Where it was read, by whom, how surely.
---@field confidence number How sure the analyser is, from 0 to 1.
---@field layer string The layer it belongs to.
---@field attributes table A copy of its attributes.
---@field [string] any
local annotation = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function annotation:codepoints() end

---Its sentences with the evidence underlined, as `workbench why` prints them.
---@return string
function annotation:why() end

---Its plain fields in a table of your own.
---@return table
function annotation:copy() end

---A query in the corpus query language, compiled once and matched as often as needed.
---@class pattern
---@field source string The query as it was written.
---@field labels string[] Its labels, in order of appearance.
local pattern = {}

---A stretch of text that a pattern fits; its labels are fields.
---@class match
---@field text string The words, as they stand in the article.
---@field first integer Its first byte in `article.text`, from 1 on.
---@field last integer Its last byte in `article.text`.
---@field sentence sentence|nil The sentence in which it begins.
---@field tokens token[] The tokens it covers.
---@field span span Its place in the text, with what is known of its words.
---@field labels table The labels that were reached, by name, each a span.
---@field [string] any
local match = {}

---Start and end in code points as in JSON: from 0 on, end exclusive.
---@return integer
---@return integer
function match:codepoints() end

---Several articles, in order: a list that makes an article when a script comes to it.
---@class corpus
---@field count integer How many articles there are, as `#corpus` says.
---@field sources string[] The articles' files, in order.
local corpus = {}

---Walks the articles, in order; those that cannot be read are left out.
---@return fun(): any, any
function corpus:articles() end

---Walks the matches of a query in all articles, in order: each match, and its article.
---@param query pattern | string
---@param strategy string|nil
---@return fun(): any, any
function corpus:match(query, strategy) end

---The articles that hold all the words, capitals and accents overlooked, best first; `"two words"` stand together, `inond*` is a beginning.
---@param words string
---@return article[]
function corpus:find(words) end

---Counts the tokens with these values, or the matches of `query`, `by` year, month, day, source, publisher or language, or by a token's `lemma`, `word`…; `minimum` and `limit` cut the rows.
---@param what table
---@return table
function corpus:frequency(what) end

---The layers of an article, by name.
---@class layers
---@field present string[] Names of the layers that exist.
---@field missing string[] Names of the model's layers that no analyser makes.
---@field [string] any
local layers = {}

---Something that was wrong with the input.
---@class diagnostic
---@field severity string `error`, `warning` or `note`.
---@field code string Short stable name.
---@field message string What is wrong.
---@field remedy string|nil What to do about it.
local diagnostic = {}

---A report table: rows of cells under named columns.
---@class table
---@field columns string[] The columns' names.
---@field count integer How many rows it has.
---@field rows table[] Copies of its rows: cells by column name.
local table = {}

---Adds a row: its cells in order, or by column name; returns the table.
---@param row table
---@return table
function table:add(row) end

---The table aligned for a terminal.
---@return string
function table:text() end

---The table as Markdown.
---@return string
function table:markdown() end

---The table as CSV (RFC 4180); cells that look like formulas are quoted.
---@return string
function table:csv() end

---The table as a JSON array of objects.
---@return string
function table:json() end

---The table as JSON Lines.
---@return string
function table:jsonl() end

---Tables, headings and files for what a script has to say.
---@class report
local report = {}

---An empty table with these columns.
---@param columns string[]
---@return table
function report.table(columns) end

---The text with a line under it.
---@param text string
---@return string
function report.heading(text) end

---The text in lines of at most `width` columns (80), each after `indent`.
---@param text string
---@param width integer|nil
---@param indent string|nil
---@return string
function report.wrap(text, width, indent) end

---How many columns of a terminal the text takes.
---@param text string
---@return integer
function report.width(text) end

---The text cut to `width` columns, with `…`.
---@param text string
---@param width integer
---@return string
function report.cut(text, width) end

---The value as JSON, keys sorted.
---@param value any
---@return string
function report.json(value) end

---Walks a table of numbers from the largest down, ties by name; at most `most` of them.
---@param counts table
---@param most integer|nil
---@return fun(): any, any
function report.ranked(counts, most) end

---Writes a file in the folder that `--output` names; a table is written as its extension says (csv, md, json).
---@param name string
---@param content string | table
function report.save(name, content) end

---The article the script runs over; in a script with `map` there is none, and over several files neither.
---@type article
article = nil

---The articles, where the script runs over several and defines no `map`.
---@type corpus
corpus = nil

---What the user wrote behind `--`.
---@type string[]
arg = nil

---Compiles a query (docs/query-language.md); `lists` gives the words of each `$name`, such as `{ arms = { "fusil", "arme" } }`.
---@param query string
---@param lists table|nil
---@return pattern
function pattern(query, lists) end

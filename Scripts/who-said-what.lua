-- who-said-what.lua: every quote with its speaker and the words that report it
local report = require "report"

local rows = report.table { "speaker", "office", "cue", "stance", "kind", "quote" }
for _, quote in ipairs(article.quotes) do
  rows:add {
    speaker = quote.speaker and quote.speaker.name or quote.speaker_text,
    office = quote.speaker and quote.speaker.roles:map("title"),
    cue = quote.cue_text,
    stance = quote.stance,
    kind = quote.kind,
    quote = quote.text,
  }
end
print(rows) -- aligned on a terminal; --format csv, markdown or json for other programs

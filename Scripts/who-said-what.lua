-- who-said-what.lua: every quote with its speaker, the words that report it and what saying it so amounts to
local report = require "report"

-- The words themselves stand between marks; what is retold does not.
local function shown(quote)
  if quote.kind == "indirect" then return quote.text end
  return "« " .. quote.text .. " »"
end

local rows = report.table { "speaker", "office", "cue", "stance", "kind", "quote" }
for _, quote in ipairs(article.quotes) do
  rows:add {
    -- A speaker who is nobody by name is shown in the article's words, in brackets.
    speaker = quote.speaker and quote.speaker.name or quote.speaker_text and "(" .. quote.speaker_text .. ")",
    office = quote.speaker and quote.speaker.roles:map("title"),
    cue = quote.cue_text,
    stance = quote.stance,
    kind = quote.kind,
    quote = shown(quote),
  }
end
print(rows) -- aligned on a terminal; --format csv, markdown or json for other programs

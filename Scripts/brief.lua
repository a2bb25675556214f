-- brief.lua: the one-page brief of an article: who, where, when, who said what, what happened
local report = require "report"

local function section(title) print("\n" .. report.heading(title)) end

local function item(text) print(report.wrap(text, 78, "  ")) end

-- The parts that are there, in one line
local function line(parts) if #parts > 0 then print(report.wrap(table.concat(parts, " · "), 78)) end end

-- The first lines of the page: the title, who signed it, what it is about
line { article.title or article.source }
local signed, about = {}, {}
for _, field in ipairs { "author", "publisher", "published" } do signed[#signed + 1] = article[field] end
line(signed)
for _, kind in ipairs { "theme", "phrase" } do
  for _, topic in ipairs(article.topics) do
    if topic.kind == kind then about[#about + 1] = topic.name end
  end
end
line(about)

section "Who"
for _, person in ipairs(article.persons) do
  local text = person.name
  for _, role in ipairs(person.roles) do
    text = text .. " · " .. role.title .. (role.of and " (" .. role.of.name .. ")" or "")
  end
  item(text)
end
for _, organization in ipairs(article.organizations) do
  item(table.concat({ organization.name, table.unpack(organization.aliases) }, ", "))
end

section "Where"
for _, place in ipairs(article.places) do
  item(place.name .. (place.country and " (" .. place.country .. ")" or ""))
end

section "When"
for _, date in ipairs(article.dates) do item((date.value or "unresolved") .. " · " .. date.text) end

section "Who said what"
for _, quote in ipairs(article.quotes) do
  local who = quote.speaker and quote.speaker.name or quote.speaker_text or "?"
  local how = quote.cue_text and " (" .. quote.cue_text .. ")" or ""
  item(who .. how .. ": " .. (quote.kind == "indirect" and quote.text or "« " .. quote.text .. " »"))
end

section "What happened"
for _, event in ipairs(article.events) do
  local where = event.place and " · " .. event.place.name or ""
  if event.main then item((event.date or "undated") .. where .. " · " .. event.type .. ": " .. event.sentence.text) end
end

-- What a reader would look for and not find here
for _, layer in ipairs { "roles", "quotes", "events" } do
  if not article:has(layer) then print("\nNot in this brief, for want of an analyser: " .. layer) end
end

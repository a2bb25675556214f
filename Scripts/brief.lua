-- brief.lua: the one-page brief of an article: who, where, when, who said what, what happened
local report = require "report"

local function section(title)
  print()
  print(report.heading(title))
end

local function item(text) print(report.wrap(text, 78, "  ")) end

-- The first line of the page
print(report.wrap(article.title or article.source, 78))
local signed = {}
if article.author then signed[#signed + 1] = article.author end
if article.publisher then signed[#signed + 1] = article.publisher end
if article.published then signed[#signed + 1] = article.published end
if #signed > 0 then print(table.concat(signed, " · ")) end

-- What it is about: themes, then key phrases
local about = {}
for _, kind in ipairs { "theme", "phrase" } do
  for _, topic in ipairs(article.topics) do
    if topic.kind == kind then about[#about + 1] = topic.name end
  end
end
if #about > 0 then print(report.wrap(table.concat(about, " · "), 78)) end

section "Who"
for _, person in ipairs(article.persons) do
  local line = person.name
  for _, role in ipairs(person.roles) do
    line = line .. " · " .. role.title .. (role.of and " (" .. role.of.name .. ")" or "")
  end
  item(line)
end
for _, organization in ipairs(article.organizations) do
  local names = { organization.name }
  for _, alias in ipairs(organization.aliases) do names[#names + 1] = alias end
  item(table.concat(names, ", "))
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

if article:has "events" then
  section "What happened"
  for _, event in ipairs(article.events) do
    item((event.date or "undated") .. " · " .. event.type .. ": " .. event.sentence.text)
  end
end

-- What a reader would look for and not find here
for _, layer in ipairs { "roles", "quotes", "events" } do
  if not article:has(layer) then print("\nNot in this brief, for want of an analyser: " .. layer) end
end

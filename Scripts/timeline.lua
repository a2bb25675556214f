-- timeline.lua: what happened when, the main events and whatever else has a date; where no analyser finds events, the dates and their sentences
local report = require "report"

local rows = report.table { "date", "what", "where", "sentence" }
if article:has "events" then
  for _, event in ipairs(article.events:sorted("date")) do
    if event.main or event.date then
      rows:add { event.date or "undated", event.type, event.place and event.place.name, event.sentence.text }
    end
  end
else
  for _, date in ipairs(article.dates:sorted("value")) do
    local sentence = date.sentence
    rows:add { date.value or "undated", date.text, sentence and sentence.places, sentence and sentence.text }
  end
end
print(rows)

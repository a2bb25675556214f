-- One row an event: what a coder would begin from. Nothing is guessed: what the article does not say stays empty.
local report = require "report"
local columns = require "columns"

local names = { "event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "actor2", "country", "location",
  "latitude", "longitude", "fatalities", "source", "notes" }

local header = {}
for _, name in ipairs(names) do
  header[#header + 1] = name
  if options.evidence and columns.has_evidence[name] then header[#header + 1] = name .. "_sentence" end
end
header[#header + 1] = "evidence"
local rows = report.table(header)

local types = {}
for word in options.types:gmatch "[^,%s]+" do types[word] = true end

--- Whether the user wants the event.
local function wanted(event)
  if not types.all and not types[event.type] then return false end
  if options.main and not event.main then return false end
  if not options.since and not options["until"] then return true end
  local date = event.date
  if not date then return false end
  -- ISO days, months and years compare as text, a shorter one at its beginning.
  if options.since and date < options.since:sub(1, #date) then return false end
  if options["until"] and date:sub(1, 10) > options["until"] then return false end
  return true
end

for _, event in ipairs(article.events) do
  if wanted(event) then
    local cells = columns.cells(article, event)
    local row = {}
    for _, name in ipairs(names) do
      row[#row + 1] = cells[name].value or ""
      if options.evidence and columns.has_evidence[name] then
        row[#row + 1] = cells[name].sentence and cells[name].sentence.number or ""
      end
    end
    row[#row + 1] = columns.evidence(event)
    rows:add(row)
  end
end

print(rows)
if options.save then report.save(options.save, rows) end

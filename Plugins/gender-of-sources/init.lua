-- The share of quotes by women and men among the persons who are quoted by name.
local report = require "report"
local gender = require "gender"

-- Once an article: speaker → { quotes, gender, by }.
function map(article)
  local speakers = {}
  for _, quote in ipairs(article.quotes) do
    local speaker = quote.speaker
    if speaker and speaker.type == "PER" then
      local row = speakers[speaker.name]
      if not row then
        local found, by = gender.of(speaker)
        row = { quotes = 0, gender = found, by = by }
        speakers[speaker.name] = row
      end
      row.quotes = row.quotes + 1
    end
  end
  return next(speakers) and { speakers } or nil
end

-- Articles are kept apart: the same name may be somebody else elsewhere.
function merge(all, more)
  for _, speakers in ipairs(more) do all[#all + 1] = speakers end
  return all
end

local function share(part, whole) return whole == 0 and "" or ("%d %%"):format((part * 100 + whole // 2) // whole) end

function finish(total)
  local quotes, persons, decided = {}, {}, {}
  local listed = report.table { "speaker", "gender", "decided by", "quotes" }
  for _, speakers in ipairs(total or {}) do
    for name, row in pairs(speakers) do
      quotes[row.gender] = (quotes[row.gender] or 0) + row.quotes
      persons[row.gender] = (persons[row.gender] or 0) + 1
      decided[row.by] = (decided[row.by] or 0) + 1
      listed:add { name, row.gender, row.by, row.quotes }
    end
  end
  local known = (quotes.woman or 0) + (quotes.man or 0)
  local rows = report.table { "gender", "speakers", "quotes", "share of decided quotes" }
  for _, name in ipairs { "woman", "man", "undecided" } do
    rows:add {
      name, persons[name] or 0, quotes[name] or 0, name == "undecided" and "" or share(quotes[name] or 0, known),
    }
  end
  print(rows)
  if options.list then print(listed) end
end

-- Who is quoted how often and in which role, by source, week or month.
local report = require "report"
local calendar = require "calendar"

local groups = { none = true, source = true, week = true, month = true }
if not groups[options.by] then error("--by is source, week, month or none, not '" .. options.by .. "'", 0) end

--- The group that an article belongs to.
local function group(article)
  if options.by == "source" then return article.publisher or "unknown source" end
  if options.by == "none" then return "all" end
  local day = article.published
  if not day then return "undated" end
  return options.by == "month" and day:sub(1, 7) or calendar.week(day)
end

--- The title under which an article quotes somebody: the first it states.
local function title(person)
  local role = person.roles[1]
  if not role then return "" end
  return role.of and role.title .. " (" .. role.of.name .. ")" or role.title
end

-- Once an article: group → speaker → { quotes, articles, roles = { title → articles } }.
function map(article)
  local speakers = {}
  for _, quote in ipairs(article.quotes) do
    local speaker = quote.speaker
    if speaker then
      local row = speakers[speaker.name] or { quotes = 0, articles = 1, roles = {} }
      row.quotes = row.quotes + 1
      local role = title(speaker)
      if role ~= "" then row.roles[role] = 1 end
      speakers[speaker.name] = row
    end
  end
  if not next(speakers) then return nil end
  return { [group(article)] = speakers }
end

function merge(all, more)
  for name, speakers in pairs(more) do
    local known = all[name] or {}
    for speaker, row in pairs(speakers) do
      local sum = known[speaker] or { quotes = 0, articles = 0, roles = {} }
      sum.quotes = sum.quotes + row.quotes
      sum.articles = sum.articles + row.articles
      for role, count in pairs(row.roles) do sum.roles[role] = (sum.roles[role] or 0) + count end
      known[speaker] = sum
    end
    all[name] = known
  end
  return all
end

function finish(total)
  local rows = report.table { "group", "speaker", "quotes", "articles", "role" }
  for name, speakers in pairs(total or {}) do
    local counts = {}
    for speaker, row in pairs(speakers) do
      if row.quotes >= options.least then counts[speaker] = row.quotes end
    end
    for speaker, quotes in report.ranked(counts, options.most) do
      local row = speakers[speaker]
      -- The role that most articles state.
      local role
      for best in report.ranked(row.roles, 1) do role = best end
      rows:add { name, speaker, quotes, row.articles, role or "" }
    end
  end
  print(rows)
end

-- most-quoted.lua: who is quoted most often, in one article or in all the files of a folder
local report = require "report"

-- Called once an article, on any processor: what it returns must be plain data.
function map(article)
  local count = {}
  for _, quote in ipairs(article.quotes) do
    if quote.speaker then
      local name = quote.speaker.name
      count[name] = (count[name] or 0) + 1
    end
  end
  return count
end

-- Puts the articles' counts together, in the articles' order.
function merge(a, b)
  for name, number in pairs(b) do
    a[name] = (a[name] or 0) + number
  end
  return a
end

function finish(total)
  local rows = report.table { "quotes", "speaker" }
  for name, number in report.ranked(total or {}, 20) do
    rows:add { number, name }
  end
  print(rows)
end

-- names.lua: every person, organisation and place, with how often and in which spellings it is named
local report = require "report"

local kinds = { PER = "person", ORG = "organisation", LOC = "place" }
local rows = report.table { "name", "kind", "mentions", "also", "first named in" }
for _, entity in ipairs(article.entities) do
  rows:add {
    entity.name,
    kinds[entity.type],
    #entity.mentions,
    entity.aliases,
    entity.sentence and report.cut(entity.sentence.text, 60),
  }
end
print(rows)

-- roles.lua: who holds which office, as this article says, and the words that say so
local report = require "report"

local rows = report.table { "person", "office", "of", "class", "status", "evidence" }
for _, person in ipairs(article.persons) do
  for _, role in ipairs(person.roles) do
    rows:add {
      person = person.name,
      office = role.title,
      of = role.of and role.of.name,
      class = role.class,
      status = role.status,
      evidence = role.evidence.text,
    }
  end
end
print(rows)

test("a speaker's quotes and role are counted", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Awa Diarra, présidente du comité. « Le calendrier est tenu », a-t-elle ajouté.
]], function(_, output)
  assert(output:find('"Awa Diarra"', 1, true), output)
  assert(output:find('"quotes":', 1, true), output)
end)

test("an article without a speaker gives nothing", "Titre\n\nIl pleut.", function(_, output) assert(output == nil) end)

test("the week is that of ISO 8601", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Awa Diarra, présidente du comité.
]], function(_, output) assert(output:find("2025-W10", 1, true), output) end,
  { published = "2025-03-04", options = { by = "week" } })

test("the last days of a year can belong to the next year's first week", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Awa Diarra, présidente du comité.
]], function(_, output) assert(output:find("2025-W01", 1, true), output) end,
  { published = "2024-12-30", options = { by = "week" } })

test("groups by publisher", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Awa Diarra, présidente du comité.
]], function(_, output) assert(output:find("L'Écho du Fleuve", 1, true), output) end,
  { publisher = "L'Écho du Fleuve", options = { by = "source" } })

-- seizures.lua: what was seized, how many, and where; a layer of one's own, made with a pattern
local report = require "report"

-- A number and a thing, in a sentence of the article's body that speaks of a seizure (docs/query-language.md).
local seized = pattern([[
  number:[pos = "NUM"] [pos = "ADJ|ADP|DET"]{0,2} what:[lemma = $goods]
  within (<s/> containing [lemma = $seize]) within body
]], {
  seize = { "saisir", "saisie", "confisquer", "confiscation", "récupérer", "intercepter" },
  goods = { "arme", "fusil", "pistolet", "moto", "véhicule", "munition", "cartouche", "kilogramme", "kilo", "sac", "litre" },
})

-- Labels come back as spans: `value` reads figures and words, `lemma` gives the form a dictionary lists.
for match in article:match(seized) do
  article:annotate("seizure", match, {
    count = match.number.value,
    what = match.what.lemma,
    place = match.sentence.places[1],
  })
end

local rows = report.table { "how many", "of what", "where", "sentence" }
for _, seizure in ipairs(article.layers.seizure) do
  rows:add { seizure.count, seizure.what, seizure.place, seizure.sentence.text }
end
print(rows)

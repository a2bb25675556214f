--- The attacks that this plugin found; the analysers find some of their own.
local function attacks(article)
  local found = {}
  for _, event in ipairs(article.events) do
    if event.type == "attack" and event.evidence.by == "sahel-security" then found[#found + 1] = event end
  end
  return found
end

local function part(event, name)
  for _, participant in ipairs(event.participants) do
    if participant.part == name then return participant.name end
  end
end

test("attacker, target, place, day and dead of an attack", [[
Tirs dans la nuit

Le JNIM a attaqué le camp des FAMa à Ténenkou le 3 juin 2025, faisant onze morts et quatre blessés.
]], function(article)
  local event = attacks(article)[1]
  assert(event, "no attack was found")
  assert(part(event, "agent") == "JNIM", part(event, "agent"))
  assert(part(event, "patient") == "FAMa", part(event, "patient"))
  assert(event.place and event.place.name == "Ténenkou")
  assert(event.date == "2025-06-03")
  local counts = {}
  for _, number in ipairs(event.numbers) do counts[number.what] = number.value end
  assert(counts.dead == 11, counts.dead)
  assert(counts.injured == 4, counts.injured)
end)

test("the attacker of a passive", [[
Titre

Le convoi a été attaqué par des éléments de Boko Haram près de Diffa.
]], function(article)
  local event = attacks(article)[1]
  assert(event and part(event, "agent") == "Boko Haram")
end)

test("an attack that somebody claimed", [[
Titre

L'embuscade de mardi, revendiquée par l'EIGS, a eu lieu près de Tillabéri.
]], function(article)
  local event = attacks(article)[1]
  assert(event and part(event, "agent") == "EIGS")
end)

test("a game that is attacked is no attack", [[
Titre

L'attaquant a inscrit deux buts.
]], function(article) assert(#attacks(article) == 0) end)

test("every fact says who found it", [[
Titre

Le JNIM a attaqué Ténenkou.
]], function(article)
  local evidence = attacks(article)[1].evidence
  assert(evidence.by == "sahel-security" and evidence.rule == "group attacks")
  assert(evidence.version:find("^1%.0%.0%+sha256%."))
end)

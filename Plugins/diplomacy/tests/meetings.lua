--- The first event of a type that this plugin found; the analysers find some of their own.
local function first(article, type)
  for _, event in ipairs(article.events) do
    if event.type == type and event.evidence.by == "diplomacy" then return event end
  end
end

local function part(event, name)
  for _, participant in ipairs(event.participants) do
    if participant.part == name then return participant.name end
  end
end

test("who meets whom, where", [[
Rencontre au sommet

La ministre Awa Diarra a rencontré Malik Sendou à Niamey le 4 mars 2025.
]], function(article)
  local event = first(article, "meeting")
  assert(event, "no meeting was found")
  assert(part(event, "agent") == "Awa Diarra", part(event, "agent"))
  assert(part(event, "with") == "Malik Sendou", part(event, "with"))
  assert(event.place.name == "Niamey")
  assert(event.date == "2025-03-04")
end)

test("an agreement and what it is about", [[
Transport aérien

Le Bénin et le Togo ont signé un accord sur le transport aérien.
]], function(article)
  local event = first(article, "agreement")
  assert(event, "no agreement was found")
  assert(part(event, "agent") == "Bénin")
  assert(part(event, "with") == "Togo")
  local row = article.layers.diplomacy[1]
  assert(row.kind == "agreement" and row.about:find("transport aérien", 1, true), row.about)
end)

test("a summit has its body and its place", [[
Titre

Le sommet de la CEDEAO s'est ouvert dimanche à Abuja.
]], function(article)
  local event = first(article, "meeting")
  assert(event and part(event, "agent") == "CEDEAO")
  assert(event.place.name == "Abuja")
end)

test("a visit has its place", [[
Titre

Malik Sendou est attendu jeudi en visite officielle à Dakar.
]], function(article)
  local event = first(article, "meeting")
  assert(event and event.place.name == "Dakar")
end)

test("receiving a parcel is no meeting", "Titre\n\nIl a reçu un colis.", function(article)
  assert(not first(article, "meeting"))
end)

test("a group is one thing under its French and its English name", [[
Revendication

Le GSIM a revendiqué l'embuscade. Selon un analyste, le JNIM contrôle la piste depuis mars.
]], function(article)
  local group
  for _, organization in ipairs(article.organizations) do
    if organization.name == "GSIM" or organization.name == "JNIM" then group = organization end
  end
  assert(group, "no such group")
  assert(#group.mentions == 2, #group.mentions)
end)

test("a name of several words is whole", [[
Titre

Des combattants de l'État islamique au Sahel ont quitté la zone.
]], function(article)
  assert(article.mentions:where({ text = "État islamique au Sahel" })[1].type == "ORG")
end)

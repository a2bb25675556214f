-- The events come from whatever analysers and plugins take part; without any the table is empty.
test("the columns are those of a coder's sheet", "Titre\n\nRien ne s'est passé.", function(_, output)
  assert(output:find("event_date", 1, true), output)
  assert(output:find("fatalities", 1, true), output)
end)

test("evidence columns stand behind their cells", "Titre\n\nRien.", function(_, output)
  assert(output:find("actor1_sentence", 1, true), output)
end, { options = { evidence = true } })

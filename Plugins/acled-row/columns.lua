-- The cells of a row, each with the sentence it was read in.
local columns = {}

-- ACLED's event types (ACLED Codebook), as far as the types of events tell them.
local types = {
  attack = "Violence against civilians",
  battle = "Battles",
  protest = "Protests",
  agreement = "Strategic developments",
  meeting = "Strategic developments",
  seizure = "Strategic developments",
}

--- Columns whose cells come from a sentence of their own.
columns.has_evidence = {
  event_date = true, event_type = true, actor1 = true, actor2 = true, location = true, fatalities = true,
}

local function participant(event, parts)
  for _, name in ipairs(parts) do
    for _, participant in ipairs(event.participants) do
      if participant.part == name then return participant end
    end
  end
end

--- The dead that the event's report counts.
local function dead(event)
  for _, number in ipairs(event.numbers) do
    if number.what == "dead" or number.what:find("mort", 1, true) or number.what:find("tué", 1, true) then return number end
  end
end

--- The cells of an event by column name: { value, sentence }.
function columns.cells(article, event)
  local first = participant(event, { "agent" })
  local second = participant(event, { "patient", "with", "target" })
  local type = types[event.type]
  -- Two armed sides are a battle.
  if event.type == "attack" and first and second and second.entity.type == "ORG" then type = types.battle end
  local place, count, time = event.place, dead(event), event.time
  local cells = {
    event_id_cnty = { value = article.id .. "-" .. event.id },
    event_date = { value = event.date, sentence = time and time.sentence },
    -- ACLED: 1 the day is known, 2 the week, 3 the month.
    time_precision = { value = time and time.acled },
    event_type = { value = type or event.type, sentence = event.sentence },
    actor1 = { value = first and first.name, sentence = first and first.sentence },
    actor2 = { value = second and second.name, sentence = second and second.sentence },
    country = { value = place and place.country },
    location = { value = place and place.name, sentence = place and place.sentence },
    latitude = { value = place and place.latitude },
    longitude = { value = place and place.longitude },
    fatalities = { value = count and count.value, sentence = count and count.sentence },
    source = { value = article.publisher or article.source },
    notes = { value = event.sentence and event.sentence.text },
  }
  return cells
end

--- Who found the event, by which rule, how surely.
function columns.evidence(event)
  local evidence = event.evidence
  return ("%s%s %s (%.2f)"):format(
    evidence.by, evidence.rule and "/" .. evidence.rule or "", evidence.version, evidence.confidence)
end

return columns

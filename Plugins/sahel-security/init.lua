-- Attacks: a trigger, and what its sentence says of attacker, target, place, day and casualties.
-- Names and aliases of groups and forces are in lexicons/names.tsv and aliases.tsv; they need no code.
local plugin = require "plugin"

plugin.lexicon "attack-verbs.tsv"
plugin.lexicon "attack-nouns.tsv"

-- Casualties are counted by their noun: "dix-sept morts", "douze soldats tués".
local casualties = {
  { part = "dead", query = [[ number:[pos="NUM"] []{0,2} [lemma="mort|décès|tuer|tué"] within s ]] },
  { part = "injured", query = [[ number:[pos="NUM"] []{0,2} [lemma="blessé|blesser"] within s ]] },
  { part = "abducted", query = [[ number:[pos="NUM"] []{0,2} [lemma="enlever|otage|kidnapper"] within s ]] },
}

--- The numbers of a sentence, by what they count; the first of each kind.
local function numbers(article, sentence)
  local found = {}
  for _, kind in ipairs(casualties) do
    for match in article:match(kind.query) do
      if match.sentence == sentence and not found[kind.part] then found[kind.part] = match.number end
    end
  end
  return found
end

--- The first place named behind a byte in a sentence, else the first of the sentence, that takes no other part.
local function place(sentence, from, taken)
  local first
  for _, mention in ipairs(sentence.mentions) do
    local entity = mention.entity
    if mention.type == "LOC" and entity and not taken[entity] then
      if mention.first > from then return entity end
      first = first or entity
    end
  end
  return first
end

--- Turns a match into an event. The labels `agent` and `patient` are participants.
local function attack(match, article, is_lesser)
  local sentence = match.sentence
  local participants, taken = {}, {}
  local labels = match.labels
  for _, part in ipairs { "agent", "patient" } do
    local entity = labels[part] and labels[part].entity
    if entity then
      participants[part] = labels[part]
      if entity.type == "LOC" then
        -- A town that is attacked is where it happens.
        participants[part] = nil
      else
        taken[entity] = true
      end
    end
  end
  match:event {
    type = "attack",
    code = "ASSAULT",
    trigger = labels.trigger,
    participants = participants,
    place = place(sentence, labels.trigger.first, taken),
    date = sentence.dates[1],
    numbers = numbers(article, sentence),
    main = is_lesser ~= true,
  }
end

-- Of rules that find one trigger the first is taken, so those that say more come first.

plugin.rule "group attacks" { -- "Le GSIM a attaqué samedi le poste des FAMa"
  confidence = 0.85,
  match = {
    [[ agent:<ent type="ORG"/> []{0,4} trigger:[lemma=$attack_verbs & pos="VERB"] []{0,5}
       patient:<ent type="ORG"/> within s ]],
    [[ agent:<ent type="ORG"/> []{0,4} trigger:[lemma=$attack_verbs & pos="VERB"] within s ]],
  },
  action = attack,
}

plugin.rule "attacked by" { -- "le camp a été attaqué par des hommes du GSIM"
  confidence = 0.85,
  match = {
    [[ patient:<ent type="ORG"/> []{0,3} [lemma="être"] trigger:[lemma=$attack_verbs] []{0,2} "par" []{0,4}
       agent:<ent type="ORG"/> within s ]],
    [[ trigger:[lemma=$attack_verbs & pos="VERB"] []{0,3} "par" []{0,4} agent:<ent type="ORG"/> within s ]],
  },
  action = attack,
}

plugin.rule "attack of" { -- "une attaque du GSIM contre les FAMa", "l'attaque attribuée à Boko Haram"
  confidence = 0.8,
  match = {
    [[ trigger:[lemma=$attack_nouns & pos="NOUN"] []{0,2} [lemma="attribuer|revendiquer|mener|imputer|de|du"] []{0,3}
       agent:<ent type="ORG"/> []{0,4} "contre" []{0,6} patient:<ent/> within s ]],
    [[ trigger:[lemma=$attack_nouns & pos="NOUN"] []{0,6} [lemma="attribuer|revendiquer|mener|imputer"] []{0,3}
       agent:<ent type="ORG"/> within s ]],
    [[ trigger:[lemma=$attack_nouns & pos="NOUN"] []{0,2} "contre" []{0,6} patient:<ent/> within s ]],
  },
  action = attack,
}

plugin.rule "attack" { -- a noun of attack in a sentence with a place
  confidence = 0.6,
  match = [[ trigger:[lemma=$attack_nouns & pos="NOUN"] within (<s/> containing <ent type="LOC"/>) ]],
  -- Not a main event by itself, but the analysers may have found that it is one.
  action = function(match, article) attack(match, article, true) end,
}

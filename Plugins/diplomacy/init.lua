-- Meetings, visits, agreements and summits. Each becomes an event, and what it is about a fact of the layer `diplomacy`.
local plugin = require "plugin"

plugin.lexicon "meeting-nouns.tsv"
plugin.lexicon "meeting-verbs.tsv"
plugin.lexicon "agreement-nouns.tsv"
plugin.lexicon "visit-nouns.tsv"

-- What talks are about: "sur le transport aérien", "au sujet de la dette".
local subject = pattern [[
  ("sur" | "concernant" | "autour" "de"? | [lemma="au"] "sujet" [lemma="de|du"] | [word="consacrée?s?"] [lemma="à|au"])
  about:([pos="DET"]? [pos="NOUN"] ([pos="ADJ"] | [lemma="de|du"] [pos="DET"]? [pos="NOUN"]){0,3}) within s
]]

--- The first place of a sentence behind a byte that takes no other part.
local function place(sentence, from, taken)
  for _, mention in ipairs(sentence.mentions) do
    local entity = mention.entity
    if mention.type == "LOC" and entity and not taken[entity] and mention.first > from then return entity end
  end
end

--- What the sentence of a match says it is about, looking behind the trigger.
local function about(article, match, trigger)
  for found in article:match(subject, "longest") do
    if found.sentence == match.sentence and found.first > trigger.first then return found.about end
  end
end

--- An action that makes events of one type.
local function meeting(type, kind, code)
  return function(match, article)
    local labels, participants, taken = match.labels, {}, {}
    local trigger = labels.trigger
    for _, part in ipairs { "agent", "with" } do
      local entity = labels[part] and labels[part].entity
      if entity then
        participants[part] = labels[part]
        taken[entity] = true
      end
    end
    local where = labels.where and labels.where.entity or place(match.sentence, trigger.first, taken)
    local date = match.sentence.dates[1]
    match:event {
      type = type,
      code = code,
      trigger = trigger,
      participants = participants,
      place = where,
      date = date,
      main = true,
    }
    local topic = about(article, match, trigger)
    article:annotate("diplomacy", trigger, {
      kind = kind,
      who = labels.agent and labels.agent.entity,
      with = labels.with and labels.with.entity,
      where = where,
      date = date and date.value,
      about = topic and topic.text,
    })
  end
end

plugin.rule "meets" { -- "le ministre X a rencontré Y à Z"
  confidence = 0.8,
  match = {
    [[ agent:<ent type="PER|ORG"/> []{0,5} trigger:[lemma=$meeting_verbs & pos="VERB"] []{0,6}
       with:<ent type="PER|ORG"/> within s ]],
    [[ agent:<ent type="PER|ORG|LOC"/> []{0,4} trigger:[lemma="réunir|retrouver" & pos="VERB"] within s ]],
    [[ "se" trigger:[lemma="réunir|retrouver"] []{0,3} [lemma="à|au|en"] where:<ent type="LOC"/> within s ]],
  },
  action = meeting("meeting", "meeting", "CONSULT"),
}

plugin.rule "received by" { -- "X a été reçue par Y"
  confidence = 0.8,
  match = [[ agent:<ent type="PER|ORG"/> []{0,4} [lemma="être"] trigger:[lemma="recevoir|accueillir"] []{0,2} "par" []{0,6}
             with:<ent type="PER|ORG"/> within s ]],
  action = meeting("meeting", "audience", "CONSULT"),
}

plugin.rule "summit" { -- "le sommet de la CEDEAO à Abuja", "une rencontre entre X et Y"
  confidence = 0.7,
  match = {
    [[ trigger:[lemma=$meeting_nouns & pos="NOUN"] []{0,3} ("entre" | "avec") []{0,5} agent:<ent/> "et" []{0,4} with:<ent/>
       within s ]],
    [[ trigger:[lemma=$meeting_nouns & pos="NOUN"] []{0,3} ("entre" | "avec") []{0,5} agent:<ent/> within s ]],
    [[ trigger:[lemma=$meeting_nouns & pos="NOUN"] []{0,2} [lemma="de|du"] []{0,2} agent:<ent type="ORG"/> within s ]],
  },
  action = meeting("meeting", "summit", "CONSULT"),
}

plugin.rule "visit" { -- "en visite officielle à Z", "la visite de X à Z"
  confidence = 0.7,
  match = {
    [[ agent:<ent type="PER|ORG"/> []{0,8} trigger:[lemma=$visit_nouns & pos="NOUN"] []{0,4}
       [lemma="à|au|en|dans"] []{0,1} where:<ent type="LOC"/> within s ]],
    [[ trigger:[lemma=$visit_nouns & pos="NOUN"] []{0,2} [lemma="de|du"] []{0,4} agent:<ent type="PER|ORG"/>
       []{0,2} [lemma="à|au|en|dans"] []{0,1} where:<ent type="LOC"/> within s ]],
  },
  action = meeting("meeting", "visit", "CONSULT"),
}

plugin.rule "signs" { -- "X et Y ont signé un accord sur…"
  confidence = 0.8,
  match = {
    [[ agent:<ent/> "et" []{0,4} with:<ent/> []{0,4} trigger:[lemma="signer|conclure|parapher|ratifier" & pos="VERB"]
       []{0,3} [lemma=$agreement_nouns] within s ]],
    [[ agent:<ent/> []{0,4} trigger:[lemma="signer|conclure|parapher|ratifier" & pos="VERB"]
       []{0,3} [lemma=$agreement_nouns] within s ]],
    [[ trigger:[lemma="signer|conclure|parapher|ratifier" & pos="VERB"] []{0,3} [lemma=$agreement_nouns] within s ]],
  },
  action = meeting("agreement", "agreement", "AGREE"),
}

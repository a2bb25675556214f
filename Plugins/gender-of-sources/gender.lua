-- What a text says of a person's gender: in this order the title before the name, the form of an office, the pronouns,
-- the first name. The first that decides counts; where two of one kind disagree, the next kind is asked.
local plugin = require "plugin"

local gender = {}

local first_names = {}
for _, row in ipairs(plugin.rows "first-names.tsv") do first_names[row[1]] = row[2] == "F" and "woman" or "man" end

local titles = {
  ["Mme"] = "woman", ["Madame"] = "woman", ["Mlle"] = "woman", ["Hadja"] = "woman", ["Adja"] = "woman",
  ["M."] = "man", ["Monsieur"] = "man", ["MM."] = "man", ["El Hadj"] = "man", ["Elhadj"] = "man", ["Imam"] = "man",
}

-- Beginnings of offices whose form tells; those that are the same for both ("ministre", "maire") are not here.
local offices = {}
for _, row in ipairs(plugin.rows "office-forms.tsv") do
  offices[row[1]] = "man"
  offices[row[2]] = "woman"
end

--- Counts votes and gives the winner, or nil for none and for a tie.
local function decide(votes)
  if votes.woman == votes.man then return nil end
  return votes.woman > votes.man and "woman" or "man"
end

local function by_title(person)
  local votes = { woman = 0, man = 0 }
  for _, mention in ipairs(person.mentions) do
    local title = mention.title
    if title then
      for words, vote in pairs(titles) do
        if title == words or title:sub(1, #words + 1) == words .. " " then votes[vote] = votes[vote] + 1 end
      end
    end
  end
  return decide(votes)
end

local function by_office(person)
  local votes = { woman = 0, man = 0 }
  for _, role in ipairs(person.roles) do
    local vote = offices[(role.title:match "^[^%s,]+" or ""):lower()]
    if vote then votes[vote] = votes[vote] + 1 end
  end
  return decide(votes)
end

local function by_pronoun(person)
  local votes = { woman = 0, man = 0 }
  for _, reference in ipairs(person.references) do
    local text = reference.text:lower()
    if text:find "elle$" then votes.woman = votes.woman + 1 end
    if text == "il" or text:find "%-il$" or text == "lui" then votes.man = votes.man + 1 end
  end
  return decide(votes)
end

local function by_first_name(person) return first_names[(person.name:match "^[^%s%-]+" or "")] end

--- "woman", "man" or "undecided", and what decided.
function gender.of(person)
  for _, way in ipairs {
    { by_title, "title" }, { by_office, "office" }, { by_pronoun, "pronoun" }, { by_first_name, "first name" },
  } do
    local found = way[1](person)
    if found then return found, way[2] end
  end
  return "undecided", "nothing"
end

return gender

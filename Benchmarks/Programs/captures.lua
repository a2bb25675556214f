-- Patterns with captures, a replacement by a function, and short matches.
local text = string.rep("Le comité s'est réuni le 12 mars 2024 à Gao ; 14 délégués ont signé. ", 25000)
local n = 0
for day, month, year in text:gmatch("(%d+) (%a+) (%d+)") do n = n + #day + #month + #year end
for i = 1, 400000 do
  local key, value = ("clé=valeur"):match("(%S+)=(%S+)")
  n = n + #key + #value
end
local upper = text:gsub("[%w_]+", function(word) return word:upper() end)
print(n, #upper)

-- Pattern matching over 2 MB of text.
local text = string.rep("Le comité s'est réuni le 12 mars 2024 à Gao ; 14 délégués ont signé. ", 25000)
local numbers, words, longest = 0, 0, 0
for n in text:gmatch("%d+") do numbers = numbers + tonumber(n) end
for w in text:gmatch("%a+") do words = words + 1 if #w > longest then longest = #w end end
local changed, count = text:gsub("(%d+) (%a+)", "%2 %1")
local found, at = 0, 1
while true do
  local s, e = text:find("signé", at, true)
  if not s then break end
  found, at = found + 1, e + 1
end
print(numbers, words, longest, count, found, #changed)

-- Building strings: concatenation, table.concat, format.
local parts = {}
for i = 1, 300000 do parts[#parts + 1] = "mot" .. i end
local text = table.concat(parts, " ")
local count = 0
for i = 1, 200000 do count = count + #string.format("%d:%s:%5.2f", i, "x", i / 3) end
print(#text, count)

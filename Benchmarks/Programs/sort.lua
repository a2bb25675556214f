-- Sorting numbers, and strings with a comparator.
local seed = 42
local function random() seed = (seed * 1103515245 + 12345) % 2147483648 return seed end
local numbers, words = {}, {}
for i = 1, 200000 do numbers[i] = random() end
for i = 1, 60000 do words[i] = "w" .. random() end
table.sort(numbers)
table.sort(words, function(a, b) return #a < #b or (#a == #b and a < b) end)
print(numbers[1], numbers[#numbers], words[1])

-- Walking tables with pairs, which the sandbox orders: reported apart from the other programs.
local t = {}
for i = 1, 2000 do t["key" .. i] = i end
local a = {}
for i = 1, 2000 do a[i] = i end
local sum = 0
for _ = 1, 200 do
  for _, v in pairs(t) do sum = sum + v end
  for _, v in pairs(a) do sum = sum + v end
end
print(sum)

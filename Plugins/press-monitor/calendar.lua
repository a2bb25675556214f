-- Weeks of ISO 8601, reckoned from dates as text: plugins have no clock.
local calendar = {}

--- Days from 1 March of the year 0 on (the algorithm is Howard Hinnant's days_from_civil, public domain).
local function day_number(year, month, day)
  if month <= 2 then year = year - 1 end
  local era = year // 400
  local of_era = year - era * 400
  local shifted = (month + 9) % 12
  local of_year = (153 * shifted + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year
end

--- The ISO week of a day written YYYY-MM-DD, as YYYY-Www.
function calendar.week(text)
  local year, month, day = text:match "^(%d%d%d%d)-(%d%d)-(%d%d)$"
  if not year then return "undated" end
  local number = day_number(tonumber(year), tonumber(month), tonumber(day))
  -- 1 March of the year 0 was a Wednesday; the week belongs to the year of its Thursday.
  local weekday = (number + 2) % 7 -- 0 is Monday
  local thursday = number - weekday + 3
  local own = tonumber(year)
  for candidate = own + 1, own - 1, -1 do
    local first = day_number(candidate, 1, 4)
    local monday = first - (first + 2) % 7
    if thursday >= monday then return ("%04d-W%02d"):format(candidate, (thursday - monday) // 7 + 1) end
  end
  return "undated"
end

return calendar

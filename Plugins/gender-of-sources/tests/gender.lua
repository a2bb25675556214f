test("a title decides before the first name", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Mme Malik Sendou.
]], function(_, output) assert(output:find('"woman"', 1, true) and output:find('"title"', 1, true), output) end)

test("an office whose form tells decides", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Kiri Dandoko, présidente du comité.
]], function(_, output) assert(output:find('"woman"', 1, true) and output:find('"office"', 1, true), output) end)

test("a first name decides where nothing else does", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Fatoumata Dandoko.
]], function(_, output) assert(output:find('"woman"', 1, true) and output:find('"first name"', 1, true), output) end)

test("what nothing decides is undecided", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré Kiri Dandoko.
]], function(_, output) assert(output:find('"undecided"', 1, true), output) end)

test("organisations are not counted", [[
Reprise des travaux

« Nous voulons avancer vite », a déclaré l'Union africaine.
]], function(_, output) assert(output == nil or not output:find("Union", 1, true), output) end)

-- Globals of workbench scripts, for luacheck.
stds.workbench = { read_globals = { "article", "corpus", "arg", "pattern" }, globals = { "map", "merge", "finish" } }
std = "lua54+workbench"
max_line_length = 120

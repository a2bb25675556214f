-- Globals of workbench scripts, for luacheck.
stds.workbench = { read_globals = { "article", "arg", "pattern" } }
std = "lua54+workbench"
max_line_length = 120

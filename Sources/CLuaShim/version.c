#include "CLuaShim.h"

#include <lua.h>

const char *lr_lua_version(void) { return LUA_RELEASE; }

import LuaRuntime
import Testing

@Test func t() throws {
  let s = try LuaState(.init(output: { print(String(decoding: $0, as: UTF8.self), terminator: "") }))
  let e = LuaEnvironment(s)
  try s.run("""
  print(1, "a", nil, {}, print)
  for k, v in pairs{10,20,x=1,b=2,[0]=5,[-3]=1,[1.5]=2,[true]=3} do print(k,v) end
  print(pcall(error, {1}), select('#', 1, 2), ("x"):rep(3,","), string.format("%s %p %5.1f", {}, {}, 1.25))
  print(("hello world"):find("o w"), ("key=val"):match("(%w+)=(%w+)"), ("abc"):gsub("%w", "%0%0"))
  local t = {5,3,1,4}
  table.sort(t) print(table.concat(t, ","))
  local co = coroutine.wrap(function(a) local b = coroutine.yield(a+1) return b*2 end)
  print(co(1), co(10))
  print(pcall(function() string.x = 1 end))
  print(math.random(10), math.random(10), next({a=1}))
  for k in pairs(table) do io = k end
  print(io, load("return 1+1")())
  """, path: "/tmp/x/test.lua", in: e)
  do { try s.run("while true do end", path: "/a/b.lua", in: e) } catch { print(error, error.kind, error.traceback) }
}

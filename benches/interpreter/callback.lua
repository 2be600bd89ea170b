-- A callback per packet: a function called N times that reads two values and counts.
local N = 1000000
local seen = {}
count = 0
function callback(source, port)
  count = count + 1
  if port == 80 then seen[source] = (seen[source] or 0) + 1 end
end
local start = os.clock()
for i = 1, N do callback("10.0.0.1", 80) end
local stop = os.clock()
assert(count == N and seen["10.0.0.1"] == N)
print((stop - start) / N * 1e9)

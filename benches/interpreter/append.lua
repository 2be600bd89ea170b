-- Appending to a table.
local N = 2000000
local function fill(n)
  local xs = {}
  for i = 1, n do xs[#xs + 1] = i end
  return xs
end
local start = os.clock()
local result = fill(N)
local stop = os.clock()
assert(#result == N)
print((stop - start) / N * 1e9)

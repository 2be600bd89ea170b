-- Integer arithmetic in a loop.
local N = 3000000
local function total(n)
  local s, i = 0, 0
  while i < n do
    s = s + i * 2 + 1
    i = i + 1
  end
  return s
end
local start = os.clock()
local result = total(N)
local stop = os.clock()
assert(result == N * N)
print((stop - start) / N * 1e9)

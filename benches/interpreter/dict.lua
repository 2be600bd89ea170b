-- Counting in a table.
local N = 1000000
local function count(n)
  local d = {}
  for i = 0, n - 1 do
    local k = i % 1000
    if d[k] then d[k] = d[k] + 1 else d[k] = 1 end
  end
  return d
end
local start = os.clock()
local result = count(N)
local stop = os.clock()
assert(result[7] == 1000)
print((stop - start) / N * 1e9)

-- Formatting text.
local N = 300000
local function lines(n)
    local length = 0
    for i = 0, n - 1 do
        length = length + #string.format("%5d %s %s", i, "abc", i)
    end
    return length
end
local start = os.clock()
local result = lines(N)
local stop = os.clock()
assert(result > N)
print((stop - start) / N * 1e9)

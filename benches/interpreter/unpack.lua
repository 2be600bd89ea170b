-- Unpacking structures.
local N = 500000
local function unpack(n)
    local data = string.pack(">HHI4I4", 80, 443, 1, 2)
    local s = 0
    for i = 1, n do
        local a, b, c, d = string.unpack(">HHI4I4", data)
        s = s + a + d
    end
    return s
end
local start = os.clock()
local result = unpack(N)
local stop = os.clock()
assert(result == 82 * N)
print((stop - start) / N * 1e9)

-- Octets: slice, join, index.
local N = 500000
local function octets(n)
    local all = {}
    for i = 0, 255 do all[#all + 1] = string.char(i) end
    local data = table.concat(all)
    local s = 0
    for i = 0, n - 1 do
        local k = i & 127
        s = s + (data:sub(k + 1, k + 4) .. "ab"):byte(2)
    end
    return s
end
local start = os.clock()
local result = octets(N)
local stop = os.clock()
assert(result > 0)
print((stop - start) / N * 1e9)

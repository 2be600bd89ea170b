-- The sieve of Eratosthenes; per element.
local N = 500000
local function sieve(n)
    local flags = {}
    for i = 1, n do flags[i] = true end
    local count = 0
    for i = 2, n do
        if flags[i] then
            count = count + 1
            local j = i * 2
            while j <= n do
                flags[j] = false
                j = j + i
            end
        end
    end
    return count
end
local start = os.clock()
local result = sieve(N)
local stop = os.clock()
assert(result == 41538)
print((stop - start) / N * 1e9)

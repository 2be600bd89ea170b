-- Function calls: the naive Fibonacci numbers.
local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end
local start = os.clock()
local result = fib(27)
local stop = os.clock()
assert(result == 196418)
print((stop - start) / (2 * 317811 - 1) * 1e9)

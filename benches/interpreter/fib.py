# Function calls: the naive Fibonacci numbers.
import time
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
start = time.process_time()
result = fib(27)
end = time.process_time()
assert result == 196418
# fib(n) makes 2 * fib(n + 1) - 1 calls.
print((end - start) / (2 * 317811 - 1) * 1e9)

# Integer arithmetic in a loop.
import time
N = 3000000
def total(n):
    s = 0
    i = 0
    while i < n:
        s += i * 2 + 1
        i += 1
    return s
start = time.process_time()
result = total(N)
end = time.process_time()
assert result == N * N
print((end - start) / N * 1e9)

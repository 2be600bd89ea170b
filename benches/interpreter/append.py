# Appending to a list.
import time
N = 2000000
def fill(n):
    xs = []
    for i in range(n):
        xs.append(i)
    return xs
start = time.perf_counter()
result = fill(N)
end = time.perf_counter()
assert len(result) == N
print((end - start) / N * 1e9)

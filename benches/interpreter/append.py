# Appending to a list.
import time
N = 2000000
def fill(n):
    xs = []
    for i in range(n):
        xs.append(i)
    return xs
start = time.process_time()
result = fill(N)
end = time.process_time()
assert len(result) == N
print((end - start) / N * 1e9)

# Counting in a dict.
import time
N = 1000000
def count(n):
    d = {}
    for i in range(n):
        k = i % 1000
        if k in d:
            d[k] += 1
        else:
            d[k] = 1
    return d
start = time.process_time()
result = count(N)
end = time.process_time()
assert len(result) == 1000 and result[7] == 1000
print((end - start) / N * 1e9)

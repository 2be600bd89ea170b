# Octets: slice, join, index.
import time
N = 500000
def octets(n):
    data = bytes(range(256))
    s = 0
    for i in range(n):
        k = i & 127
        s += (data[k:k + 4] + b"ab")[1]
    return s
start = time.process_time()
result = octets(N)
end = time.process_time()
assert result > 0
print((end - start) / N * 1e9)

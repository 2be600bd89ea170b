# Formatting text.
import time
N = 300000
def lines(n):
    length = 0
    for i in range(n):
        length += len(f"{i:5d} {'abc'} %s" % i)
    return length
start = time.process_time()
result = lines(N)
end = time.process_time()
assert result > N
print((end - start) / N * 1e9)

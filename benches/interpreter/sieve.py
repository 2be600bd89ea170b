# The sieve of Eratosthenes; per element.
import time
N = 500000
def sieve(n):
    flags = [True] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if flags[i]:
            count += 1
            j = i * 2
            while j <= n:
                flags[j] = False
                j += i
    return count
start = time.process_time()
result = sieve(N)
end = time.process_time()
assert result == 41538
print((end - start) / N * 1e9)

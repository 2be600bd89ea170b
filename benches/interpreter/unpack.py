# Unpacking structures.
import struct
import time
N = 500000
def unpack(n):
    data = struct.pack("!HHII", 80, 443, 1, 2)
    s = 0
    for i in range(n):
        a, b, c, d = struct.unpack("!HHII", data)
        s += a + d
    return s
start = time.process_time()
result = unpack(N)
end = time.process_time()
assert result == 82 * N
print((end - start) / N * 1e9)

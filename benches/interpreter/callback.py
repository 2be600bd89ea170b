# A callback per packet: a function called N times that reads two values and counts.
import time
N = 1000000
seen = {}
def callback(source, port):
    global count
    count += 1
    if port == 80:
        seen[source] = seen.get(source, 0) + 1
count = 0
start = time.process_time()
for i in range(N):
    callback("10.0.0.1", 80)
end = time.process_time()
assert count == N and seen["10.0.0.1"] == N
print((end - start) / N * 1e9)

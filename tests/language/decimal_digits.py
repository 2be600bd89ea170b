# The shortest digits of a float; of two that are equally near the even one.
import random
import struct

for x in [1.50000762939453125, 1.00000762939453125e10, 5e-324, 0.0, -0.0, 1e15, 1e16, 1 / 3, -2.5, 1e-4, 1e-5, 9007199254740993.0]:
    print(x, [x], f"{x}", "%s" % x)
random.seed(5)
for _ in range(300):
    print(random.getrandbits(31) * 2.0 ** -random.randrange(20, 40), random.randrange(1 << random.randrange(1, 53)) / (1 << random.randrange(0, 60)))
    print(struct.unpack("d", struct.pack("Q", random.getrandbits(64)))[0])

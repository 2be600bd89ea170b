import struct
def work(n):
    data = bytes(range(20))
    total = 0
    for i in range(n):
        a, b, c = struct.unpack('!HHI', data[4:12])
        total += a
    return total

def work(n):
    data = bytes(range(256))
    total = 0
    for i in range(n):
        part = data[i % 200:i % 200 + 20]
        total += part[0] + len(part)
    return total

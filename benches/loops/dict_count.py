def work(n):
    names = ['10.0.0.%d' % i for i in range(100)]
    counts = {}
    for i in range(n):
        name = names[i % 100]
        if name in counts:
            counts[name] += 1
        else:
            counts[name] = 1
    return len(counts)

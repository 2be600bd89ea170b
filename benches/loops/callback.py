def callback(p):
    return p[1] == 80
def work(n):
    hits = 0
    packet = (6, 80, 'x')
    for _ in range(n):
        if callback(packet):
            hits += 1
    return hits

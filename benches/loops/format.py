def work(n):
    size = 0
    for i in range(n):
        size += len('%s:%d -> %s' % ('10.0.0.1', i, 'x'))
    return size

# itertools
class chain(object):
    def __init__(self, *iterables):
        self._items = _chained(iterables)

    @staticmethod
    def from_iterable(iterables):
        made = chain()
        made._items = _chained(iterables)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


def _chained(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    kept = []
    for item in iterable:
        yield item
        kept.append(item)
    while kept:
        for item in kept:
            yield item


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def islice(iterable, *args):
    bounds = slice(*args)
    start = bounds.start or 0
    step = bounds.step or 1
    stop = bounds.stop
    if start < 0 or step < 1 or (stop is not None and stop < 0):
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    return _sliced(iterable, start, stop, step)


def _sliced(iterable, start, stop, step):
    at = 0
    wanted = start
    if stop is not None and stop <= start:
        return
    for item in iterable:
        if at == wanted:
            yield item
            wanted += step
        at += 1
        if stop is not None and (at >= stop or wanted >= stop):
            return


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    items = iter(iterable)
    for item in items:
        if not predicate(item):
            yield item
            break
    for item in items:
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def accumulate(iterable, func=None, initial=None):
    items = iter(iterable)
    total = initial
    if initial is None:
        for total in items:
            break
        else:
            return
    yield total
    for item in items:
        total = total + item if func is None else func(total, item)
        yield total


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    left = len(iterators)
    while left:
        row = []
        for at in range(len(iterators)):
            if iterators[at] is None:
                row.append(fillvalue)
                continue
            try:
                row.append(next(iterators[at]))
            except StopIteration:
                iterators[at] = None
                left -= 1
                row.append(fillvalue)
        if not left:
            return
        yield tuple(row)


def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat
    return _product(pools)


def _product(pools):
    if not all(pools):
        return
    places = [0] * len(pools)
    while True:
        yield tuple([pool[place] for pool, place in zip(pools, places)])
        at = len(pools) - 1
        while at >= 0:
            places[at] += 1
            if places[at] < len(pools[at]):
                break
            places[at] = 0
            at -= 1
        if at < 0:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    size = len(pool) if r is None else r
    return _permutations(pool, size, ())


def _permutations(pool, size, used):
    if len(used) == size:
        yield tuple([pool[at] for at in used])
        return
    for at in range(len(pool)):
        if at not in used:
            for found in _permutations(pool, size, used + (at,)):
                yield found


def combinations(iterable, r):
    return _combinations(tuple(iterable), r, 0, (), 1)


def combinations_with_replacement(iterable, r):
    return _combinations(tuple(iterable), r, 0, (), 0)


def _combinations(pool, left, start, chosen, step):
    if left == 0:
        yield chosen
        return
    for at in range(start, len(pool)):
        for found in _combinations(pool, left - 1, at + step, chosen + (pool[at],), step):
            yield found


def groupby(iterable, key=None):
    group = []
    current = None
    for item in iterable:
        mark = item if key is None else key(item)
        if group and mark != current:
            yield current, iter(group)
            group = []
        current = mark
        group.append(item)
    if group:
        yield current, iter(group)


def pairwise(iterable):
    before = None
    first = True
    for item in iterable:
        if not first:
            yield before, item
        before = item
        first = False


def tee(iterable, n=2):
    if n > 1000000:
        raise MemoryError("too many iterators")
    items = list(iterable)
    return tuple([iter(items) for _ in range(n)])

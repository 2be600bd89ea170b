"""Lists whose first item is the smallest."""


def _down(heap, start, at):
    item = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        if item < heap[parent]:
            heap[at] = heap[parent]
            at = parent
            continue
        break
    heap[at] = item


def _up(heap, at):
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _down(heap, start, at)


def _list(heap, name, number=" 1"):
    if not isinstance(heap, list):
        raise TypeError("%s() argument%s must be list, not %s" % (name, number, type(heap).__name__))


def heappush(heap, item):
    if type(heap) is not list:
        _list(heap, "heappush")
    heap.append(item)
    _down(heap, 0, len(heap) - 1)


def heappop(heap):
    if type(heap) is not list:
        _list(heap, "heappop", "")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = last
        _up(heap, 0)
        return first
    return last


def heapreplace(heap, item):
    if type(heap) is not list:
        _list(heap, "heapreplace")
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _up(heap, 0)
    return first


def heappushpop(heap, item):
    if type(heap) is not list:
        _list(heap, "heappushpop")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _up(heap, 0)
    return item


def heapify(x):
    if type(x) is not list:
        _list(x, "heapify", "")
    for at in reversed(range(len(x) // 2)):
        _up(x, at)


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


class _Next:
    """The next item of an iterable; of equal ones that of the first iterable comes first."""

    def __init__(self, value, place, rest, key, reverse):
        self.value, self.place, self.rest = value, place, rest
        self.by = value if key is None else key(value)
        self.reverse = reverse

    def __lt__(self, other):
        first, second = (other.by, self.by) if self.reverse else (self.by, other.by)
        if first < second:
            return True
        return not second < first and self.place < other.place


def merge(*iterables, key=None, reverse=False):
    heap = []
    for place, iterable in enumerate(iterables):
        rest = iter(iterable)
        for value in rest:
            heap.append(_Next(value, place, rest, key, reverse))
            break
    heapify(heap)
    while heap:
        first = heap[0]
        yield first.value
        for value in first.rest:
            heapreplace(heap, _Next(value, first.place, first.rest, key, reverse))
            break
        else:
            heappop(heap)

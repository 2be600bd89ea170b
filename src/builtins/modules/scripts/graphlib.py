# graphlib: an order in which everything comes after what it needs.
class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        self._needs = {}
        self._ready = None
        if graph is not None:
            for node, before in graph.items():
                self.add(node, *before)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        own = self._needs.setdefault(node, {})
        for other in predecessors:
            own[other] = True
            self._needs.setdefault(other, {})

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._left = {node: len(before) for node, before in self._needs.items()}
        self._after = {}
        for node, before in self._needs.items():
            for other in before:
                self._after.setdefault(other, []).append(node)
        cycle = self._cycle()
        if cycle:
            self._ready = []
            raise CycleError("nodes are in a cycle", cycle)
        self._ready = [node for node, left in self._left.items() if left == 0]
        self._out = set()
        self._finished = 0

    def _cycle(self):
        done, path, on_path = set(), [], set()
        for start in self._needs:
            if start in done:
                continue
            stack = [(start, iter(self._after.get(start, ())))]
            path.append(start)
            on_path.add(start)
            while stack:
                node, rest = stack[-1]
                other = next(rest, stack)
                if other is stack:
                    stack.pop()
                    path.pop()
                    on_path.discard(node)
                    done.add(node)
                elif other in on_path:
                    return path[path.index(other):] + [other]
                elif other not in done:
                    path.append(other)
                    on_path.add(other)
                    stack.append((other, iter(self._after.get(other, ()))))
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        ready = tuple(self._ready)
        self._ready.clear()
        self._out.update(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return bool(self._ready or self._out)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            if node not in self._needs:
                raise ValueError("node %r was not added using add()" % (node,))
            if node not in self._out:
                what = "has not been passed out" if self._left[node] >= 0 else "was already marked done"
                raise ValueError("node %r was not passed out (still not ready)" % (node,) if what[4] == "n" else "node %r was already marked done" % (node,))
            self._out.discard(node)
            self._left[node] = -1
            for other in self._after.get(node, ()):
                self._left[other] -= 1
                if self._left[other] == 0:
                    self._ready.append(other)

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

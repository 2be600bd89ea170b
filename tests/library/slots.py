# The methods with double underscores of built-in types, asked for by name.
def attempt(what, function):
    try:
        answer = function()
        if isinstance(answer, (set, frozenset)):
            answer = type(answer)(), sorted(answer)
        if type(answer).__name__.endswith("iterator"):
            answer = list(answer)
        print(what, repr(answer))
    except Exception as error:
        print(what, type(error).__name__ + ":", error)


BINARY = "add sub mul truediv floordiv mod divmod pow lshift rshift and or xor".split()
COMPARISONS = "eq ne lt le gt ge".split()
UNARY = "neg pos abs invert bool int float index trunc floor ceil round len iter reversed hash".split()
VALUES = [5, -3, True, 2.5, "ab", b"ab", bytearray(b"ab"), [1, 2], (1, 2), {1: 2}, {1, 2}, frozenset([2, 3]), range(3), None, 1j]
for value in VALUES:
    kind = type(value).__name__
    for name in UNARY:
        name = "__%s__" % name
        if name == "__hash__" and kind not in ("int", "float", "bool"):
            continue
        if hasattr(value, name) and getattr(value, name) is not None:
            attempt("%s.%s" % (kind, name), getattr(value, name))
        else:
            print("no", kind, name)
    for name in BINARY + ["r" + name for name in BINARY] + COMPARISONS + ["getitem", "contains"]:
        name = "__%s__" % name
        if not hasattr(value, name):
            print("no", kind, name)
            continue
        for other in (2, 1.5, "a", b"a", [1], (1,), {1: 3}, {1}, range(3), None):
            attempt("%s.%s(%r)" % (kind, name, other), lambda: getattr(value, name)(other))
        attempt("%s.%s()" % (kind, name), lambda: getattr(value, name)() and None)


class Number(int):
    def __add__(self, other):
        return Number(super().__add__(other))

    def __mul__(self, other):
        return Number(super().__mul__(other))

    def __eq__(self, other):
        return super().__eq__(other)

    def __hash__(self):
        return super().__hash__()

    def __lt__(self, other):
        return super().__lt__(other)


class Table(dict):
    def __or__(self, other):
        return Table(super().__or__(other))

    def __eq__(self, other):
        return super().__eq__(other)

    def __len__(self):
        return super().__len__() + 100

    def __contains__(self, key):
        return not super().__contains__(key)


class Row(list):
    def __add__(self, other):
        return Row(super().__add__(other))

    def __iadd__(self, other):
        super().__iadd__(other)
        return self

    def __getitem__(self, index):
        return super().__getitem__(index) * 2

    def __le__(self, other):
        return super().__le__(other)


print(Number(3) + 4, Number(3) * 4, Number(3) == 3, Number(3) == "3", Number(3) < 4, {Number(3): 1}[3])
print(Table(a=1) | {"b": 2}, Table(a=1) == {"a": 1}, len(Table()), "a" in Table(a=1))
row = Row([1, 2])
row += (3,)
print(row + [4], row[1], row <= [9], type(row))
print(int.__add__(3, 4), str.__len__("abc"), list.__getitem__([1, 2], 1), dict.__contains__({1: 2}, 1))
print(hasattr(object(), "__len__"), hasattr(int, "__len__"), hasattr(list, "__iter__"), hasattr(object, "__lt__"))
print({1: 2}.keys() | [3], {1: 2, 3: 4}.keys() & (1, 9), {1: 2}.items() - [(1, 2)], sorted({1: 2}.keys() ^ "a", key=str))

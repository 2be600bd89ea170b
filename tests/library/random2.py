# random: every distribution by its seed, and states.
import random


def attempt(what, function):
    try:
        print(what, repr(function()))
    except Exception as error:
        print(what, type(error).__name__ + ":", error)


for seed in (0, 1, 12345, "text", b"octets", 2 ** 100, -7):
    random.seed(seed)
    own = random.Random(seed)
    print(seed, random.random(), own.random(), random.getrandbits(40))
    for name, args in (
        ("betavariate", (1, 2)), ("betavariate", (0.5, 3.5)), ("gammavariate", (0.3, 1)), ("gammavariate", (1, 2)),
        ("gammavariate", (7.5, 0.5)), ("lognormvariate", (0, 1)), ("paretovariate", (3,)), ("vonmisesvariate", (1, 4)),
        ("vonmisesvariate", (0, 0)), ("weibullvariate", (1, 1.5)), ("expovariate", (2,)), ("gauss", (1, 2)),
        ("normalvariate", (0, 3)), ("triangular", (0, 10, 2)), ("uniform", (5, -5)), ("randrange", (0, 100, 7)),
    ):
        # The last bits of a power or a logarithm may differ between C libraries.
        print(name, args, ["%.12g" % getattr(random, name)(*args) for _ in range(4)])
random.seed(99)
random.gauss(0, 1)
state = random.getstate()
print(state[0], len(state[1]), state[1][:3], state[1][-1], state[2] is not None)
first = [random.random(), random.gauss(0, 1), random.randrange(1000), random.sample(range(50), 5)]
random.setstate(state)
print(first == [random.random(), random.gauss(0, 1), random.randrange(1000), random.sample(range(50), 5)])
other = random.Random()
other.setstate(state)
print(other.random() == first[0], other.getstate()[1][-1])
for _ in range(700):
    other.random()
again = random.Random()
again.setstate(other.getstate())
print(again.random() == other.random(), again.getstate() == other.getstate())
attempt("version", lambda: random.setstate((9, (), None)))
attempt("size", lambda: random.setstate((3, (1, 2), None)))
attempt("kind", lambda: random.setstate((3, [1, 2], None)))
attempt("gamma", lambda: random.gammavariate(0, 1))
attempt("none", lambda: random.choice([]))
attempt("few", lambda: random.sample([1], 2))
attempt("range", lambda: random.randrange(5, 5))
attempt("range", lambda: random.randint(5, 1))
attempt("weights", lambda: random.choices([1, 2], [1]))
attempt("weights", lambda: random.choices([1, 2], [0, 0]))
attempt("bits", lambda: random.getrandbits(-1))
print(0 <= random.SystemRandom().random() < 1, isinstance(random.SystemRandom(), random.Random))

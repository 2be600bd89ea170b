def each(text):
    """Shows what every line of the text gives: what it prints, a value, or an exception."""
    for line in text.strip().splitlines():
        print(">>>", line)
        try:
            code = compile(line, "<line>", "eval")
        except SyntaxError:
            code = compile(line, "<line>", "exec")
        try:
            shown = repr(eval(code, globals()))
            if shown != "None":
                print(shown)
        except BaseException as e:
            print(type(e).__name__ + ":", e)


import random, math

each(r"""
random.seed(1); print([random.random() for _ in range(3)])
random.seed('abc'); print([random.randint(1, 100) for _ in range(5)])
random.seed(b'abc'); print([random.randrange(10) for _ in range(5)])
random.seed(1.5); print(random.random())
random.seed(-5); print(random.random())
random.seed(2**200 + 1); print(random.random())
random.seed(True); print(random.random())
random.seed((1,2))
random.seed([1])
random.seed(7); print(random.choice('abcdef'), random.choice(range(100)), random.choice((1,2,3)))
random.seed(7); print(random.choices(range(10), k=5), random.choices('abc', [1,2,3], k=5), random.choices('abc', cum_weights=[1,3,6], k=5))
random.seed(7); l = list(range(20)); random.shuffle(l); print(l)
random.seed(7); print(random.sample(range(1000), 10), random.sample(range(10), 10), random.sample(range(25), 6))
random.seed(7); print(random.uniform(1, 10), random.uniform(5, 1))
random.seed(7); print(random.gauss(0, 1), random.gauss(0, 1), random.gauss(10, 2))
random.seed(7); print(random.gauss(), random.normalvariate())
random.seed(7); print(random.getrandbits(1), random.getrandbits(32), random.getrandbits(33), random.getrandbits(64), random.getrandbits(200), random.getrandbits(0))
random.seed(7); print(random.randbytes(1), random.randbytes(4), random.randbytes(7), random.randbytes(0))
random.seed(7); print(random.randrange(5, 50), random.randrange(0, 100, 7), random.randrange(10, 0, -3), random.randrange(2**70), random.randint(-5, 5), random.randint(2**64, 2**65))
random.seed(7); print(random.triangular(), random.triangular(1, 5), random.triangular(1, 5, 2), random.triangular(3, 3))
random.randrange(0)
random.randrange(5, 5)
random.randrange(5, 1)
random.randrange(1, 5, 0)
random.randrange(1, 5, -1)
random.randrange(1.5)
random.randint(5, 1)
random.randint(1.5, 2)
random.choice([])
random.choice({})
random.choice({1, 2})
random.choice(5)
random.choices([])
random.choices([1,2], [1])
random.choices([1,2], [0, 0])
random.choices([1,2], [1,2], cum_weights=[1,2])
random.sample([1,2], 3)
random.sample([1,2], -1)
random.sample({1,2}, 1)
random.shuffle((1,2))
random.shuffle('abc')
random.getrandbits(-1)
random.getrandbits('a')
r = random.Random(42); print(r.random(), r.randint(1, 6), r.choice('abc'), r.getrandbits(8)); r.seed(42); print(r.random())
random.Random('x').random()
random.seed(99); print([random.randint(0, 255) for i in range(10)], random.random(), random.getrandbits(16), random.choice([1,2]), [random.randrange(1024, 65535) for _ in range(3)])
random.seed(3); x = [1,2,3,4,5]; print(random.shuffle(x), x, random.sample(x, 2), random.choices(x))
""")

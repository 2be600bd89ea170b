# timeit: how long small pieces of code take.
import time

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._globals = {} if globals is None else globals
        self._stmt, self._setup = stmt, setup
        for code, what in ((stmt, "stmt"), (setup, "setup")):
            if not callable(code) and not isinstance(code, str):
                raise ValueError("%s is neither a string nor callable" % what)

    def _ready(self):
        """Runs the setup; then the statement, as a function, whose names are quick."""
        if callable(self._setup):
            self._setup()
        else:
            exec(self._setup, self._globals)
        if callable(self._stmt):
            return self._stmt
        lines = "".join("\n    " + line for line in self._stmt.split("\n"))
        exec("def _timed():" + lines + "\n", self._globals)
        return self._globals.pop("_timed")

    def timeit(self, number=default_number):
        run = self._ready()
        begun = self.timer()
        for _ in range(number):
            run()
        return self.timer() - begun

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        step = 1
        while True:
            for factor in (1, 2, 5):
                taken = self.timeit(step * factor)
                if callback:
                    callback(step * factor, taken)
                if taken >= 0.2:
                    return step * factor, taken
            step *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)

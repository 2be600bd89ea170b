# contextlib
class _Manager(object):
    def __init__(self, gen):
        self.gen = gen

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __call__(self, func):
        def inner(*args, **kwargs):
            with self.make():
                return func(*args, **kwargs)
        inner.__name__ = func.__name__
        inner.__doc__ = func.__doc__
        inner.__wrapped__ = func
        return inner

    def __exit__(self, kind, value, trace):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(value)
        except StopIteration:
            return True
        except BaseException as problem:
            if problem is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


class ContextDecorator(object):
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def inner(*args, **kwargs):
            with self._recreate_cm():
                return func(*args, **kwargs)
        inner.__name__ = func.__name__
        inner.__doc__ = func.__doc__
        inner.__wrapped__ = func
        return inner


class AbstractContextManager(object):
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


def contextmanager(func):
    def helper(*args, **kwargs):
        manager = _Manager(func(*args, **kwargs))
        manager.make = lambda: _Manager(func(*args, **kwargs))
        return manager
    helper.__name__ = func.__name__
    helper.__doc__ = func.__doc__
    helper.__wrapped__ = func
    return helper


class closing(object):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc):
        self.thing.close()


class suppress(object):
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        pass

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, self.kinds)


class nullcontext(object):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc):
        pass


class _Redirect(object):
    def __init__(self, new_target):
        self.new_target = new_target
        self.old = []

    def __enter__(self):
        import sys
        self.old.append(getattr(sys, self.stream))
        setattr(sys, self.stream, self.new_target)
        return self.new_target

    def __exit__(self, *exc):
        import sys
        setattr(sys, self.stream, self.old.pop())


class redirect_stdout(_Redirect):
    stream = "stdout"


class redirect_stderr(_Redirect):
    stream = "stderr"


class ExitStack(object):
    def __init__(self):
        self._exits = []

    def enter_context(self, cm):
        value = cm.__enter__()
        self._exits.append(cm.__exit__)
        return value

    def push(self, exit):
        self._exits.append(exit.__exit__ if hasattr(exit, "__exit__") else exit)
        return exit

    def callback(self, callback, *args, **kwds):
        def run(kind, value, trace):
            callback(*args, **kwds)
        self._exits.append(run)
        return callback

    def pop_all(self):
        other = type(self)()
        other._exits, self._exits = self._exits, []
        return other

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        given = value
        while self._exits:
            exit = self._exits.pop()
            try:
                if exit(type(value) if value is not None else None, value, trace):
                    value = None
            except BaseException as problem:
                value = problem
        if value is not None and value is not given:
            raise value
        return given is not None and value is None

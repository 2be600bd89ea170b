# unittest: tests in classes.
import contextlib as _contextlib
import difflib as _difflib
import functools as _functools
import pprint as _pprint
import re as _re
import sys as _sys
import time as _time
import traceback as _traceback
import warnings as _warnings


class SkipTest(Exception):
    pass


class _ExpectedFailure(Exception):
    pass


def skip(reason):
    def decorate(item):
        if not isinstance(item, type):
            @_functools.wraps(item)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason):
        item, reason = reason, ""
        return decorate(item)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return skip(reason) if not condition else lambda item: item


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


_module_cleanups = []


def addModuleCleanup(function, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def doModuleCleanups():
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        function(*args, **kwargs)


class _Raises:
    def __init__(self, case, expected, pattern, message):
        self.case, self.expected, self.pattern, self.message = case, expected, pattern, message
        self.exception = None

    def _name(self):
        if isinstance(self.expected, tuple):
            return repr(self.expected)
        return self.expected.__name__

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.case._fail(self.message, "%s not raised" % self._name())
        if not issubclass(kind, self.expected):
            return False
        self.exception = value
        if self.pattern is not None and not _re.search(self.pattern, str(value)):
            shown = self.pattern if isinstance(self.pattern, str) else self.pattern.pattern
            self.case._fail(self.message, '"%s" does not match "%s"' % (shown, value))
        return True

    def handle(self, args, kwargs):
        if not args:
            return self
        function, *args = args
        with self:
            function(*args, **kwargs)
        return None


class _Warns(_Raises):
    def __enter__(self):
        self.catcher = _warnings.catch_warnings(record=True)
        self.warnings = self.catcher.__enter__()
        _warnings.simplefilter("always")
        return self

    def __exit__(self, kind, value, trace):
        self.catcher.__exit__(kind, value, trace)
        if kind is not None:
            return False
        for warning in self.warnings:
            found = warning.message
            if not isinstance(found, self.expected):
                continue
            if self.pattern is None or _re.search(self.pattern, str(found)):
                self.warning = found
                return False
        self.case._fail(self.message, "%s not triggered" % self._name())


class _Logs:
    def __init__(self, case, logger, level, none=False):
        self.case, self.level, self.none = case, level, none
        self.logger = logger

    def __enter__(self):
        import logging
        logger = self.logger
        self.logger = logging.getLogger(logger) if logger is None or isinstance(logger, str) else logger
        level = logging.INFO if self.level is None else self.level
        self.number = getattr(logging, level) if isinstance(level, str) else level
        self.records, self.output = [], []
        gathered = self

        class Gather(logging.Handler):
            def emit(self, record):
                gathered.records.append(record)
                gathered.output.append(self.format(record))

        handler = Gather()
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        handler.setLevel(self.number)
        self.before = self.logger.handlers[:], self.logger.level, self.logger.propagate
        self.logger.handlers = [handler]
        self.logger.setLevel(self.number)
        self.logger.propagate = False
        return self

    def __exit__(self, kind, value, trace):
        self.logger.handlers, level, self.logger.propagate = self.before
        self.logger.setLevel(level)
        if kind is not None:
            return False
        import logging
        name, level = self.logger.name, logging.getLevelName(self.number)
        if self.none and self.records:
            self.case._fail(None, "Unexpected logs found: %r" % self.output)
        if not self.none and not self.records:
            self.case._fail(None, "no logs of level %s or higher triggered on %s" % (level, name))
        return False


def _short(value, most=80):
    text = repr(value)
    return text if len(text) <= most else text[:most - 12] + " [truncated]..."


class TestCase:
    """Tests: its methods whose names begin with `test`."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._testMethodDoc = getattr(getattr(self, methodName, None), "__doc__", None)
        self._cleanups = []
        self._equal = {}
        self._subtest = None

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    _class_cleanups = []

    @classmethod
    def addClassCleanup(cls, function, *args, **kwargs):
        cls._class_cleanups = cls._class_cleanups + [(function, args, kwargs)]

    @classmethod
    def doClassCleanups(cls):
        for function, args, kwargs in reversed(cls._class_cleanups):
            function(*args, **kwargs)
        cls._class_cleanups = []

    def addCleanup(self, function, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def id(self):
        return "%s.%s.%s" % (type(self).__module__, type(self).__qualname__, self._testMethodName)

    def shortDescription(self):
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None

    def __str__(self):
        return "%s (%s)" % (self._testMethodName, self.id())

    def __repr__(self):
        return "<%s.%s testMethod=%s>" % (type(self).__module__, type(self).__qualname__, self._testMethodName)

    def skipTest(self, reason):
        raise SkipTest(reason)

    @_contextlib.contextmanager
    def subTest(self, msg=None, **params):
        before = self._subtest
        own = _SubTest(self, msg, dict(before.params if before else {}, **params))
        self._subtest = own
        try:
            yield
        except (SkipTest, KeyboardInterrupt):
            raise
        except Exception as error:
            if self._result is None:
                raise
            self._result.addSubTest(self, own, (type(error), error, error.__traceback__))
            self._failed = True
        finally:
            self._subtest = before

    def debug(self):
        self._result = None
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def run(self, result=None):
        result = self.defaultTestResult() if result is None else result
        self._result, self._failed = result, False
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        try:
            why = getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False)
            if why:
                result.addSkip(self, getattr(method, "__unittest_skip_why__", "") or getattr(type(self), "__unittest_skip_why__", ""))
                return result
            expecting = getattr(method, "__unittest_expecting_failure__", False) or getattr(type(self), "__unittest_expecting_failure__", False)
            problem = None
            if self._attempt(self.setUp, result, None):
                problem = self._attempt(method, result, expecting)
                self._attempt(self.tearDown, result, None)
            self._attempt(self.doCleanups, result, None)
            if expecting and not self._failed:
                result.addUnexpectedSuccess(self)
            elif problem and not self._failed:
                result.addSuccess(self)
        finally:
            result.stopTest(self)
        return result

    def _attempt(self, function, result, expecting):
        """Whether the function ended well; the result is told if not."""
        try:
            function()
            return True
        except KeyboardInterrupt:
            raise
        except SkipTest as skipped:
            result.addSkip(self, str(skipped))
        except Exception as error:
            told = type(error), error, error.__traceback__
            if expecting:
                result.addExpectedFailure(self, told)
            elif isinstance(error, self.failureException):
                result.addFailure(self, told)
            else:
                result.addError(self, told)
        self._failed = True
        return False

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else "%s : %s" % (standard, msg)

    def _fail(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def fail(self, msg=None):
        raise self.failureException(msg)

    def addTypeEqualityFunc(self, typeobj, function):
        self._equal[typeobj] = function

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, "%s is not true" % _short(expr))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, "%s is not false" % _short(expr))

    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second):
            own = self._equal.get(type(first))
            if own is not None:
                return own(first, second, msg=msg)
            if isinstance(first, str):
                return self.assertMultiLineEqual(first, second, msg)
            if isinstance(first, (list, tuple)):
                return self._sequences(first, second, msg, type(first).__name__.capitalize() + "s")
            if isinstance(first, dict):
                return self.assertDictEqual(first, second, msg)
            if isinstance(first, (set, frozenset)):
                return self.assertSetEqual(first, second, msg)
        if not first == second:
            self._fail(msg, "%s != %s" % (_short(first), _short(second)))
        return None

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, "%s == %s" % (_short(first), _short(second)))

    def _compared(self, first, second):
        lines = _difflib.ndiff(_pprint.pformat(first).splitlines(), _pprint.pformat(second).splitlines())
        return "\n" + "\n".join(lines)

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            lines = _difflib.ndiff(first.splitlines(keepends=True), second.splitlines(keepends=True))
            text = "".join(line if line.endswith("\n") else line + "\n" for line in lines).rstrip("\n")
            self._fail(msg, "%s != %s\n%s\n" % (_short(first), _short(second), text) if "\n" in first + second else "%s != %s\n%s\n" % (_short(first), _short(second), text))

    def _sequences(self, first, second, msg, kind):
        if first == second:
            return
        text = "%s differ: %s != %s\n" % (kind, _short(first), _short(second))
        for at in range(min(len(first), len(second))):
            if first[at] != second[at]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % (at, _short(first[at]), _short(second[at]))
                break
        else:
            longer, most, least = ("First", first, second) if len(first) > len(second) else ("Second", second, first)
            text += "\n%s %s contains %d additional elements.\nFirst extra element %d:\n%s\n" % (
                longer, kind.lower().rstrip("s"), len(most) - len(least), len(least), _short(most[len(least)]))
        self._fail(msg, text + self._compared(first, second))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if seq_type is not None:
            for value, word in ((first, "First"), (second, "Second")):
                if not isinstance(value, seq_type):
                    raise self.failureException("%s sequence is not a %s: %s" % (word, seq_type.__name__, _short(value)))
        self._sequences(first, second, msg, "Sequences" if seq_type is None else seq_type.__name__.capitalize() + "s")

    def assertListEqual(self, first, second, msg=None):
        self.assertSequenceEqual(first, second, msg, list)

    def assertTupleEqual(self, first, second, msg=None):
        self.assertSequenceEqual(first, second, msg, tuple)

    def assertDictEqual(self, first, second, msg=None):
        self.assertIsInstance(first, dict, "First argument is not a dictionary")
        self.assertIsInstance(second, dict, "Second argument is not a dictionary")
        if first != second:
            self._fail(msg, "%s != %s" % (_short(first), _short(second)) + self._compared(first, second))

    def assertSetEqual(self, first, second, msg=None):
        lines = []
        for more, less, word in ((first, second, "first"), (second, first, "second")):
            extra = [item for item in more if item not in less]
            if extra:
                lines.append("Items in the %s set but not the %s:" % (word, "second" if word == "first" else "first"))
                lines += map(repr, extra)
        if lines:
            self._fail(msg, "\n".join(lines))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        left = list(second)
        lines = []
        for item in first:
            if item in left:
                left.remove(item)
            else:
                lines.append("First has 1, Second has 0:  %r" % (item,))
        lines += ["First has 0, Second has 1:  %r" % (item,) for item in left]
        if lines:
            self._fail(msg, "Element counts were not equal:\n" + "\n".join(lines))

    def assertIs(self, first, second, msg=None):
        if first is not second:
            self._fail(msg, "%s is not %s" % (_short(first), _short(second)))

    def assertIsNot(self, first, second, msg=None):
        if first is second:
            self._fail(msg, "unexpectedly identical: %s" % _short(first))

    def assertIsNone(self, value, msg=None):
        if value is not None:
            self._fail(msg, "%s is not None" % _short(value))

    def assertIsNotNone(self, value, msg=None):
        if value is None:
            self._fail(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, "%s not found in %s" % (_short(member), _short(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, "%s unexpectedly found in %s" % (_short(member), _short(container)))

    def assertIsInstance(self, value, cls, msg=None):
        if not isinstance(value, cls):
            self._fail(msg, "%s is not an instance of %r" % (_short(value), cls))

    def assertNotIsInstance(self, value, cls, msg=None):
        if isinstance(value, cls):
            self._fail(msg, "%s is an instance of %r" % (_short(value), cls))

    def assertLess(self, first, second, msg=None):
        if not first < second:
            self._fail(msg, "%s not less than %s" % (_short(first), _short(second)))

    def assertLessEqual(self, first, second, msg=None):
        if not first <= second:
            self._fail(msg, "%s not less than or equal to %s" % (_short(first), _short(second)))

    def assertGreater(self, first, second, msg=None):
        if not first > second:
            self._fail(msg, "%s not greater than %s" % (_short(first), _short(second)))

    def assertGreaterEqual(self, first, second, msg=None):
        if not first >= second:
            self._fail(msg, "%s not greater than or equal to %s" % (_short(first), _short(second)))

    def _near(self, first, second, places, delta):
        difference = abs(first - second)
        if delta is not None:
            if places is not None:
                raise TypeError("specify delta or places not both")
            return difference <= delta, "%s delta (%s difference)" % (_short(delta), _short(difference))
        places = 7 if places is None else places
        return round(difference, places) == 0, "%r places (%s difference)" % (places, _short(difference))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        near, words = self._near(first, second, places, delta)
        if not near:
            self._fail(msg, "%s != %s within %s" % (_short(first), _short(second), words))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, words = self._near(first, second, places, delta)
        if first == second or near:
            self._fail(msg, "%s == %s within %s" % (_short(first), _short(second), words.split(" (")[0]))

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = _re.compile(expected_regex) if isinstance(expected_regex, (str, bytes)) else expected_regex
        if not pattern.search(text):
            self._fail(msg, "Regex didn't match: %r not found in %r" % (pattern.pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = _re.compile(unexpected_regex) if isinstance(unexpected_regex, (str, bytes)) else unexpected_regex
        found = pattern.search(text)
        if found:
            self._fail(msg, "Regex matched: %r matches %r in %r" % (text[found.start():found.end()], pattern.pattern, text))

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(self, expected_exception, None, kwargs.pop("msg", None) if not args else None).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _Raises(self, expected_exception, expected_regex, kwargs.pop("msg", None) if not args else None).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warns(self, expected_warning, None, kwargs.pop("msg", None) if not args else None).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _Warns(self, expected_warning, expected_regex, kwargs.pop("msg", None) if not args else None).handle(args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)

    assertEquals = assertEqual
    assertNotEquals = assertNotEqual
    assert_ = assertTrue
    assertRaisesRegexp = assertRaisesRegex
    assertRegexpMatches = assertRegex
    failUnless = assertTrue
    failIf = assertFalse
    failUnlessEqual = assertEqual


class _SubTest(TestCase):
    def __init__(self, case, message, params):
        TestCase.__init__(self)
        self.test_case, self.message, self.params = case, message, params

    def _described(self):
        parts = ["[%s]" % self.message] if self.message is not None else []
        if self.params:
            parts.append("(%s)" % ", ".join("%s=%r" % item for item in self.params.items()))
        return " ".join(parts) or "(<subtest>)"

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def id(self):
        return "%s %s" % (self.test_case.id(), self._described())

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return "%s %s" % (self.test_case, self._described())


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        TestCase.__init__(self)
        self._function, self._before, self._after, self._told = testFunc, setUp, tearDown, description

    def setUp(self):
        if self._before is not None:
            self._before()

    def tearDown(self):
        if self._after is not None:
            self._after()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def shortDescription(self):
        return self._told


class TestSuite:
    """Tests, one after the other."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def __repr__(self):
        return "<unittest.suite.TestSuite tests=%s>" % self._tests

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        for test in self._tests:
            test.debug()

    def run(self, result, debug=False):
        before = None
        refused = set()
        for test in self._tests:
            if result.shouldStop:
                break
            if isinstance(test, TestSuite):
                test.run(result)
                continue
            own = type(test)
            if own is not before:
                self._leave(before, refused, result)
                if not getattr(own, "__unittest_skip__", False):
                    try:
                        own.setUpClass()
                    except SkipTest as skipped:
                        refused.add(own)
                        result.addSkip(_Holder("setUpClass", own), str(skipped))
                    except Exception as error:
                        refused.add(own)
                        result.addError(_Holder("setUpClass", own), (type(error), error, error.__traceback__))
                before = own
            if own not in refused:
                test(result)
        self._leave(before, refused, result)
        return result

    def _leave(self, own, refused, result):
        if own is None or own in refused or getattr(own, "__unittest_skip__", False):
            return
        try:
            own.tearDownClass()
            own.doClassCleanups()
        except Exception as error:
            result.addError(_Holder("tearDownClass", own), (type(error), error, error.__traceback__))


class _Holder:
    def __init__(self, method, own):
        self.description = "%s (%s.%s)" % (method, own.__module__, own.__qualname__)

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description


class TestResult:
    """What became of tests."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = False
        self.failfast = False
        self.buffer = False
        self.tb_locals = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _told(self, err):
        kind, value, trace = err
        return "".join(_traceback.format_exception(kind, value, trace))

    def addError(self, test, err):
        self.errors.append((test, self._told(err)))
        self.shouldStop |= self.failfast

    def addFailure(self, test, err):
        self.failures.append((test, self._told(err)))
        self.shouldStop |= self.failfast

    def addSubTest(self, test, subtest, err):
        if err is not None:
            (self.failures if issubclass(err[0], test.failureException) else self.errors).append((subtest, self._told(err)))
            self.shouldStop |= self.failfast

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._told(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self.shouldStop |= self.failfast

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return "<unittest.result.TestResult run=%i errors=%i failures=%i>" % (self.testsRun, len(self.errors), len(self.failures))


class TextTestResult(TestResult):
    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        TestResult.__init__(self)
        self.stream, self.descriptions = stream, descriptions
        self.showAll, self.dots = verbosity > 1, verbosity == 1

    def getDescription(self, test):
        first = test.shortDescription() if self.descriptions else None
        return "%s\n%s" % (test, first) if first else str(test)

    def _say(self, text):
        self.stream.write(text)
        self.stream.flush()

    def startTest(self, test):
        TestResult.startTest(self, test)
        if self.showAll:
            self._say(self.getDescription(test) + " ... ")

    def _mark(self, dot, word):
        if self.showAll:
            self._say(word + "\n")
        elif self.dots:
            self._say(dot)

    def addSuccess(self, test):
        self._mark(".", "ok")

    def addError(self, test, err):
        TestResult.addError(self, test, err)
        self._mark("E", "ERROR")

    def addFailure(self, test, err):
        TestResult.addFailure(self, test, err)
        self._mark("F", "FAIL")

    def addSubTest(self, test, subtest, err):
        TestResult.addSubTest(self, test, subtest, err)
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self._mark("F" if failed else "E", "FAIL" if failed else "ERROR")

    def addSkip(self, test, reason):
        TestResult.addSkip(self, test, reason)
        self._mark("s", "skipped %r" % reason)

    def addExpectedFailure(self, test, err):
        TestResult.addExpectedFailure(self, test, err)
        self._mark("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        TestResult.addUnexpectedSuccess(self, test)
        self._mark("u", "unexpected success")

    def printErrors(self):
        if self.dots or self.showAll:
            self._say("\n")
        for word, found in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, text in found:
                self._say("%s\n%s: %s\n%s\n%s\n" % (self.separator1, word, self.getDescription(test), self.separator2, text))
        if self.unexpectedSuccesses:
            self._say(self.separator1 + "\n")
            for test in self.unexpectedSuccesses:
                self._say("UNEXPECTED SUCCESS: %s\n" % self.getDescription(test))


class TextTestRunner:
    """Runs tests and tells on stderr."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, *, tb_locals=False):
        self.stream = stream if stream is not None else _sys.stderr
        self.descriptions, self.verbosity, self.failfast = descriptions, verbosity, failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        began = _time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        took = _time.perf_counter() - began
        say = self.stream.write
        if hasattr(result, "printErrors"):
            result.printErrors()
        say("-" * 70 + "\n")
        say("Ran %d test%s in %.3fs\n\n" % (result.testsRun, "" if result.testsRun == 1 else "s", took))
        counts = [("failures", result.failures), ("errors", result.errors)] if not result.wasSuccessful() else []
        counts += [("skipped", result.skipped), ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses)]
        told = ", ".join("%s=%d" % (name, len(found)) for name, found in counts if found)
        say(("OK" if result.wasSuccessful() else "FAILED") + (" (%s)" % told if told else "") + "\n")
        self.stream.flush()
        return result


class TestLoader:
    """Finds tests."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = None
    suiteClass = TestSuite
    testNamePatterns = None

    def __init__(self):
        self.errors = []

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass) if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))]
        return sorted(names)

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, pattern=None):
        own = (TestCase, FunctionTestCase, _SubTest)
        found = [getattr(module, name) for name in sorted(dir(module))]
        cases = [item for item in found if isinstance(item, type) and issubclass(item, TestCase) and item not in own]
        tests = self.suiteClass([self.loadTestsFromTestCase(case) for case in cases])
        load = getattr(module, "load_tests", None)
        return load(self, tests, pattern) if load is not None else tests

    def loadTestsFromName(self, name, module=None):
        found, above = module, None
        parts = name.split(".")
        if found is None:
            found = __import__(parts[0])
            parts = parts[1:]
        for part in parts:
            above, found = found, getattr(found, part)
        if isinstance(found, type(_sys)):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(above, type) and issubclass(above, TestCase):
            return self.suiteClass([above(parts[-1])])
        if isinstance(found, TestSuite):
            return found
        test = found()
        return test if isinstance(test, TestSuite) else self.suiteClass([test])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        import fnmatch
        import os
        _sys.path.insert(0, os.path.abspath(top_level_dir or start_dir))
        names = sorted(name[:-3] for name in os.listdir(start_dir) if fnmatch.fnmatch(name, pattern) and name.endswith(".py"))
        return self.suiteClass([self.loadTestsFromModule(__import__(name)) for name in names])


defaultTestLoader = TestLoader()


class TestProgram:
    """`unittest.main()`"""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False):
        self.module = _sys.modules[module] if isinstance(module, str) and module in _sys.modules else __import__(module) if isinstance(module, str) else module
        names = []
        failfast = bool(failfast)
        for word in (_sys.argv if argv is None else argv)[1:]:
            if word in ("-v", "--verbose"):
                verbosity = 2
            elif word in ("-q", "--quiet"):
                verbosity = 0
            elif word in ("-f", "--failfast"):
                failfast = True
            elif not word.startswith("-"):
                names.append(word)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        self.test = testLoader.loadTestsFromNames(names, self.module) if names else testLoader.loadTestsFromModule(self.module)
        runner = testRunner() if isinstance(testRunner, type) else testRunner
        runner = runner or TextTestRunner(verbosity=verbosity, failfast=failfast)
        self.result = runner.run(self.test)
        if exit:
            _sys.exit(not self.result.wasSuccessful())


main = TestProgram

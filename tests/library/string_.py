# string.Formatter
import string


def t(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


f = string.Formatter()
t(f.format, "{} {}", 1, 2)
t(f.format, "{1} {0} {a}", 1, 2, a=3)
t(f.format, "{0.real} {0.imag:>4} {1[0]} {1[-1]} {d[key]}", 5, [7], d={"key": 8, "-1": 1})
t(f.format, "{d[key]} {l[1]}", d={"key": 8}, l=[1, 2])
t(f.format, "{!r:>6}|{!s}|{!a}", "a", "b", "é")
t(f.format, "{:{}}|{:{w}.{p}f}", "x", ">5", 3.14159, w=9, p=2)
t(f.format, "{{}} {{{0}}}", 1)
t(f.format, "{0} {}", 1, 2)
t(f.format, "{} {0}", 1, 2)
t(f.format, "{")
t(f.format, "}")
t(f.format, "{0")
t(f.format, "{0!x}", 1)
t(f.format, "{0!rx}", 1)
t(f.format, "{2}", 1)
t(f.format, "{a}")
t(f.format, "{0.nope}", 1)
t(f.vformat, "{} {a}", (1,), {"a": 2})
for text in ["", "plain", "a{b}c", "{0:>{w}}x{!r}", "{{x}}", "{a[}]}", "{a!s:d}", "x{}}}"]:
    print(text, list(f.parse(text)))
t(f.get_field, "0.real", (3,), {})
t(f.convert_field, 3, "q")


class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, "<%s>" % key)
        return super().get_value(key, args, kwargs)

    def check_unused_args(self, used, args, kwargs):
        print(sorted(map(str, used)))


t(Default().format, "{a} {b} {0}", 1, a=5)
print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.capwords("hello big  world"), string.capwords("a-b-c", "-"))
s = string.Template("$who likes ${what} $$5 $x")
t(s.substitute, who="A", what="B", x=1)
t(s.substitute, who="A")
t(s.safe_substitute, who="A")
t(string.Template("$").substitute)
t(string.Template("a\n$ b").substitute)
t(s.get_identifiers)
t(s.is_valid)


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+"


t(Percent("%a %{b} %% $a").substitute, {"a": 1}, b=2)
t(string.Template("${a}b $A_1 $é").safe_substitute, a=1, A_1=2)
t(string.Template("x $").is_valid)

# optparse
import os
os.environ["COLUMNS"] = "80"
import sys
from optparse import *
import optparse

sys.argv = ["prog.py"]
sys.stderr = sys.stdout


def t(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        print(*result) if isinstance(result, tuple) else print(result)
    except SystemExit as error:
        print("exit", error.code)
    except Exception as error:
        print(type(error).__name__, error)


def simple():
    p = OptionParser(usage="usage: %prog [options] host", version="%prog 1.0", description="Scans hosts. " * 8, epilog="The end.")
    p.add_option("-p", "--port", dest="port", type="int", default=80, help="the port [default: %default]")
    p.add_option("-H", "--host", help="host to scan; the words of this are so many that they have to be broken")
    p.add_option("-v", action="store_true", dest="verbose", default=False, help="be loud")
    p.add_option("-q", action="store_false", dest="verbose")
    p.add_option("-d", action="count")
    p.add_option("-l", "--list", action="append", metavar="ITEM")
    p.add_option("--mode", choices=["fast", "slow"])
    p.add_option("--rate", type=float, nargs=2)
    p.add_option("-c", action="store_const", const=7, dest="const")
    p.add_option("--hidden", help=SUPPRESS_HELP)
    return p


for argv in [[], ["-h"], ["--version"], ["-p", "8080", "x"], ["-p0x50"], ["--port=9", "a", "-v", "b"], ["--po", "1"], ["-vdd", "-q"], ["-l1", "-l", "2", "--list=3"], ["--mode", "fast"], ["--mode", "no"], ["--rate", "1", "2.5"], ["--rate", "1"], ["-p", "z"], ["-p"], ["-z"], ["--nope"], ["--h"], ["-v=3"], ["--version=3"], ["--", "-v"], ["-", "x"], ["-c"], ["-p", "017"]]:
    print(argv)
    t(simple().parse_args, argv)


def back(option, opt, value, parser, *args, **kwargs):
    print(option, opt, value, args, kwargs)
    setattr(parser.values, option.dest or "seen", value)


p = OptionParser(prog="tool", add_help_option=False)
g = OptionGroup(p, "Dangerous", "Take care with these.")
g.add_option("-f", "--force", action="store_true", help="force")
g.add_option("--cb", action="callback", callback=back, type="string", callback_args=(1,), callback_kwargs={"k": 2})
p.add_option_group(g)
p.add_option("--cb2", action="callback", callback=back)
print(p.format_help())
t(p.parse_args, ["--cb", "x", "--cb2", "-f"])
p.set_defaults(force=5)
t(p.parse_args, [])
print(p.has_option("-f"), p.get_option("--force"), p.get_option_group("-f").title, p.get_usage(), p.get_prog_name())
t(p.add_option, "-f")
t(p.add_option, "f")
t(p.add_option, "--x", action="nope")
t(p.add_option, "--x", type="nope")
t(p.add_option, "--x", nope=1)
t(p.add_option, "--x", action="store_true", type="int")
t(p.add_option, "--x", type="choice")
t(p.remove_option, "--zz")
p.remove_option("--cb2")
t(p.parse_args, ["--cb2"])
t(p.error, "boom")
p.disable_interspersed_args()
t(p.parse_args, ["x", "-f"])
v = Values({"a": 1})
print(v, v == Values({"a": 1}), v.ensure_value("b", 2), v)
q = OptionParser(formatter=TitledHelpFormatter(), conflict_handler="resolve")
q.add_option("-x", "--ex", help="first")
q.add_option("-x", help="second")
q.print_help()
m = OptionParser(option_list=[make_option("-m", type="float", default="2.5")])
t(m.parse_args, [])

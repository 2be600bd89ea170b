# argparse: the rarer parts.
import os
os.environ["COLUMNS"] = "80"
import argparse, sys
sys.argv=["prog.py"]; sys.stderr=sys.stdout
def run(make, *argvs):
    for a in argvs:
        try:
            p = make(); print(a, p.parse_args(a))
        except SystemExit as e: print("exit", e.code)
        except Exception as e: print(type(e).__name__, e)
def a():
    p = argparse.ArgumentParser(formatter_class=argparse.ArgumentDefaultsHelpFormatter, description="d", usage="%(prog)s [x] y")
    p.add_argument("-p","--port", type=int, default=80, help="the port"); p.add_argument("--host", default="h", help="host"); p.add_argument("-x", action="store_true", help="xx")
    p.add_argument("--bool", action=argparse.BooleanOptionalAction, default=True, help="bool")
    return p
run(a, ["-h"], [], ["--no-bool"], ["--port", "x"], ["-p80"], ["-xp", "9"])
def b():
    p = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter, description="line1\n  line2", epilog="e1\n\n  e2", prog="P", add_help=True)
    g = p.add_argument_group("network", "net options"); g.add_argument("-i","--iface", metavar="IF", required=True, help="interface")
    g2 = p.add_argument_group(title="other"); g2.add_argument("--level", type=float, choices=[1.0,2.0]); g2.add_argument("--hidden", help=argparse.SUPPRESS)
    m = p.add_mutually_exclusive_group(required=True); m.add_argument("-a", action="store_const", const=3, dest="q"); m.add_argument("-b", action="append_const", const=4, dest="r")
    p.add_argument("files", nargs="*", type=argparse.FileType("r"), default=[])
    p.add_argument("--ext", action="extend", nargs="+"); p.add_argument("--opt", nargs="?", const="C", default="D")
    return p
run(b, ["-h"], [], ["-i","lo"], ["-i","lo","-a"], ["-i","lo","-b","-b","--ext","1","2","--ext","3","--opt"], ["-i","lo","-a","--level","3"], ["-i","lo","-a","--opt","z","/nonexistent"], ["-i", "lo", "-a", "-b"])
def c():
    p = argparse.ArgumentParser(prog="git", formatter_class=argparse.RawTextHelpFormatter)
    p.add_argument("-V","--version", action="version", version="v%(prog)s")
    s = p.add_subparsers(title="commands", description="valid", dest="cmd", required=True, metavar="CMD")
    q = s.add_parser("add", aliases=["a"], help="adds\nmore", description="Adds."); q.add_argument("what", nargs=argparse.REMAINDER); q.set_defaults(func="ADD")
    r = s.add_parser("rm", help="removes"); r.add_argument("-f", action="store_true"); r.add_argument("n", type=int, nargs="+")
    return p
run(c, ["-h"], ["-V"], ["add","x","-y"], ["a"], ["rm","1","2","-f"], ["rm"], [], ["zz"], ["rm","-h"], ["add","-h"])
def d():
    p = argparse.ArgumentParser(prefix_chars="-+", fromfile_prefix_chars="@", argument_default=argparse.SUPPRESS, allow_abbrev=False, conflict_handler="resolve")
    p.add_argument("+x"); p.add_argument("--long-name"); p.add_argument("--long-name", type=int); p.add_argument("-v", "--verbose", action="count")
    return p
run(d, ["+x","1"], ["--long","1"], ["--long-name","5"], [], ["-vvv"], ["@/nonexistent"], ["-h"])
p = argparse.ArgumentParser(prog="P", exit_on_error=False)
p.add_argument("-n", type=int); p.add_argument("--c", choices="abc")
for a in (["-n","x"],["--c","z"]):
    try: p.parse_args(a)
    except argparse.ArgumentError as e: print("AE", e, e.argument_name, e.message)
    except SystemExit as e: print("exit", e.code)
print(p.parse_known_args(["-n","1","extra","--unk","-z"]), p.parse_args(["-n","2"], argparse.Namespace(a=1)))
try: p.add_argument("-n")
except argparse.ArgumentError as e: print(e)
for bad in [dict(), dict(nargs=0), dict(action="nope"), dict(type="x"), dict(required=True)]:
    try: p.add_argument("bad", **bad); print("ok", bad)
    except Exception as e: print(type(e).__name__, e)
try: p.add_argument("--q", action="store_true", nargs=2)
except Exception as e: print(type(e).__name__, e)
def port(s):
    n = int(s)
    if not 0 < n < 65536: raise argparse.ArgumentTypeError("%r is no port" % s)
    return n
p = argparse.ArgumentParser(prog="P"); p.add_argument("port", type=port)
for a in (["0"],["x"],["5"]):
    try: print(p.parse_args(a))
    except SystemExit: pass
class Act(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None): setattr(namespace, self.dest, (values, option_string))
p = argparse.ArgumentParser(prog="P"); p.add_argument("--my", action=Act, nargs=2); p.register("action", "hey", Act); p.add_argument("--h2", action="hey")
print(p.parse_args(["--my","1","2","--h2","z"]), repr(p), p.get_default("my")); p.set_defaults(my=9); print(p.parse_args([]), p.format_usage(), p.format_help()); p.print_usage(); p.print_help()
n = argparse.Namespace(a=1, b="x"); print(n, "a" in n, n == argparse.Namespace(a=1,b="x"), vars(n))
try: p.error("boom")
except SystemExit as e: print(e.code)
try: p.exit(3, "bye\n")
except SystemExit as e: print(e.code)
parent = argparse.ArgumentParser(add_help=False); parent.add_argument("--par", help="from parent"); 
ch = argparse.ArgumentParser(prog="ch", parents=[parent]); ch.add_argument("x"); print(ch.parse_args(["--par","1","y"])); ch.print_help()
m = argparse.ArgumentParser(prog="m", formatter_class=argparse.MetavarTypeHelpFormatter); m.add_argument("--n", type=int, help="num"); m.add_argument("f", type=float); m.print_help()
w = argparse.ArgumentParser(prog="wide", formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=40, width=60)); w.add_argument("--a-long-option", metavar="SOMETHING", help="words " * 15); w.print_help()
i = argparse.ArgumentParser(prog="i"); i.add_argument("--foo"); i.add_argument("a"); i.add_argument("b", nargs="*"); print(i.parse_intermixed_args(["1","--foo","x","2","3"]), i.parse_args(["1", "2", "--foo=bar=baz"]), i.parse_args(["--", "-1"]))
neg = argparse.ArgumentParser(prog="neg"); neg.add_argument("x", type=int); neg.add_argument("-y", type=int); print(neg.parse_args(["-5"]), neg.parse_args(["-y","-3","4"]))
long = argparse.ArgumentParser(prog="program-with-long-name")
for k in range(12): long.add_argument("--option-number-%d" % k, metavar="VALUE%d" % k)
long.add_argument("pos1"); long.add_argument("pos2", nargs="?"); long.print_usage()

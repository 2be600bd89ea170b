import io
import sys
from optparse import OptionGroup, OptionParser, OptionValueError, make_option
import optparse


def run(parser, *words):
    old, sys.stderr = sys.stderr, io.StringIO()
    try:
        options, args = parser.parse_args(list(words))
        print(sorted(vars(options).items()), args)
    except SystemExit as end:
        print("exit", end.code)
    finally:
        text, sys.stderr = sys.stderr.getvalue(), old
        print(text, end="")


parser = OptionParser("usage: %prog -t <target> [options]", prog="scan", version="%prog 1.2")
parser.add_option("-t", "--target", dest="target", help="specify the target's address")
parser.add_option("-p", dest="port", type="int", default=80, help="a port [default: %default]")
parser.add_option("-v", "--verbose", action="store_true", dest="verbose", default=False, help="say more")
parser.add_option("-q", "--quiet", action="store_false", dest="verbose")
parser.add_option("--rate", type="float", metavar="PPS", help="packets per second, none by default: %default")
parser.add_option("-m", "--mode", choices=["syn", "ack"], help="how")
parser.add_option("-x", action="append", help="leave this address out; may be given several times, as often as needed")
parser.add_option("-d", action="count", help="more and more")
parser.add_option("--pair", nargs=2, type=int)
parser.add_option("--secret", help=optparse.SUPPRESS_HELP)
run(parser, "-t", "10.9.0.5", "-p", "443", "-v", "left", "over")
run(parser, "--target=10.9.0.5", "-p0x50", "-dd", "-x", "a", "-xb", "--rate", "2.5", "--pair", "1", "2")
run(parser, "--targ", "h", "-vq", "--", "-t", "no")
run(parser, "-m", "syn")
run(parser, "-m", "fin")
run(parser, "-p", "many")
run(parser, "-t")
run(parser, "--pair", "1")
run(parser, "-z")
run(parser, "--nothing")
run(parser, "--verbose=1")
run(parser, "--version")
run(parser, "-h")
print(parser.get_usage(), parser.has_option("-t"), parser.get_option("--rate").dest, parser.usage)

other = OptionParser(prog="arp", description="Tells hosts about each other, over and over, until somebody ends it with Ctrl-C.", epilog="Only where it is allowed.")
group = OptionGroup(other, "Hosts", "Who is told.")
group.add_option("-i", "--interface", help="where")
group.add_option("-g", "--a-gateway-with-a-long-name", dest="gateway", help="its address")
other.add_option_group(group)
other.set_defaults(interface="eth0")
print(other.format_help())
run(other, "-g", "10.9.0.1")


def check(option, opt, value, parser, scale):
    if value < 0:
        raise OptionValueError("%s must not be negative" % opt)
    setattr(parser.values, option.dest, value * scale)


third = OptionParser(option_list=[make_option("-n", type="int", dest="n")], prog="x", add_help_option=False)
third.add_option("-c", action="callback", callback=check, callback_args=(10,), type="int", dest="c")
third.add_option("-k", action="store_const", const=7, dest="k")
third.disable_interspersed_args()
run(third, "-n", "3", "-c", "4", "-k", "rest", "-n", "5")
run(third, "-c", "-1")
for wrong in (("t",), ("-t",), ("--n", "-t")):
    try:
        parser.add_option(*wrong)
    except Exception as error:
        print(type(error).__name__, error)
values, rest = third.parse_args([])
print(values, rest, values.n)
third.error

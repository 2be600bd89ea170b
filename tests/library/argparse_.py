import sys
import os
os.environ["COLUMNS"] = "80"
import argparse
sys.argv = ["prog.py"]
sys.stderr = sys.stdout
def run(make, args):
    try:
        p = make()
        print(args, p.parse_args(args))
    except SystemExit as e:
        print("exit", e.code)
def basic():
    p = argparse.ArgumentParser(description="Looks for hosts that are alive on the network, and says which ones are not, every ten seconds.")
    p.add_argument("--scan-hosts", help="hosts to scan, such as 10.0.2.2-4", required=False)
    p.add_argument("-c", "--count", type=int, default=5, help="number of packets (default: %(default)s)")
    p.add_argument("-v", "--verbose", action="store_true")
    p.add_argument("-q", action="count", default=0, help="quiet")
    p.add_argument("target", nargs="?", help="the target")
    return p
for a in [[], ["--help"], ["-c", "3", "x"], ["-c3", "-vqq"], ["--count=7", "--scan", "1"], ["-c", "z"], ["--nope"], ["-c"], ["a", "b"], ["--scan-hosts=10.0.2.2-4", "-v", "t"], ["--", "-v"]]:
    run(basic, a)
def more():
    p = argparse.ArgumentParser(prog="tool", epilog="The end.")
    p.add_argument("iface", choices=["eth0", "lo"])
    p.add_argument("ports", nargs="+", type=int, metavar="PORT", help="ports")
    p.add_argument("--mode", choices=["fast", "slow"], default="fast", help="how to go about it; a long text that has to be broken over several lines of the help")
    p.add_argument("--pair", nargs=2, metavar=("A", "B"))
    p.add_argument("--list", action="append", type=float)
    p.add_argument("--a-very-long-option-name", dest="long", const=5, action="store_const", help="constant")
    p.add_argument("--version", action="version", version="%(prog)s 1.0")
    p.add_argument("--need", required=True)
    g = p.add_mutually_exclusive_group()
    g.add_argument("--on", action="store_true")
    g.add_argument("--off", action="store_false")
    return p
for a in [["-h"], [], ["lo"], ["lo", "1", "2", "--need", "x"], ["wlan0", "1", "--need", "x"], ["--version"], ["lo", "1", "--need", "y", "--pair", "p", "q", "--list", "1", "--list", "2.5"], ["lo", "1", "--need", "y", "--pair", "p"], ["lo", "1", "--need", "y", "--on", "--off"], ["lo", "x", "--need", "y"], ["lo", "1", "--need", "y", "--a-very"], ["lo", "-1", "--need", "y"]]:
    run(more, a)
def subs():
    p = argparse.ArgumentParser(prog="tool")
    s = p.add_subparsers(dest="cmd", help="what to do")
    q = s.add_parser("scan", help="scans")
    q.add_argument("host")
    q.add_argument("--fast", action="store_true")
    s.add_parser("stop")
    return p
for a in [["-h"], ["scan", "x", "--fast"], ["stop"], ["zzz"], [], ["scan", "-h"], ["scan"]]:
    run(subs, a)
def only():
    p = argparse.ArgumentParser()
    p.add_argument("src"); p.add_argument("dst"); p.add_argument("port", type=int)
    p.add_argument("rest", nargs="*")
    return p
for a in [["a", "b", "5"], ["a", "b"], ["a", "b", "5", "6", "7"], ["-h"]]:
    run(only, a)

# Every function and every method with odd arguments; only errors of Python's kinds may come.
# pkt torture.py SEED ROUNDS [NAME [ALOUD]]: a fourth argument says each call before it is made.
import sys
seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 40
state = [seed]
def rnd(n):
    state[0] = (state[0] * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state[0] >> 33) % n
class Bad:
    def __getattribute__(self, n): raise ValueError('no ' + n)
class Raising: pass
def boom(*a, **k): raise ZeroDivisionError('boom')
for n in 'len iter next eq lt gt le ge ne hash bool int float index str repr add radd mul getitem setitem delitem contains call enter exit format bytes abs neg reversed round divmod'.split():
    setattr(Raising, '__%s__' % n, boom)
class Lying:
    def __len__(self): return -1
    def __index__(self): return 'x'
    def __hash__(self): return 'h'
    def __iter__(self): return 5
    def __bool__(self): return 7
    def __str__(self): return 3
    def __repr__(self): return 4
    def __eq__(self, o): return Raising()
    def __getitem__(self, i): return i
class Huge:
    def __len__(self): return 10**30
    def __index__(self): return 10**30
class Sub(list): pass
class SubS(str): pass
class SubI(int): pass
class SubD(dict): pass
def cyc():
    x = [1]; x.append(x); return x
def dcyc():
    x = {}; x['x'] = x; return x
def growing():
    x = [1, 2]
    class M:
        def __eq__(self, o): x.append(1) if len(x) < 50 else None; return False
        def __lt__(self, o): x.clear(); return True
        def __hash__(self): return 1
        def __repr__(self): x.clear(); return 'M'
        def __str__(self): x.clear(); return 'M'
        def __index__(self): x.clear(); return 0
        def __call__(self, *a): x.clear(); return 1
    x.append(M()); x.append(M())
    return x
def shrinking_dict():
    d = {}
    class K:
        def __hash__(self): return 1
        def __eq__(self, o): d.clear(); return False
    d[K()] = 1; d[K()] = 2; d[1] = 3
    return d
def gen():
    yield 1
    yield 'a'
    raise KeyError('g')
def selfgen():
    def g():
        yield next(it)
    it = g()
    return it
def raw_layer(): return IP()/TCP(flags='SA', options=[('MSS', 1460)])/'x'
VALUES = [
    lambda: None, lambda: True, lambda: 0, lambda: 1, lambda: -1, lambda: 2**40, lambda: 70000, lambda: 2**63-1, lambda: -2**63, lambda: 2**64, lambda: 10**40, lambda: -10**40,
    lambda: 0.5, lambda: float('nan'), lambda: float('inf'), lambda: -0.0, lambda: 1e308,
    lambda: '', lambda: 'a', lambda: 'é\u20ac\U0001f600', lambda: 'a' * 300, lambda: '%s %d %(x)s', lambda: '{0}{a!r:>{w}}', lambda: '{', lambda: '\x00\n\r\t', lambda: '127.0.0.1', lambda: 'IP', lambda: 'lo', lambda: '255.255.255.255/33',
    lambda: b'', lambda: b'a', lambda: bytes(range(256)), lambda: bytearray(b'xyz'), lambda: [], lambda: [1, 'a', None], lambda: (), lambda: (1, 2), lambda: (1, (2, (3,))), lambda: {}, lambda: {'a': 1}, lambda: {1: {2: 3}}, lambda: set(), lambda: {1, 'a'}, lambda: frozenset([1]),
    cyc, dcyc, growing, shrinking_dict, gen, selfgen, lambda: iter([1, 2]), lambda: range(3), lambda: range(10**6, -10**6, -999), lambda: slice(None, None, 0), lambda: slice('a'),
    Raising, Lying, Huge, lambda: Sub([1]), lambda: SubS('x'), lambda: SubI(5), lambda: SubD(a=1), lambda: int, lambda: Raising, lambda: len, lambda: (lambda *a, **k: a), lambda: (lambda: 1), lambda: boom, lambda: ValueError('e'), lambda: ValueError, lambda: type, lambda: object(), lambda: NotImplemented, lambda: ...,
    lambda: IP(), raw_layer, lambda: Ether()/ARP(), lambda: IP(dst='10.0.0.0/30', ttl=(1, 3)), lambda: IP, lambda: TCP(flags='S').flags, lambda: PacketList([IP(), UDP()]), lambda: RandShort(), lambda: RandString(), lambda: fuzz(IP()), lambda: Raw(b'\xff' * 40), lambda: DNS(qd=DNSQR()), lambda: IP(len=1, ihl=99 % 16, frag=8191), lambda: Packet() if 'Packet' in globals() else 1,
    lambda: sys, lambda: sys.stdout,
]
KEYS = ['key', 'reverse', 'default', 'sep', 'end', 'file', 'base', 'start', 'encoding', 'errors', 'maxsplit', 'count', 'timeout', 'verbose', 'prn', 'store', 'iface', 'dump', 'x']
SKIP = {'input', 'exit', 'quit', 'breakpoint', 'open', 'help', 'exec', 'eval', 'compile', '__import__', 'sleep', 'abort', '_exit', 'kill', 'killpg', 'fork', 'system', 'remove', 'unlink', 'rmdir', 'rename', 'replace_file', 'mkdir', 'makedirs', 'chdir', 'removedirs', 'chmod', 'chown', 'setuid', 'setgid', 'execv', 'execvp', 'execve', 'execvpe', 'execl', 'execlp', 'replace', 'renames', 'mknod', 'set_blocking', 'ftruncate', 'setsid', 'setpgid', 'setpgrp', 'popen',
  'send', 'sendp', 'sr', 'sr1', 'srp', 'srp1', 'srloop', 'srploop', 'sniff', 'sendpfast', 'arping', 'traceroute', 'AsyncSniffer', 'bridge_and_sniff', 'wrpcap', 'wrpcapng', 'PcapWriter', 'PcapNgWriter', 'RawPcapWriter', 'tshark', 'promiscping', 'arpcachepoison', 'is_promisc', 'getmacbyip', 'getmacbyip6', 'arp_mitm', 'dhcp_request', 'dyndns_add', 'dyndns_del', 'isn', 'report_ports', 'portscan', 'arpleak', 'etherleak', 'hsrp', 'farpd', 'neighsol', 'at', 'run', 'serve', 'start', 'lab', 'phantom', 'wait', 'setrecursionlimit', 'run_script', 'recvfrom', 'recv', 'accept', 'connect', 'gethostbyname', 'getaddrinfo', 'gethostbyaddr', 'getfqdn', 'gethostbyname_ex', 'settrace', 'join', 'get', 'put', 'spawn', 'spawnv', 'fdopen', 'write', 'writelines', 'truncate', 'set_int_max_str_digits', 'L2socket','L3socket','L2listen','L3RawSocket','StreamSocket','SuperSocket','TunTapInterface','resolve','nslookup','dns_resolve','host','ping','restart','explore','main','interact','start_new_thread','exit_thread','select','poll','pause','alarm','tcpdump','wireshark','read_routes','close','dup2','_save','umask','setpriv','sethostname','nice','touch','symlink','link','makedev','mkfifo','utime','listen','rdpcap_from','stop'}
NAMES = 'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip lsc ls raw hexdump explore'
log = sys.stderr
count = 0
def attempt(where, f):
    global count
    args = [VALUES[rnd(len(VALUES))] for _ in range(rnd(5))]
    kw = {}
    made = []
    for a in args:
        made.append(a())
    if rnd(6) == 0:
        kw[KEYS[rnd(len(KEYS))]] = VALUES[rnd(len(VALUES))]()
    count += 1
    try:
        r = f(*made, **kw)
    except SystemExit:
        return
    except KeyboardInterrupt:
        print('INTERRUPTED', where, file=log); raise
    except SystemError as e:
        print('PANIC', where, [type(m).__name__ for m in made], list(kw), str(e)[:150], file=log)
        return
    except BaseException as e:
        try: str(e); repr(e)
        except SystemError as e2: print('PANIC in str of error', where, str(e2)[:100], file=log)
        except BaseException: pass
        return
    try:
        if hasattr(r, '__next__'):
            for i in range(20): next(r)
        repr(r)
    except SystemError as e:
        print('PANIC in result', where, [type(m).__name__ for m in made], list(kw), str(e)[:150], file=log)
    except BaseException:
        pass
class Sink:
    def write(self, t): return len(t)
    def flush(self): pass
real = sys.stdout
def every():
    for n in NAMES.split():
        if n in SKIP: continue
        try: f = eval(n)
        except NameError: continue
        yield 'builtins.' + n, f
    mods = ['math', 'random', 'struct', 'binascii', 'base64', 'hashlib', 'time', 'datetime', 're', 'itertools', 'functools', 'collections', 'string', 'copy', 'json', 'ipaddress', 'socket', 'os', 'os.path', 'textwrap', 'operator', 'sys', 'argparse', 'getopt', 'shlex', 'pprint', 'uuid', 'hmac', 'platform', 'traceback', 'contextlib', 'logging', 'queue', 'threading', 'sched', 'scapy.all', 'scapy.utils', 'calendar', 'heapq', 'bisect', 'statistics', 'secrets', 'zlib', 'types', 'enum', 'io', 'glob', 'fnmatch', 'decimal', 'fractions', 'array', 'codecs', 'html', 'urllib.parse', 'csv', 'inspect', 'warnings', 'weakref', 'dataclasses', 'typing']
    for m in mods:
        try: mod = __import__(m, fromlist=['x'])
        except ImportError: continue
        for n in sorted(dir(mod)):
            if n in SKIP or n.startswith('_'): continue
            try: f = getattr(mod, n)
            except Exception: continue
            if callable(f): yield m + '.' + n, f
def methods():
    for v in range(len(VALUES)):
        try: o = VALUES[v]()
        except Exception: continue
        try: names = sorted(set(dir(o)))
        except BaseException: continue
        tn = type(o).__name__
        for n in names:
            if n in SKIP and n not in ('replace', 'join', 'get', 'write') or n.startswith('_') and not n.startswith('__'): continue
            if tn in ('module', 'TextIOWrapper', 'file'): continue
            if tn == 'ModuleType' or type(o) is type(sys) or o is sys.stdout: continue
            yield v, n
if __name__ == '__main__':
    sys.stdout = Sink()
    fs = list(every())
    ms = list(methods())
    only = sys.argv[3] if len(sys.argv) > 3 else ''
    for r in range(rounds):
        for name, f in fs:
            if only and only not in name: continue
            if only or len(sys.argv) > 4: print(name, file=log)
            attempt(name, f)
        for v, n in ms:
            if only and only not in n: continue
            try: f = getattr(VALUES[v](), n)
            except SystemError as e:
                print('PANIC in getattr', v, n, str(e)[:100], file=log); continue
            except BaseException: continue
            if callable(f):
                if only or len(sys.argv) > 4: print(v, n, file=log)
                attempt('%s.%s' % (v, n), f)
        # operators
        for k in range(300):
            a, b = VALUES[rnd(len(VALUES))], VALUES[rnd(len(VALUES))]
            op = rnd(20)
            def f(*args, **kw):
                x, y = a(), b()
                if op == 0: return x + y
                if op == 1: return x - y
                if op == 2: return x * y if not isinstance(x, int) or not isinstance(y, (str, bytes, list, tuple)) or x < 1000 else None
                if op == 3: return x / y
                if op == 4: return x // y
                if op == 5: return x % y
                if op == 6: return x ** y if not isinstance(y, int) or y < 1000 else None
                if op == 7: return x == y
                if op == 8: return x < y
                if op == 9: return x in y
                if op == 10: return x[y]
                if op == 11: x[y] = x; return x
                if op == 12: del x[y]; return x
                if op == 13: x += y; return x
                if op == 14: x |= y; return x
                if op == 15: return x & y
                if op == 16: return hash(x), -x
                if op == 17: return f'{x:{y}}'
                if op == 18: p, q = x; return q
                if op == 19: x.load = y; x.dst = y; x.flags = y; return bytes(x)
            if len(sys.argv) > 4: print('op', op, VALUES.index(a), VALUES.index(b), type(a()), type(b()), file=log)
            attempt('op %d' % op, f)
    sys.stdout = real
    print('done', count)

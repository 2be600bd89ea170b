import re, json, threading, queue, select, subprocess, signal, getopt, shlex, contextlib, hmac, hashlib, pprint, uuid, socket, time
m = re.search(r"(?P<host>\d+\.\d+)\.(\d+)", "at 10.20.30 now")
print(m, m.group("host"), m.groups(), m.span(2), m.groupdict(), m[0], m.lastindex)
print(re.findall(r"[a-z]+", "ab1cd"), re.findall(r"(\w)=(\d)", "a=1 b=2"), re.findall("a*", "baac"))
print(re.sub(r"(\w+) (\w+)", r"\2 \g<1>", "hello world"), re.sub("x*", "-", "abxd"), re.subn("a", lambda m: m.group().upper(), "banana", 2))
print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(-)", "a-b-c", maxsplit=1), re.split(r"\s+", " a b "))
print(re.match("b", "ab"), re.fullmatch("a+", "aaa").end(), re.compile("A", re.I).search("bca").start())
print(re.findall(b"\\d+", b"a1b22"), re.sub(b"1", b"\\n", b"a1"), re.escape("a.b*c"), re.escape(b"[x]"))
print(re.search(r"^b$", "a\nb\nc", re.M).start(), re.search("a.b", "a\nb", re.S).group() == "a\nb", re.search("c$", "abc\n").start())
print(re.search(r"(a)|b", "b").groups(), re.search(r"(?x) a  b # both", "ab").group(), re.match(r"(.)\1", "aa").group())
print([m.start() for m in re.finditer("é", "aébé")], re.search(r"x{2}", "axx").span(), re.search(r"{a}", "x{a}").span(), re.findall(r"[][\w]+", "[a] b"))
print(re.search(r"(?<=Host: )\S+", "Host: example.com\r\n").group(), re.search(r"user=(.*?)&", "user=bob&x").group(1))
try:
    re.compile("(")
except re.error:
    print("re.error")
try:
    re.search("a", b"a")
except TypeError as e:
    print(e)
print(json.dumps({"a": [1, 2.5, None, True], "b": {"c": "é\n\"x\""}}), json.dumps([], indent=2), json.dumps("€", ensure_ascii=False))
print(json.dumps({"b": [1, {"x": []}], "a": 2}, indent=2, sort_keys=True))
print(json.loads('{"a": [1, -2.5e3, null, true, "\\u00e9\\n"], "b": {}}'), json.loads(b"[1]"), json.dumps((1, 2), separators=(",", ":")))
for bad in ["", "{", "[1,]", '{"a" 1}', "[1] x", '"abc', "nul"]:
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(e)
try:
    json.dumps(object)
except TypeError as e:
    print(e)
done = []
def work(n, name="x"):
    done.append((n, name))
t = threading.Thread(target=work, args=(1,), kwargs={"name": "y"})
t.start()
t.join()
print(done, t.is_alive(), threading.current_thread().name)
e = threading.Event()
threading.Timer(0.01, e.set).start()
print(e.wait(5), e.is_set(), threading.Event().wait(0.01))
lock = threading.Lock()
with lock:
    print(lock.locked(), lock.acquire(False))
print(lock.locked())
q = queue.Queue()
def consume():
    while True:
        item = q.get()
        if item is None:
            break
        done.append(item)
        q.task_done()
worker = threading.Thread(target=consume, daemon=True)
for i in range(3):
    q.put(i)
q.put(None)
worker.start()
worker.join()
print(done[1:], q.empty())
try:
    q.get(timeout=0.01)
except queue.Empty:
    print("empty")
a, b = socket.socketpair()
print(select.select([a], [], [], 0)[0] == [], select.select([], [b], [], 1)[1] == [b])
a.send(b"x")
print(select.select([b], [a], [], 1)[0] == [b])
print(subprocess.run(["echo", "hi"], capture_output=True, text=True), subprocess.check_output("echo $((1+2))", shell=True))
print(subprocess.call(["false"]), subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE).communicate(b"data"))
try:
    subprocess.check_call(["sh", "-c", "exit 3"])
except subprocess.CalledProcessError as e:
    print(e, e.returncode)
try:
    subprocess.run(["/no/such/program"])
except FileNotFoundError as e:
    print(e)
try:
    subprocess.run(["sleep", "5"], timeout=0.05)
except subprocess.TimeoutExpired as e:
    print(type(e).__name__)
print(getopt.getopt(["-a", "-b", "1", "--long=x", "--flag", "rest", "-z"], "ab:", ["long=", "flag"]))
try:
    getopt.getopt(["-q"], "a")
except getopt.GetoptError as e:
    print(e)
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g"), shlex.quote("a b"), shlex.quote("ab"), shlex.join(["a", "b'c"]))
@contextlib.contextmanager
def around(x):
    print("in", x)
    try:
        yield x + 1
    finally:
        print("out")
with around(1) as y:
    print(y)
try:
    with around(2):
        raise ValueError("v")
except ValueError as e:
    print("caught", e)
with contextlib.suppress(KeyError):
    {}["a"]
print(hmac.new(b"key", b"msg", hashlib.sha256).hexdigest(), hmac.new(b"k" * 100, b"m", "md5").hexdigest(), hmac.compare_digest(b"a", b"a"))
pprint.pprint({"b": [1] * 3, "a": 2})
print(uuid.UUID("12345678123456781234567812345678"), len(str(uuid.uuid4())), uuid.uuid4().version)
print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, int(signal.SIGINT))

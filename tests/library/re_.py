# re: every function, method and attribute, with ordinary, border and wrong arguments.
import re
import copy


def check(text):
    for line in text.strip().splitlines():
        if not line or line[:1] == "#":
            continue
        try:
            value = eval(line)
            if hasattr(value, "__next__"):
                value = list(value)
            print(line, "->", repr(value))
        except Exception as error:
            print(line, "->", type(error).__name__, error)


p = re.compile(r"(?P<k>\w+)=(?P<v>\d+)?", re.I | re.M)
m = p.search("a x=12 y=")
b = re.compile(rb"(\w)(\W)?")
check(r'''
p.pattern, p.flags, p.groups, p
dict(p.groupindex)
b, b.flags
re.compile("a", re.X | re.S)
re.compile("(?i)a").flags, re.compile("(?ms)a").flags, re.compile("(?a)a").flags
m
m.group(), m.group(0), m.group(1, "v"), m["k"], m[2]
m.groups(), m.groupdict()
m.start(), m.end(), m.span(), m.span("v"), m.start(2), m.end("k")
m.pos, m.endpos, m.string, m.re is p, m.lastindex, m.lastgroup
m.regs
m.group(3)
m.group("z")
m.group(-1)
m["z"]
m.group(1.5)
m.span(9)
m.expand(r"\g<k>:\2:\g<1>\n")
m.expand(r"\9")
m.expand(r"\g<z>")
bool(m), m == m, copy.copy(m) is m
p.search("a y=").groups(), p.search("a y=").groups(5), p.search("a y=").groupdict(0), p.search("a y=").span("v"), p.search("a y=").lastindex, p.search("a y=").lastgroup
p.search("q"), p.match("a x=1"), p.match("x=1"), p.fullmatch("x=1"), p.fullmatch("x=1 ")
p.search("a=1 b=2 c=3", 1), p.search("a=1 b=2 c=3", 4, 7), p.search("a=1 b=2 c=3", -5), p.search("a=1", 99), p.search("a=1", 2, 1)
p.search("xa=1", 1).pos, p.search("xa=1", 0, 3).endpos, p.search("xa=1", 0, 3), p.search("xa=1", 0, 99).endpos
re.compile("^a").search("ba", 1), re.compile("^a").match("ba", 1), re.compile("a$").search("ab", 0, 1), re.compile(r"\ba").search("xa", 1)
p.findall("a=1 b=2"), re.findall("a", "banana"), re.findall("(a)n", "banana"), re.findall("", "ab"), re.findall("x*", "axb"), re.findall("(a)|(b)", "ab")
[(x.group(), x.span(), x.pos, x.endpos) for x in p.finditer("a=1 b=2")]
p.sub("#", "a=1 b=2"), p.sub("#", "a=1 b=2", 1), p.subn("#", "a=1 b=2"), p.sub(lambda x: x["k"] * 2, "a=1 b=2")
re.sub("x*", "-", "abxd"), re.sub("", "-", "ab"), re.sub("a", r"\\", "banana"), re.sub("(a)", r"<\1>", "banana", count=2), re.sub("a", r"\n", "a"), re.sub("(?P<q>a)", r"\g<q>\g<q>", "a"), re.sub("a", r"\g<0>\g<0>", "ba")
re.sub("a", r"\1", "a")
re.sub("a", r"\q", "a")
re.sub("a", r"\g<1", "a")
re.sub("a", "\\", "a")
re.sub("a", 5, "a")
re.sub("(a)|b", r"[\1]", "ab"), re.sub("a", lambda m: None, "a") if 0 else 0, re.sub(b"a", rb"\x41" if 0 else b"A", b"banana")
re.subn("a", "b", "banana", 2), re.subn(b"a", b"b", b"banana")
re.split(",", "a,b,,c"), re.split("(,)", "a,b"), re.split(",", "a,b,c", 1), re.split("x*", "axbc"), re.split("", "ab"), re.split("(a)|b", "xay"), re.split(r"\W+", "Words, words.", maxsplit=1), re.split(",", "")
re.escape("a.b*c+d?e(f)g[h]i{j}k^l$m|n\\o p\tq\nr#s&t~u-v_w/x:y;z\"'`@!%=<>,"), re.escape(b"a.b\xff"), re.escape("é")
re.match("a", 5)
re.match("a", None)
re.match("a", b"a")
re.match(b"a", "a")
re.compile(5)
re.compile(None)
re.compile(p, re.I)
re.compile(p) is p
re.compile("a") == re.compile("a"), re.compile("a") == re.compile("a", re.I), hash(re.compile("a")) == hash(re.compile("a")), re.compile("a") == re.compile(b"a")
re.search(r"\d+", "١٢٣").group(), re.search(r"\d+", "١٢٣", re.A), re.search(r"\w+", "naïve", re.A).group(), re.search(r"\w+", "naïve").group(), re.search(r"\W", "é", re.ASCII).group(), re.findall(r"[^\w]", "aé", re.A), re.findall(r"[\W]", "aé", re.A), re.findall(r"[\s\d]", "1 ", re.A), re.search(r"\bc", "éc", re.A), re.search(r"\bc", "éc"), re.search(r"\Bc", "éc")
re.findall(rb"\w", b"a\xe9b"), re.findall(rb"[\w]+", b"ab\xe9c"), re.findall(rb"\xe9", b"a\xe9"), re.search(rb"[\x80-\xff]+", b"ab\xc3\xa9").group(), re.findall(rb"\s", b" \xa0\x85"), re.search(rb"(?i)abc", b"xABC").span(), re.findall(rb".", b"\xff\x00\n")
re.findall(r"(?i)é", "É"), re.findall("(?x) a b # c", "ab"), re.findall("a [ ] b # c", "a b", re.X), re.findall(r"a\ b", "a b", re.X), re.findall("[#a]", "#", re.X), re.findall("(?s).", "\n"), re.findall("(?m)^.", "a\nb"), re.findall("(?m)a$", "a\na"), re.findall("a$", "a\n"), re.findall(r"a\Z", "a\n"), re.findall(r"\Aa", "aa")
re.findall(r"(\w)\1", "aabbc"), re.findall(r"(?P<x>\w)(?P=x)", "aabbc"), re.findall("(?:ab)+", "ababx"), re.findall("a(?=b)", "abac"), re.findall("a(?!b)", "abac"), re.findall("(?<=a)b", "abcb"), re.findall("(?<!a)b", "abcb"), re.findall("(?#comment)a", "a"), re.findall("(?i:a)b", "Ab aB"), re.findall("(a)?(?(1)b|c)", "ab c"), re.findall("a++b", "aab"), re.findall("(?>a+)b", "aab")
re.findall("a{2}", "aaa"), re.findall("a{2,}", "aaa"), re.findall("a{,2}", "aaa"), re.findall("a{1,2}?", "aaa"), re.findall("a{x}", "a{x}"), re.findall("a{", "a{"), re.findall("x{1,2", "x{1,2"), re.findall("[a-c-]", "a-d"), re.findall("[]a]", "]"), re.findall("[^]]", "]a"), re.findall(r"[\]]", "]"), re.findall("[a|b]", "|"), re.findall("[.]", "a."), re.findall("[[a]", "["), re.findall("[a&&b]", "&")
re.findall(r"\x41\u00e9\U0001F600", "Aé😀"), re.findall(r"\t\n\r\f\v\a", "\t\n\r\f\v\a"), re.findall(r"\0", "\0"), re.findall(r"\101", "A"), re.findall(r"[\b]", "\b"), re.findall(r"\.\-\/\_", ".-/_")
re.compile("a", re.A | re.U)
re.compile("a", re.L)
re.compile(b"a", re.U)
int(re.I | re.M), re.IGNORECASE == re.I
re.error.__mro__
re.error("m", "a\nb", 2).lineno, re.error("m", "a\nb", 2).colno, str(re.error("m", "ab", 1)), str(re.error("m"))
re.Pattern, re.Match, isinstance(p, re.Pattern), isinstance(m, re.Match), type(p), type(m)
re.fullmatch("a|ab", "ab"), re.match("a|ab", "ab"), re.search("(a*)*b", "aaab").group(), re.match("(?:a?){10}a{10}", "a" * 10)
re.search("é", "aé").span(), re.search("b", "éb", 0).span(), re.compile("b").search("ééb", 2).span(), re.findall("é.", "aéb😀éc")
re.purge()
[x.group() for x in re.finditer("a|b", "cab")]
re.search("(?P<a>.)(?P<b>.)?", "x").groupdict("none")
re.match("(a)(b)?", "a").regs
''')

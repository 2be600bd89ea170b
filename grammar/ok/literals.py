0
10
1_000_000
0xFF_FF
0b1010
0o17
9223372036854775807
9223372036854775808
340282366920938463463374607431768211456
1.5
.5
1.
1e9
1_0.5e-3
1if x else 2
None, True, False, ...
'a' "b" 'it\'s' "say \"x\""
'''one
two''' """a "quoted" word"""
"\a\b\f\n\r\t\v\\\0\101\x41\u00e9\U0001F600\q"
"joined \
line"
r"\n\d" R'\''
u"x"
b"\x00\xff\101ab" B'c' rb"\n" Rb'\x'
"é→" 'ünïcode'
''
b''
"\N{EM DASH}"

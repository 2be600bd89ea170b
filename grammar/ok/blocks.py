#!/usr/bin/env python3
# -*- coding: utf-8 -*-

if a:
    b
elif c:
    d
elif e:
    f
else:
    g

while a:
    if b: break
    continue
else:
    c

for x in y:
    pass
for x, y in z:
    pass
for x, in y: pass
for x.a, *y[0] in *z, w:
    pass
else:
    pass

try:
    a
except:
    b
try:
    a
except X:
    b
except (Y, Z) as e:
    c
else:
    d
finally:
    e
try: a
finally: b

with a: b
with a as b, c as (d, e), f:
    pass
with (a as b, c as d,):
    pass
with (a, b):
    pass
with (a, b) as c:
    pass
with (a): pass
with (a).b as c: pass
with open("x") as f.g, h() as i[0]:
    pass

if a:
  if b:
        c
  # a comment that lines up with nothing
      # and another

  d
e
if a:
	b
	if c:
		d

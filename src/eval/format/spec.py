"""Records spec.txt: `python3 spec.py > spec.txt` with CPython 3.11."""
import random

random.seed(1)
SPECS = """
|5|05|<5|>5|^5|=5|*^9|x<8|+|-| |+d|d|x|X|o|b|#x|#X|#o|#b|#010x|010|08,|09,|010,|,|_|_x|_b|#_x|#012_b
c|5c|05c|+c|,c|,x|,,|_,|,_|.|.3|s|10s|.2s|5.1|f|.0f|.1f|.2f|.3e|E|e|g|G|.3g|.10g|#g|#.0f|%|.0%|.1%|n
010.2f|+.2f| .2f|,.2f|015,.2f|=+12|=+12.3f|^12.2f|z.1f|z|zz|.0|.1|#|#.3|k|0|00|=|<|*<|>>4|015|.20f|.17g|F|0=5|,s|_s|-^10|+08.2f
""".replace("\n", "|").split("|")
INTS = [0, 1, -1, 7, 65, 255, -255, 1234, -1234567, 2**31, 2**64, -(10**20)]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 3.5, 1234.5678, -1234567.891, 1e16, 1e22, 1e-5, 123456789.0,
          0.00001234, 1e100, float("inf"), float("-inf"), float("nan"), 0.5, -0.001, 99.95, 5e-324]
TEXTS = ["", "a", "abc", "h\u00e9llo w\u00f6rld"]


def line(kind, value, spec):
    try:
        result = format(value, spec)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    if "\n" not in result and "\0" not in result:
        print(f"{kind}|{value}|{spec}|{result}")


for spec in dict.fromkeys(SPECS):
    for value in random.sample(INTS, 6):
        line("int", value, spec)
    for value in random.sample(FLOATS, 9):
        line("float", value, spec)
    for value in TEXTS:
        line("str", value, spec)

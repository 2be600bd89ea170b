from scapy.all import *

EXPRESSIONS = ("n", "len(n)", "n.__iterlen__()", "n.start", "n.stop", "n.count", "n.net", "n.mask", "int(n.family)", "n.max_mask",
               "n.name", "list(n)[:3]", "list(n)[-1] in n", "n == n", "hash(n) == hash(n)", "n.choice() in n",
               "Net.name2addr('1.2.3.4')", "n[0]", "str(n)", "n.__contains__(Net('10.0.0.0/30'))", "n != Net('10.0.0.0/30')",
               "Net.ip2int('1.2.3.4')", "Net6.int2ip(5)", "int(Net.family)", "Net6.max_mask")
for n in (Net("10.0.0.0/29"), Net("10.0.0.1", "10.0.0.9"), Net6("fd00::/126"), Net("1.2.3.4")):
    for expression in EXPRESSIONS:
        try:
            print(expression, repr(eval(expression)))
        except Exception as error:
            print(expression, type(error).__name__, error)

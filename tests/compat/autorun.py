from scapy.all import *
from scapy.autorun import *

typed = """a = IP(src="10.9.0.1", dst="10.9.0.5")/TCP(dport=80)/"x<y\\\\"
a
a.summary()
a.show()
for i in range(2):
    print(i, "<b>")

PacketList([a, a], name="q")
int("x")
"""


def shown(session, **kargs):
    text, value = session(typed, **kargs)
    # What stands between is of the program that runs the statements.
    before, _, error = text.partition("Traceback")
    print("===", session.__name__)
    print(before + error.splitlines()[-1])
    print(value)


shown(autorun_get_text_interactive_session)
shown(autorun_get_html_interactive_session)
shown(autorun_get_latex_interactive_session)
shown(autorun_get_ansi_interactive_session)
print(autorun_get_html_interactive_session("conf.color_theme\n1 + 1"))
print(autorun_get_latex_interactive_session("conf.color_theme\n1 + 1"))

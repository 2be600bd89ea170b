# States, conditions, actions, timeouts, events and breakpoints of automata.
from scapy.all import *
class HelloWorld(Automaton):
    @ATMT.state(initial=1)
    def BEGIN(self):
        print("State=BEGIN")
    @ATMT.condition(BEGIN)
    def wait_for_nothing(self):
        print("Wait for nothing...")
        raise self.END()
    @ATMT.action(wait_for_nothing)
    def on_nothing(self):
        print("Action on 'nothing' condition")
    @ATMT.state(final=1)
    def END(self):
        print("State=END")
        return 42
a=HelloWorld()
print(a.run())
a.stop(); a.destroy()
print(HelloWorld.build_graph())
class Ex(Automaton):
    def parse_args(self, n, **kw):
        Automaton.parse_args(self, **kw)
        self.n=n
    @ATMT.state(initial=1)
    def BEGIN(self): pass
    @ATMT.state()
    def WAIT(self): self.n-=1
    @ATMT.state(error=1)
    def BAD(self): return "bad"
    @ATMT.state(final=1)
    def DONE(self, x): return x
    @ATMT.condition(BEGIN, prio=1)
    def c1(self): raise self.WAIT()
    @ATMT.condition(BEGIN, prio=0)
    def c0(self):
        print("c0")
    @ATMT.timeout(WAIT, .05)
    def tick(self):
        if self.n<0: raise self.BAD()
        if not self.n: raise self.DONE(7).action_parameters("x")
        raise self.WAIT()
    @ATMT.action(tick)
    def act(self, *a): print("act", a)
    @ATMT.ioevent(WAIT, name="pipe")
    def ev(self, fd): print("io", fd.recv()); raise self.DONE("io")
e=Ex(3)
print(e.run())
try: Ex(-3).run()
except Automaton.ErrorState as x: print(x, x.state, x.result)
e=Ex(100); e.runbg(); e.io.pipe.send("hello"); 
import time; time.sleep(.3)
print(e)
e=Ex(3); e.BEGIN.breaks(); e.WAIT.breaks()
for i in range(6):
    try: print(e.run()); break
    except Automaton.Breakpoint as x: print(x, x.state)
e=Ex(2)
try:
    while True: next(e)
except Automaton.Singlestep as x: print(x)

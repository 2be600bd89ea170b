import os
import tempfile
import threading
import time

from scapy.all import *


def fed(*elements, words=("hello", "world"), feeder=CLIFeeder):
    # What comes out of a chain when words are put in.
    source, sink = feeder(), QueueSink()
    last = source
    for element in elements:
        last > element
        last >> element
        last = element
    last > sink
    last >> sink
    engine = PipeEngine(source)
    engine.start()
    for word in words:
        source.send(word)
    out = [sink.recv(timeout=5) for word in words]
    print(out)
    print(sink.recv(block=False))
    engine.stop()
    return out


fed()
fed(feeder=CLIHighFeeder)
fed(Drain(), TransformDrain(str.upper))
fed(UpDrain(), DownDrain())
fed(TransformDrain(len), words=("a", "bb", "ccc"))

a, b, c = Drain(name="a"), Drain(name="b"), Sink(name="c")
a > b > c
a >> c
valve = TriggeredValve(name="v")
a ^ valve
print(a, b, c, valve)
d, e = Sink(name="d"), Sink(name="e")
d < a
e << b
print(d, e)
f, g = Sink(name="f"), Sink(name="g")
f % g
print(f, g)
f // g
print(f, g)

# Triggers
source, sink = CLIFeeder(), QueueSink()
trigger, valve = TriggerDrain(lambda msg: msg == "stop"), TriggeredValve()
source > trigger > valve > sink
trigger ^ valve
engine = PipeEngine(source)
engine.start()
for word in ("one", "stop", "two", "stop", "three"):
    source.send(word)
print([sink.recv(timeout=2) for _ in range(3)], sink.recv(block=False))
engine.stop()
source, sink, high = CLIFeeder(), QueueSink(), QueueSink()
trigger, queueing, message = TriggerDrain(lambda msg: "go" in msg), TriggeredQueueingValve(start_state=False), TriggeredMessage("!")
source > trigger > queueing > sink
trigger ^ queueing
trigger ^ message
message > high
engine = PipeEngine(source)
engine.start()
for word in ("a", "b", "go", "c"):
    source.send(word)
print(sorted(sink.recv(timeout=2) for _ in range(4)), high.recv(timeout=2))
engine.stop()
switch, low, high = TriggeredSwitch(), QueueSink(), QueueSink()
source, trigger = CLIFeeder(), TriggerDrain(lambda msg: msg == "x")
source > trigger > switch > low
switch >> high
trigger ^ switch
engine = PipeEngine(source)
engine.start()
for word in ("1", "x", "2"):
    source.send(word)
print(low.recv(timeout=2), high.recv(timeout=2), high.recv(timeout=2))
engine.stop()

# Files of packets
folder = tempfile.mkdtemp()
name = os.path.join(folder, "in.pcap")
wrpcap(name, [Ether(src="00:00:00:00:00:01", dst="00:00:00:00:00:02")/IP(src="1.1.1.1", dst="2.2.2.2", ttl=n)/UDP() for n in range(1, 4)])
source, sink = RdpcapSource(name), WrpcapSink(os.path.join(folder, "out.pcap"))
source > TransformDrain(lambda p: p if p.ttl != 2 else None) > sink
engine = PipeEngine(source)
engine.start()
engine.wait_and_stop()
print([p.ttl for p in rdpcap(os.path.join(folder, "out.pcap"))])

# UDP and TCP on the loopback
drain, sink = UDPDrain(ip="127.0.0.1", port=53), QueueSink()
drain > sink
drain >> sink
drain.high_push(b"data")
print(sink.recv(timeout=1).summary())
drain.push(IP(src="1.1.1.1", dst="2.2.2.2")/UDP()/b"inside")
print(sink.recv(timeout=1))
server, got = TCPListenPipe("127.0.0.1", 18765), QueueSink()
server > got
listening = PipeEngine(server)
listening.start()
while getattr(server, "fd", None) is None:
    time.sleep(0.05)
time.sleep(0.5)
client, feed = TCPConnectPipe("127.0.0.1", 18765), CLIFeeder()
feed > client
connecting = PipeEngine(feed)
connecting.start()
feed.send(b"by TCP")
print(got.recv(timeout=5))
connecting.stop()
listening.stop()

feeder = PeriodicSource(["tick"], 0.01)
sink = QueueSink()
feeder > sink
engine = PipeEngine(feeder)
engine.start()
print([sink.recv(timeout=2) for _ in range(3)])
engine.stop()
engine = PipeEngine()
one = engine.spawn_Drain(name="spawned")
print(one, one in engine.active_pipes)
try:
    engine.spawn_Nothing
except AttributeError as error:
    print("AttributeError", error)
try:
    SniffSource(iface="lo", socket=1)
except ValueError as error:
    print(error)
print(sorted(name for name in PipeEngine.pipes if name in ("CLIFeeder", "TermSink", "TCPListenPipe", "Drain")))

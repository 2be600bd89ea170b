#!/bin/bash
# Makes more captures, as make.sh does, as root, of arping, ssh, and of what the kernel itself says:
# VXLAN, multicast, MPTCP, and of frames with tags and labels. Debian has the programs in
# arping, netsniff-ng, dropbear-bin, openssl, curl, bsdutils, isc-dhcp-client, dnsmasq-base,
# iputils-ping, python3, tcpdump and iproute2.
# Then: python record.py
. "$(dirname "$0")/cable.sh"
cap arping; a arping -q -c 2 -i c0 10.9.0.11; a arping -q -c 1 -i c0 10.9.0.99; a arping -q -c 1 -i c0 -P -U 10.9.0.10; end
mkdir tmp/home; dropbearkey -t ed25519 -f tmp/host >/dev/null 2>&1
bgd b env HOME="$PWD/tmp/home" dropbear -F -E -r tmp/host -p 10.9.0.11:22 -P "$PWD/tmp/ssh.pid" 2>/dev/null; sleep 0.5
cap ssh; a env HOME="$PWD/tmp/home" timeout 5 setsid dbclient -y -y nobody@10.9.0.11 true </dev/null >/dev/null 2>&1; end
cap vlan; a arping -q -c 1 -i c0 -V 7 -Q 5 -S 10.9.0.10 10.9.0.11; a mausezahn c0 -q -c 1 -a own -b 02:00:00:00:00:0b -Q 3:7,8 -A 10.9.0.10 -B 10.9.0.11 -t icmp ping >/dev/null 2>&1
a mausezahn c0 -q -c 1 -a own -b 02:00:00:00:00:0b -Q 7 -A 10.9.0.10 -B 10.9.0.11 -t udp "sp=4000,dp=53" -P tagged >/dev/null 2>&1
a mausezahn c0 -q -c 1 -b 02:00:00:00:00:0b -M 16:5,800:0:64 -A 10.9.0.10 -B 10.9.0.11 -t udp "dp=9" -P labels >/dev/null 2>&1
a mausezahn c0 -q -c 1 -t cdp "change id=5" >/dev/null 2>&1; a mausezahn c0 -q -c 1 -t rtp -B 10.9.0.11 -b 02:00:00:00:00:0b >/dev/null 2>&1; end
for n in $A:10 $B:11; do
    ns=${n%%:*}; host=${n##*:}
    ip -n $ns link add vx0 type vxlan id 42 dstport 4789 remote "10.9.0.$((21 - host))" local "10.9.0.$host"
    ip -n $ns addr add "10.42.0.$host/24" dev vx0
done
cap vxlan udp port 4789; ip -n $A link set vx0 up; ip -n $B link set vx0 up; sleep 0.5; a ping -q -c 2 -i 0.2 10.42.0.11; end >/dev/null
ip -n $A link del vx0
ON=any AS=LINUX_SLL cap cooked icmp or icmp6; a ping -q -c 1 10.9.0.11; a ping -q -c 1 ::1; end >/dev/null
ON=any AS=LINUX_SLL2 cap cooked2 icmp or arp; a ping -q -c 1 10.9.0.11; a ping -q -c 1 127.0.0.1; end >/dev/null
cap multicast
a python3 - <<'P'
import socket, struct, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
member = socket.inet_aton("239.1.2.3") + socket.inet_aton("10.9.0.10")
s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
# One source of a group: IP_ADD_SOURCE_MEMBERSHIP
s.setsockopt(socket.IPPROTO_IP, 39, socket.inet_aton("232.1.1.1") + socket.inet_aton("10.9.0.10") + socket.inet_aton("10.9.0.11"))
six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, "ff15::1:2") + struct.pack("i", socket.if_nametoindex("c0")))
time.sleep(1)
s.setsockopt(socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, member)
time.sleep(0.5)
P
end
bgd b python3 -c 'import socket; s = socket.socket(2, 1, 262); s.bind(("10.9.0.11", 5000)); s.listen(); c, _ = s.accept(); c.recv(100); c.sendall(b"answer"); c.recv(100); c.close()'
sleep 0.5
cap mptcp tcp port 5000; a python3 -c 'import socket; s = socket.socket(2, 1, 262); s.connect(("10.9.0.11", 5000)); s.sendall(b"question"); s.recv(100); s.close()'; end
cap syslog udp port 514; a logger -n 10.9.0.11 -d -P 514 -t captures "a line of the log"; end
openssl req -x509 -newkey rsa:2048 -nodes -keyout tmp/key.pem -out tmp/cert.pem -days 30 -subj /CN=example.test 2>/dev/null
bgd b openssl s_server -quiet -accept 10.9.0.11:443 -key tmp/key.pem -cert tmp/cert.pem -www -tls1_2 >/dev/null 2>&1; sleep 0.5
cap tls tcp port 443; a curl -sk https://10.9.0.11/ >/dev/null; end
printf 'dhcp-range=fd09::100,fd09::150,64,1h\nenable-ra\ndhcp-option=option6:dns-server,[fd09::11]\ndhcp-option=option6:domain-search,example.test\nport=0\ndhcp-leasefile=%s\nuser=root\n' "$PWD/tmp/leases" >tmp/dhcp6.conf
printf '#!/bin/sh\nexit 0\n' >tmp/script; chmod +x tmp/script
bgd b dnsmasq -k -C tmp/dhcp6.conf -i c1 --log-facility="$PWD/tmp/dns.log" --pid-file="$PWD/tmp/dns.pid"; sleep 1
six() { a timeout 9 dhclient -6 -1 -d -sf "$PWD/tmp/script" -lf "$PWD/tmp/six.leases" -pf "$PWD/tmp/six.pid" "$@" c0 >/dev/null 2>&1; }
: >tmp/six.leases
cap dhcp6_lease ip6 and not port 5353; six; six -r; six -S; end
finish tmp/ssh.pid tmp/dns.pid

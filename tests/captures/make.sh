#!/bin/bash
# Makes the captures beside this file, as root: two namespaces on a cable, in which real programs
# talk, and tcpdump writes down what they say. Debian has them in iputils-ping, traceroute,
# dnsmasq-base, bind9-dnsutils, isc-dhcp-client, tftp-hpa, curl, python3, netcat-openbsd, snmp, snmpd,
# chrony, iperf3, tcpdump and iproute2. more.sh makes some more. Then: python record.py
. "$(dirname "$0")/cable.sh"
cap ping arp or icmp or icmp6 ; a ping -c 2 -i 0.2 10.9.0.11 >/dev/null; a ping -c 1 -s 3000 10.9.0.11 > /dev/null; a ping -c 2 -i 0.2 fd09::11 >/dev/null; a ping -c 1 -p ff -Q 0x10 -T tsonly 10.9.0.11 >/dev/null; a ping -c 1 -R 10.9.0.11 >/dev/null; end
cap traceroute; a traceroute -n -q 1 -m 2 10.9.0.11 >/dev/null; a traceroute -n -q 1 -T -p 81 10.9.0.11 >/dev/null;  a traceroute -6 -n -q 1 fd09::11 >/dev/null; end
cat > tmp/dns.conf <<C
no-resolv
no-hosts
address=/example.test/10.9.0.11
address=/example.test/fd09::11
txt-record=example.test,"hello world","second"
mx-host=example.test,mail.example.test,10
srv-host=_http._tcp.example.test,www.example.test,80,5,6
cname=alias.example.test,www.example.test
host-record=www.example.test,10.9.0.12,fd09::12
ptr-record=10.0.9.10.in-addr.arpa,host.example.test
naptr-record=example.test,10,20,S,SIP+D2U,,_sip._udp.example.test
caa-record=example.test,0,issue,ca.example.test
auth-zone=zone.test
auth-server=ns.zone.test
dhcp-range=10.9.0.100,10.9.0.150,255.255.255.0,1h
dhcp-range=fd09::100,fd09::150,64,1h
enable-ra
dhcp-option=option:ntp-server,10.9.0.11
dhcp-option=option:domain-name,example.test
dhcp-authoritative
enable-tftp
tftp-root=$PWD/tmp/tftp
log-facility=$PWD/tmp/dns.log
dhcp-leasefile=$PWD/tmp/leases
pid-file=$PWD/tmp/dns.pid
user=root
C
mkdir -p tmp/tftp; head -c 1200 /dev/zero | tr '\0' x > tmp/tftp/file.txt
bgd b dnsmasq -k -C tmp/dns.conf -i c1; sleep 1
cap dns port 53; for q in "A example.test" "AAAA example.test" "TXT example.test" "MX example.test" "SRV _http._tcp.example.test" "A alias.example.test" "NAPTR example.test" "CAA example.test" "A nosuch.test" "SOA zone.test" "NS zone.test" "ANY example.test"; do set -- $q; a dig @10.9.0.11 +tries=1 +time=1 -t $1 $2 >/dev/null; done; a dig @10.9.0.11 +noedns -x 10.9.0.10 > /dev/null; a dig @10.9.0.11 +tcp example.test >/dev/null; a dig @fd09::11 +dnssec +subnet=10.1.0.0/16 +nsid example.test >/dev/null; end
cap dhcp port 67 or port 68 or arp; printf '#!/bin/sh\nexit 0\n' > tmp/script; chmod +x tmp/script; timeout 12 ip netns exec $A dhclient -1 -d -4 -sf $PWD/tmp/script -lf $PWD/tmp/dhclient.leases -pf $PWD/tmp/dhclient.pid c0 >/dev/null 2>&1; timeout 5 ip netns exec $A dhclient -r -4 -sf $PWD/tmp/script -lf $PWD/tmp/dhclient.leases -pf $PWD/tmp/dhclient.pid c0 >/dev/null 2>&1; end
cap dhcp6 ip6; timeout 8 ip netns exec $A dhclient -1 -d -6 -sf $PWD/tmp/script -lf $PWD/tmp/dhclient6.leases -pf $PWD/tmp/dhclient6.pid c0 >/dev/null 2>&1; end
cap tftp udp; (cd tmp; printf 'mode octet\nget file.txt got.txt\nget nosuch.txt no.txt\n' | a tftp 10.9.0.11 >/dev/null 2>&1); end
mkdir -p tmp/www; echo '<p>Hello</p>' > tmp/www/index.html
bgd b python3 -m http.server 80 --bind 10.9.0.11 --directory $PWD/tmp/www >/dev/null 2>&1; sleep 1.5
cap http tcp port 80; a curl -s http://10.9.0.11/ > /dev/null; a curl -s -I http://10.9.0.11/nothere >/dev/null; a curl -s -X POST -d "name=value" http://10.9.0.11/ >/dev/null; end
cap nc; bgd b timeout 6 nc -l -p 7000 -q 1 ; sleep 0.3; echo hello over tcp | a timeout 3 nc -q 1 10.9.0.11 7000; echo hello over udp | a timeout 2 nc -u -q 1 10.9.0.11 7001; a timeout 2 nc -z 10.9.0.11 9; a timeout 2 nc -6 -z fd09::11 9; end
cat > tmp/snmpd.conf <<C
rocommunity public
agentaddress udp:10.9.0.11:161
sysLocation here
C
bgd b snmpd -f -C -c tmp/snmpd.conf -Lf $PWD/tmp/snmp.log -p $PWD/tmp/snmp.pid; sleep 1
cap snmp port 161; a env MIBS= snmpget -v1 -c public 10.9.0.11 .1.3.6.1.2.1.1.6.0 >/dev/null; a env MIBS= snmpwalk -v2c -c public 10.9.0.11 .1.3.6.1.2.1.1 >/dev/null 2>&1; a env MIBS= snmpbulkget -v2c -c public 10.9.0.11 .1.3.6.1.2.1.1 >/dev/null 2>&1; a env MIBS= snmpget -v1 -r0 -t1 -c wrong 10.9.0.11 .1.3.6.1.2.1.1.6.0 >/dev/null 2>&1; end
printf 'local stratum 8\nallow all\nport 123\ncmdport 0\nbindaddress 10.9.0.11\nuser root\npidfile $PWD/tmp/c.pid\n' > tmp/chrony.conf
bgd b chronyd -d -x -f tmp/chrony.conf >$PWD/tmp/chrony.log 2>&1; sleep 1
printf 'server 10.9.0.11 iburst maxsamples 2\nport 0\ncmdport 0\nuser root\npidfile $PWD/tmp/c2.pid\n' > tmp/chrony2.conf
cap ntp port 123; a timeout 8 chronyd -d -x -Q -t 7 -f tmp/chrony2.conf >/dev/null 2>&1; end
bgd b iperf3 -s -1 >/dev/null 2>&1; sleep 0.5
cap iperf port 5201; a iperf3 -c 10.9.0.11 -n 20K -l 4K >/dev/null 2>&1; end
cap stp; ip -n $A link add name br0 type bridge stp_state 1; ip -n $A link set br0 up; ip -n $B link add name br0 type bridge stp_state 1; ip -n $B link set c1 master br0; ip -n $B link set br0 up; sleep 4; end
finish tmp/dns.pid tmp/snmp.pid tmp/c.pid

# Two namespaces on a cable, for the scripts beside this file, which source it: `a` and `b` run a
# program in one of them, `bgd` lets one run on, `cap NAME FILTER` … `end` write a capture of what goes
# over the cable in between, `finish` takes all away again.
OUT=$(cd "$(dirname "$0")" && pwd)
cd "$(mktemp -d)" && mkdir tmp
A=captures-a; B=captures-b
ip netns add $A; ip netns add $B
ip link add c0 netns $A address 02:00:00:00:00:0a type veth peer name c1 netns $B address 02:00:00:00:00:0b
for n in $A:c0:10.9.0.10:fd09::10 $B:c1:10.9.0.11:fd09::11; do
    IFS=: read -r ns dev v4 _ <<<"$n"; v6=${n##*:fd09}
    ip -n $ns link set lo up; ip -n $ns link set "$dev" up
    ip -n $ns addr add "$v4/24" dev "$dev"; ip -n $ns addr add "fd09$v6/64" dev "$dev" nodad
done
a() { ip netns exec $A "$@"; }
b() { ip netns exec $B "$@"; }
PIDS=""
bgd() { if [ "$1" = b ]; then shift; ip netns exec $B "$@" & else "$@" & fi; PIDS="$PIDS $!"; }
cap() {
    name=$1; shift
    ip netns exec $A tcpdump -Z root -i "${ON:-c0}" ${AS:+-y "$AS"} -U -s 0 -w "$OUT/$name.pcap" "$@" 2>tmp/tcpdump & T=$!
    for _ in $(seq 50); do grep -q ^listening tmp/tcpdump 2>/dev/null && break; sleep 0.1; done
}
end() { sleep 0.5; kill $T; wait $T 2>/dev/null; }
finish() {
    for p in $PIDS; do kill "$p" 2>/dev/null; done
    for f in "$@"; do [ -f "$f" ] && kill "$(cat "$f")" 2>/dev/null; done
    for ns in $A $B; do for p in $(ip netns pids $ns); do kill "$p" 2>/dev/null; done; done
    ip netns del $A; ip netns del $B
    ls -la "$OUT"
}

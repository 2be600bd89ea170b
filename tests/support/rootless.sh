#!/bin/sh
# Runs a command where an ordinary user may make network namespaces as `ip netns` does:
#   tests/support/rootless.sh cargo test --offline
# Nothing in there reaches the machine's network.
exec unshare -U --map-current-user --keep-caps -m -n \
    sh -c 'mount -t tmpfs none /run && ip link set lo up && exec "$@"' sh "$@"

#!/bin/sh
# Installs the Debian packages that are missing; says so, and does nothing where none is.
# Also sees that Rust is there and recent enough, because all else would fail in a worse way.
set -eu

command -v "${CARGO:-cargo}" >/dev/null || {
    echo "Rust is missing: https://rustup.rs, or apt-get install rustup && rustup default stable" >&2
    exit 1
}

missing=""
for package in "$@"; do
    status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) || status=""
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null || {
    echo "not Debian or Ubuntu: install what these packages hold yourself:$missing" >&2
    exit 1
}
echo "installing:$missing"
sudo=""
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
        echo "need root to install; as root: apt-get install$missing" >&2
        exit 1
    }
    sudo=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # a list of words
$sudo apt-get update -q >"$log" 2>&1 &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >>"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    echo "could not install:$missing" >&2
    exit 1
}

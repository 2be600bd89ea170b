# Two commands matter on a fresh Debian or Ubuntu machine that has only Rust
# (`sh tests/setup.sh make` installs make itself):
#   make demo   installs what is missing, builds, and runs the sniff-and-spoof demo in the lab
#   make test   installs what is missing and passes all tests
# make bench-lab says how fast the lab starts and forwards, and how exact its cables are.

SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
CARGO ?= cargo

# What the build links.
BUILD_PACKAGES := gcc libc6-dev libpcap-dev pkg-config
# What the demo's hosts run: alice pings.
DEMO_PACKAGES := $(BUILD_PACKAGES) iputils-ping
# What the tests call as judges between real hosts.
TEST_PACKAGES := $(DEMO_PACKAGES) busybox curl iproute2 iptables netcat-openbsd procps tcpdump tmux
# What the benchmarks run against.
BENCH_PACKAGES := $(TEST_PACKAGES) python3 python3-scapy lua5.4 nmap masscan traceroute

.PHONY: build demo test check bench bench-lab docs install setup-build setup-demo setup-test setup-bench

build: setup-build
	$(CARGO) build --release

demo: setup-demo
	$(CARGO) build --release
	./target/release/pkt --lab examples/demo-sniff-and-spoof.pkt

test: setup-test
	$(CARGO) test --no-fail-fast

check:
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets -- -D warnings

bench: setup-bench
	$(CARGO) bench

bench-lab: setup-demo
	$(CARGO) bench --bench lab

# The pages that are made from the tables, from other pages, and from the screen.
docs:
	UPDATE_DOCS=1 $(CARGO) test --test docs --test tutorial_pages --test two_terminals

install: build
	$(SUDO) install -m 755 target/release/pkt /usr/local/bin/pkt

setup-build:
	@sh tests/setup.sh $(BUILD_PACKAGES)

setup-demo:
	@sh tests/setup.sh $(DEMO_PACKAGES)

setup-test:
	@sh tests/setup.sh $(TEST_PACKAGES)

setup-bench:
	@sh tests/setup.sh $(BENCH_PACKAGES)

# Two commands matter on a fresh Debian or Ubuntu machine that has only Rust:
#   make demo   installs what is missing, builds, and runs the sniff-and-spoof demo in the lab
#   make test   installs what is missing and passes all tests

SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
CARGO ?= cargo

# What the build links (libpcap), and what the tests call as judges between real hosts.
BUILD_PACKAGES := libpcap-dev gcc pkg-config
TEST_PACKAGES := $(BUILD_PACKAGES) iproute2 tcpdump netcat-openbsd iputils-ping procps python3

.PHONY: build demo test check bench setup-build setup-test install

build: setup-build
	$(CARGO) build --release

demo: build
	./target/release/pkt --lab examples/demo-sniff-and-spoof.pkt

test: setup-test
	$(CARGO) test

check:
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets -- -D warnings

bench: setup-test
	$(CARGO) bench

setup-build:
	@sh tests/setup.sh $(BUILD_PACKAGES)

setup-test:
	@sh tests/setup.sh $(TEST_PACKAGES)

install: build
	$(SUDO) install -m 755 target/release/pkt /usr/local/bin/pkt

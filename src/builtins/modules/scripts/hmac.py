# hmac, RFC 2104
import hashlib


class HMAC(object):
    def __init__(self, key, msg=None, digestmod="md5"):
        new = (lambda data=b"": hashlib.new(digestmod, data)) if isinstance(digestmod, str) else digestmod
        probe = new(b"")
        self.digest_size = probe.digest_size
        self.block_size = probe.block_size
        self.name = "hmac-" + probe.name
        if len(key) > self.block_size:
            key = new(key).digest()
        key = key + b"\x00" * (self.block_size - len(key))
        self._inner = new(bytes([b ^ 0x36 for b in key]))
        self._outer = new(bytes([b ^ 0x5c for b in key]))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    if not digestmod:
        raise TypeError("Missing required argument 'digestmod'.")
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    return a == b

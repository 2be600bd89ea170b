# Checksums: every algorithm in pieces and at once, keys, parameters, refusals.
import hashlib
import hmac
import io


def attempt(what, function):
    try:
        print(what, repr(function()).split(" @ 0x")[0].split(" at 0x")[0])
    except Exception as error:
        print(what, type(error).__name__ + ":", error)


for name in sorted(hashlib.algorithms_guaranteed):
    made = hashlib.new(name)
    print(name, made.name, made.block_size, made.digest_size, repr(made).split(" @ ")[0].split(" at ")[0])
    length = (40,) if name.startswith("shake") else ()
    for size in (0, 1, 55, 63, 64, 65, 111, 127, 128, 129, 135, 136, 137, 143, 144, 145, 200, 1000):
        octets = bytes(n * 7 % 256 for n in range(size))
        whole = getattr(hashlib, name)(octets)
        pieces = getattr(hashlib, name)()
        for at in range(0, size, 37):
            pieces.update(octets[at:at + 37])
        copy = pieces.copy()
        copy.update(b"more")
        assert whole.digest(*length) == pieces.digest(*length)
        if size in (0, 1, 64, 136, 1000):
            print("", size, whole.hexdigest(*length), copy.hexdigest(*length)[:16])
print(hashlib.new("sha512_256", b"a").hexdigest(), hashlib.new("SHA3-256", b"a").hexdigest())
print(hashlib.shake_128(b"a").hexdigest(0), hashlib.shake_256(b"a").digest(500)[-8:])
for given in (
    dict(digest_size=1), dict(digest_size=20), dict(key=b"secret"), dict(key=b"k" * 32, salt=b"salt", person=b"me"),
    dict(fanout=2, depth=2, leaf_size=4096, node_offset=1, node_depth=0, inner_size=32, last_node=True),
    dict(digest_size=0), dict(digest_size=65), dict(key=b"k" * 65), dict(salt=b"s" * 17), dict(person=b"p" * 17),
    dict(fanout=256), dict(depth=0), dict(depth=256), dict(leaf_size=-1), dict(leaf_size=2 ** 32),
    dict(node_depth=256), dict(inner_size=65), dict(node_offset=2 ** 64), dict(node_offset=2 ** 48),
):
    for new in (hashlib.blake2b, hashlib.blake2s):
        attempt(sorted(given), lambda: new(b"data", **given).hexdigest())
        attempt("", lambda: new(b"d" * 300, **given).hexdigest())
own = hashlib.blake2s()
print(own.MAX_DIGEST_SIZE, own.MAX_KEY_SIZE, own.SALT_SIZE, own.PERSON_SIZE)
attempt("unknown", lambda: hashlib.new("foo"))
attempt("number", lambda: hashlib.new(5))
for new in (hashlib.md5, hashlib.sha3_512, hashlib.blake2b, hashlib.shake_256):
    attempt("text", lambda: new("a"))
    attempt("number", lambda: new(5))
    attempt("late text", lambda: new().update("a"))
attempt("not for security", lambda: hashlib.md5(b"a", usedforsecurity=False).hexdigest())
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"):
    attempt(name, lambda: hashlib.pbkdf2_hmac(name, b"password", b"salt", 3).hex())
    attempt(name, lambda: hashlib.pbkdf2_hmac(name, b"p" * 200, b"s", 2, dklen=77).hex())
attempt("rounds", lambda: hashlib.pbkdf2_hmac("sha256", b"a", b"b", 0))
attempt("length", lambda: hashlib.pbkdf2_hmac("sha256", b"a", b"b", 1, 0))
attempt("text", lambda: hashlib.pbkdf2_hmac("sha256", "a", b"b", 1))
attempt("scrypt", lambda: hashlib.scrypt(b"password", salt=b"salt", n=16, r=8, p=2).hex())
attempt("scrypt", lambda: hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1, dklen=20).hex())
attempt("n", lambda: hashlib.scrypt(b"a", salt=b"b", n=15, r=8, p=1))
attempt("memory", lambda: hashlib.scrypt(b"a", salt=b"b", n=2 ** 20, r=8, p=1))
attempt("no salt", lambda: hashlib.scrypt(b"a", n=16, r=8, p=1))
attempt("no n", lambda: hashlib.scrypt(b"a", salt=b"b", r=8, p=1))
attempt("dklen", lambda: hashlib.scrypt(b"a", salt=b"b", n=16, r=8, p=1, dklen=0))
print(hashlib.file_digest(io.BytesIO(b"abc" * 1000), "sha256").hexdigest())
print(hmac.new(b"key", b"message", "sha3_256").hexdigest(), hmac.new(b"k" * 300, b"m", hashlib.blake2b).hexdigest())
print(hmac.digest(b"key", b"message", "sha512").hex(), hmac.new(b"key", b"m", "sha1").name)
made = hmac.new(b"key", digestmod="md5")
copy = made.copy()
copy.update(b"x")
print(made.hexdigest(), copy.hexdigest(), made.digest_size, made.block_size)
attempt("hmac", lambda: hmac.new("key", b"m", "md5"))
attempt("hmac", lambda: hmac.new(b"key", b"m"))
attempt("hmac", lambda: hmac.new(b"key", "m", "md5"))
attempt("compare", lambda: (hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b")))
attempt("compare", lambda: hmac.compare_digest("é", "é"))
attempt("compare", lambda: hmac.compare_digest("a", b"a"))

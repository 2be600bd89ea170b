"""Numbers that nobody guesses."""
import os
import base64
import binascii
from hmac import compare_digest
from random import SystemRandom

DEFAULT_ENTROPY = 32


def token_bytes(nbytes=None):
    return os.urandom(32 if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return binascii.hexlify(token_bytes(nbytes)).decode()


def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode()


def randbits(k):
    return int.from_bytes(os.urandom((k + 7) // 8), 'big') >> (-k % 8)


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    bits = exclusive_upper_bound.bit_length()
    while True:
        found = randbits(bits)
        if found < exclusive_upper_bound:
            return found


def choice(seq):
    if not len(seq):
        raise IndexError('Cannot choose from an empty sequence')
    return seq[randbelow(len(seq))]

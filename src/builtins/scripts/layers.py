# Methods of layers: LAYER__method is what `LAYER().method` means.


def IP__ottl(self):
    # The smallest number that senders begin with and that is not below what is left.
    left = self.hlim if isinstance(self, IPv6) else self.ttl
    return next((first for first in (32, 64, 128) if left <= first), 255)


def IP__hops(self):
    return self.ottl() - (self.hlim if isinstance(self, IPv6) else self.ttl)


def IP__whois(self):
    print(whois(self.src).decode("utf8", "ignore"))


IPv6__ottl = IP__ottl
IPv6__hops = IP__hops
IPv6__whois = IP__whois


def DNS__compress(self):
    return dns_compress(self)

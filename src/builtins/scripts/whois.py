# Who an address belongs to, as servers of whois say. RFC 3912.
import socket as _socket


def whois(ip_address):
    name = str(ip_address)
    try:
        name = _socket.gethostbyname(name)
    except Exception:
        pass
    link = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    link.connect(("whois.ripe.net", 43))
    link.send(name.encode() + b"\r\n")
    answer = b""
    while True:
        more = link.recv(4096)
        if not more:
            break
        answer += more
    link.close()
    lines = [line for line in answer.split(b"\n") if not line.startswith(b"remarks:")]
    return b"\n".join(lines[3:]).rstrip()


class AS_resolver(object):
    # Who an address belongs to, by a whois server.
    server = None
    options = "-k"

    def __init__(self, server=None, port=43, options=None):
        self.server = server or self.server
        self.port = port
        self.options = self.options if options is None else options

    def _connected(self):
        return _socket.create_connection((self.server, self.port), 10)

    def _parse_whois(self, txt):
        asn, described = None, []
        for line in txt.splitlines():
            key, _, value = line.partition(b":")
            if key == b"origin" and not asn:
                asn = value.strip().decode()
            elif key == b"descr":
                described.append(value.strip().decode("utf-8", "replace"))
            if asn and described:
                break
        return asn, "\n".join(described)

    def _asked(self, connection, ip):
        connection.sendall(b"%s\n" % ip.encode())
        text = b""
        while b"%" not in text and b"source" not in text:
            more = connection.recv(8192)
            if not more:
                break
            text += more
        return (ip,) + self._parse_whois(text)

    def resolve(self, *ips):
        with self._connected() as connection:
            if self.options:
                connection.sendall(self.options.encode() + b"\n")
                connection.recv(8192)
            found = [self._asked(connection, ip) for ip in ips]
        return [one for one in found if one[1] is not None]


class AS_resolver_riswhois(AS_resolver):
    server = "riswhois.ripe.net"
    options = "-k -M -1"


class AS_resolver_radb(AS_resolver):
    server = "whois.ra.net"
    options = "-k -M"


class AS_resolver_cymru(AS_resolver):
    # All addresses at once.
    server = "whois.cymru.com"
    options = None

    def resolve(self, *ips):
        text = b""
        with self._connected() as connection:
            connection.sendall(b"begin\r\n" + b"\r\n".join(ip.encode() for ip in ips) + b"\r\nend\r\n")
            while True:
                more = connection.recv(8192)
                if not more:
                    return self.parse(text)
                text += more

    def parse(self, data):
        lines = data.decode("utf-8", "replace").splitlines()[1:]
        rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
        return [(ip, "AS%s" % asn, owner) for asn, ip, owner in rows if asn != "NA"]


class AS_resolver_multi(AS_resolver):
    # One after the other, until all are known.
    def __init__(self, *reslist):
        AS_resolver.__init__(self)
        self.resolvers_list = reslist or (AS_resolver_radb(), AS_resolver_cymru())

    def resolve(self, *ips):
        missing, found = list(ips), []
        for resolver in self.resolvers_list:
            try:
                found += resolver.resolve(*missing)
            except OSError:
                continue
            known = [one[0] for one in found]
            missing = [ip for ip in missing if ip not in known]
            if not missing:
                break
        return found

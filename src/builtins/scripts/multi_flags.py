# MultiFlagsField: which names bits have depends on the packet.


class MultiFlagsEntry(object):
    """The letter and the name of a flag."""

    def __init__(self, short, long):
        self.short, self.long = short, long

    def __iter__(self):
        return iter((self.short, self.long))

    def __len__(self):
        return 2

    def __getitem__(self, at):
        return (self.short, self.long)[at]

    def __repr__(self):
        return "MultiFlagsEntry(short=%r, long=%r)" % (self.short, self.long)


# MultiFlagsField: which names bits have depends on the packet.
def _flags_now(field, pkt):
    return field.names.get(field.depends_on(pkt), {})


def multi_flags_any2i(field, pkt, x):
    if isinstance(x, int):
        return multi_flags_m2i(field, pkt, x)
    names = set(x)
    if pkt is not None:
        known = {entry.short for entry in _flags_now(field, pkt).values()}
        for name in names:
            assert name in known or name.startswith("bit "), 'Unknown flag "%s" with this dependency' % name
    return names


def multi_flags_i2m(field, pkt, x):
    if isinstance(x, int):
        return x
    bits = {entry.short: bit for bit, entry in _flags_now(field, pkt).items()}
    number = 0
    for name in x or ():
        number |= 1 << (bits[name] if name in bits else int(name[len("bit "):]))
    return number


def multi_flags_m2i(field, pkt, x):
    now = _flags_now(field, pkt)
    return {now[bit].short if bit in now else "bit %d" % bit for bit in range(field.size) if x >> bit & 1}


def multi_flags_i2repr(field, pkt, x):
    now = _flags_now(field, pkt)
    long = {entry.short: "%s (%s)" % (entry.long, entry.short) for entry in now.values()}
    return repr({long.get(name, name) for name in multi_flags_any2i(field, pkt, x)})

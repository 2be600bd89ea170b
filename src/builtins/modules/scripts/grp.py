# grp: the groups that /etc/group lists.
from collections import namedtuple

struct_group = namedtuple("struct_group", "gr_name gr_passwd gr_gid gr_mem")
struct_group.__repr__ = lambda self: "grp.struct_group(%s)" % ", ".join(
    ["%s=%r" % (name, value) for name, value in zip(self._fields, self)])


def getgrall():
    groups = []
    with open("/etc/group") as file:
        for line in file:
            parts = line.rstrip("\n").split(":")
            if len(parts) == 4:
                members = parts[3].split(",") if parts[3] else []
                groups.append(struct_group(parts[0], parts[1], int(parts[2]), members))
    return groups


def getgrnam(name):
    for group in getgrall():
        if group.gr_name == name:
            return group
    raise KeyError("getgrnam(): name not found: %r" % name)


def getgrgid(id):
    for group in getgrall():
        if group.gr_gid == id:
            return group
    raise KeyError("getgrgid(): gid not found: %d" % id)

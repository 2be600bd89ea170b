# pwd: the users that /etc/passwd lists.
from collections import namedtuple

struct_passwd = namedtuple("struct_passwd", "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell")
struct_passwd.__repr__ = lambda self: "pwd.struct_passwd(%s)" % ", ".join(
    ["%s=%r" % (name, value) for name, value in zip(self._fields, self)])


def getpwall():
    users = []
    with open("/etc/passwd") as file:
        for line in file:
            parts = line.rstrip("\n").split(":")
            if len(parts) == 7:
                parts[2:4] = int(parts[2]), int(parts[3])
                users.append(struct_passwd(*parts))
    return users


def getpwnam(name, /):
    for user in getpwall():
        if user.pw_name == name:
            return user
    raise KeyError("getpwnam(): name not found: %r" % name)


def getpwuid(uid, /):
    for user in getpwall():
        if user.pw_uid == uid:
            return user
    raise KeyError("getpwuid(): uid not found: %d" % uid)

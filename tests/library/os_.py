# os, os.path and stat: the system's part of files and of the process.
import os
import os.path
import shutil
import stat
import sys
import tempfile


def t(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, str(error).replace(here, "HERE"))


before = os.getcwd()
here = tempfile.mkdtemp()
os.chdir(here)

# ---- names
for path in ["", "/", "//", "///a", "//a/b", "a", "a/", "/a/b.tar.gz", "~x/y", "../a/./b//../c", "a/..", ".bashrc", "a/.b.c", "...a"]:
    print(path, os.path.split(path), os.path.splitext(path), os.path.normpath(path), os.path.isabs(path), os.path.basename(path), os.path.dirname(path))
t(os.path.join, "a", "/b", "c/", "", "d")
t(os.path.join, b"a", b"b")
t(os.path.join, "a", b"b")
t(os.path.join, "a", 5)
t(os.path.join, None, "a")
t(os.path.commonpath, ["/usr/lib/a", "/usr/local/b", "/usr"])
t(os.path.commonpath, ["/usr", "lib"])
t(os.path.commonpath, [])
t(os.path.commonprefix, ["/usr/lib", "/usr/local"])
t(os.path.commonprefix, [])
t(os.path.commonprefix, [["a", "b"], ["a", "c"]])
t(os.path.relpath, "/a/b/c", "/a/d")
t(os.path.relpath, "/a", "/a")
t(os.path.relpath, "x/y")
t(os.path.relpath, "")
t(os.path.normcase, "Ab")
t(os.path.splitdrive, "c:/x")
os.environ["LAB"] = "net"
t(os.path.expandvars, "$LAB/${LAB}x/$LABx/$/$NOPE ${")
t(os.path.expandvars, b"$LAB")
os.environ["HOME"] = "/home/lab"
t(os.path.expanduser, "~/x")
t(os.path.expanduser, "~nobodyatall/x")
t(os.path.expanduser, "x~")
t(os.path.abspath, "/x/../y")
print(os.path.abspath("q") == os.path.join(here, "q"), os.path.realpath("q") == os.path.realpath(here) + "/q")
t(os.path.exists, "a\0b")
t(os.path.exists, 3.5)
t(os.path.isdir, b"/")
print(os.sep, os.curdir, os.pardir, os.extsep, os.altsep, os.pathsep, os.defpath, os.devnull, repr(os.linesep), os.path.sep)


class P:
    def __init__(self, name):
        self.name = name

    def __fspath__(self):
        return self.name


print(os.path.join(P("a"), P("b")), os.fspath(P("c")), os.fspath(b"d"), os.fsencode("é"), os.fsdecode(b"x"))
t(os.fspath, 5)
t(os.fspath, P(7))

# ---- files
with open("one", "w") as out:
    print(out.write("hello"))
os.chmod("one", 0o640)
known = os.stat("one")
print(oct(known.st_mode), known.st_size, len(known), known[6] == known.st_size, known.st_nlink, type(known.st_mtime).__name__, type(known[8]).__name__, int(known.st_mtime) == known[8], known.st_mtime_ns // 10**9 == known[8])
print(stat.filemode(known.st_mode), stat.S_ISREG(known.st_mode), stat.S_ISDIR(known.st_mode), oct(stat.S_IMODE(known.st_mode)), known[stat.ST_SIZE])
print([stat.filemode(mode) for mode in (0o104755, 0o102644, 0o041777, 0o120777, 0o010600, 0o020620, 0o060660, 0o140755, 0o107000)])
print(isinstance(known, tuple), isinstance(known, os.stat_result), repr(known).startswith("os.stat_result(st_mode=33184, st_ino="))
os.utime("one", (1000000000, 1000000001.5))
print(os.path.getmtime("one"), os.path.getatime("one"), os.stat("one").st_mtime_ns, os.stat("one")[8])
os.utime("one", ns=(5, 7))
print(os.stat("one").st_atime_ns, os.stat("one").st_mtime_ns)
t(os.utime, "one", (1,))
os.symlink("one", "two")
print(os.readlink("two"), os.path.islink("two"), os.path.islink("one"), os.path.samefile("one", "two"), stat.S_ISLNK(os.lstat("two").st_mode), os.path.lexists("two"))
print(os.stat("two", follow_symlinks=False).st_size, os.path.realpath("two") == os.path.realpath("one"))
os.link("one", "three")
print(os.stat("one").st_nlink)
t(os.link, "one", "three")
t(os.readlink, "one")
t(os.stat, "nope")
t(os.rename, "nope", "x")
t(os.rmdir, "one")
t(os.mkdir, "one")
t(os.remove, "nope")
t(os.listdir, "one")
t(os.listdir, 3.5)
t(os.makedirs, "d/e/f")
t(os.makedirs, "d/e/f")
t(os.makedirs, "d/e/f", exist_ok=True)
t(os.makedirs, "one", exist_ok=True)
os.rename("three", "d/three")
os.replace("d/three", "d/e/four")
os.renames("d/e/four", "g/h/four")
print(sorted(os.listdir()), sorted(os.listdir(b".")), os.listdir("g"))
open("d/e/x", "w").close()
open("d/y", "w").close()
for folder, folders, files in os.walk("d"):
    print(folder, sorted(folders), sorted(files))
for folder, folders, files in os.walk("d", topdown=False):
    print(folder, sorted(folders), sorted(files))
print(list(os.walk("nope")))
with os.scandir(".") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry, entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), os.path.basename(entry))
print(os.access("one", os.R_OK), os.access("nope", os.F_OK), os.F_OK, os.R_OK, os.W_OK, os.X_OK)
os.truncate("one", 2)
print(open("one").read())
old = os.umask(0o077)
print(os.umask(old) == 0o077)
os.mkfifo("pipe")
print(stat.S_ISFIFO(os.stat("pipe").st_mode))
print(os.path.ismount("/"), os.path.ismount("d"))
t(os.removedirs, "g/h")
os.unlink("two")
os.unlink("pipe")

# ---- descriptors
fd = os.open("raw", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
print(os.write(fd, b"0123456789"), os.lseek(fd, 3, os.SEEK_SET), os.read(fd, 4), os.lseek(fd, 0, os.SEEK_CUR), os.lseek(fd, -1, os.SEEK_END))
os.ftruncate(fd, 5)
os.fsync(fd)
print(os.fstat(fd).st_size, os.isatty(fd), os.get_blocking(fd))
with os.fdopen(fd, "r") as file:
    file.seek(0)
    print(file.read())
reader, writer = os.pipe()
with open(writer, "w") as file:
    print("through", file=file)
with os.fdopen(reader) as file:
    print(file.readlines())
t(os.close, 9999)
t(os.read, 9999, 1)
t(os.fdopen, "x")
t(os.get_terminal_size, 9999)
print(os.terminal_size((80, 24)), os.terminal_size((80, 24)).columns, shutil.get_terminal_size((3, 4)).lines > 0)
t(os.terminal_size, (1,))
t(os.terminal_size, 1)

# ---- the process
print(os.getpgrp() == os.getpgid(0), os.getpid() > 1, len(os.getloadavg()), type(os.times()).__name__ if sys.version_info < (3,) else "times", len(os.times()), os.times().elapsed > 0, isinstance(os.getgroups(), list))
print(os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE"))
t(os.sysconf, "SC_NOTHING")
print(os.WEXITSTATUS(256), os.WIFEXITED(256), os.WIFSIGNALED(9), os.WTERMSIG(9), os.waitstatus_to_exitcode(512), os.waitstatus_to_exitcode(9))
t(os.waitpid, 999999, 0)
print(os.system("exit 3"), os.waitstatus_to_exitcode(os.system("exit 4")))
os.environ["LAB"] = "seen"
print(os.system('test "$LAB" = seen'), os.getenv("LAB"), os.getenv("NOPE"), os.getenv("NOPE", 5), "LAB" in os.environ)
del os.environ["LAB"]
print(os.system('test -z "$LAB"') >> 8, os.environ.get("LAB"))
os.putenv("LAB", "x")
os.unsetenv("LAB")
print(os.strerror(2), os.strerror(13), os.EX_OK, os.EX_USAGE, os.WNOHANG)
print(os.error is OSError, os.name, os.cpu_count() > 0, len(os.urandom(5)), os.uname().sysname, os.uname()[0], os.uname()._fields if hasattr(os.uname(), "_fields") else "fields")
t(os.kill, 999999, 0)
t(os.chdir, "nope")
print(os.getcwd() == os.path.realpath(here))
os.chdir(before)
shutil.rmtree(here)
print(os.path.exists(here))

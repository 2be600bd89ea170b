# commands, of Python 2
import subprocess


def getstatusoutput(cmd):
    done = subprocess.run(cmd, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = done.stdout if isinstance(done.stdout, str) else done.stdout.decode()
    if output[-1:] == "\n":
        output = output[:-1]
    # A status as wait() gives it: the exit code in the upper octet, or the signal.
    code = done.returncode
    return (code << 8 if code >= 0 else -code, output)


def getoutput(cmd):
    return getstatusoutput(cmd)[1]

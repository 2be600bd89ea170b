# getpass
import os


def getuser():
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    return "root" if os.getuid() == 0 else str(os.getuid())


def getpass(prompt="Password: ", stream=None):
    os.system("stty -echo 2>/dev/null")
    try:
        return input(prompt)
    finally:
        os.system("stty echo 2>/dev/null")
        print()

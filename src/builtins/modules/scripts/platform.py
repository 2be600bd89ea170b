# platform
import os


def system():
    return os.uname().sysname


def node():
    return os.uname().nodename


def release():
    return os.uname().release


def version():
    return os.uname().version


def machine():
    return os.uname().machine


def processor():
    return ""


def python_version():
    return "3.11.2"


def python_implementation():
    return "pkt"


def platform():
    return "-".join([system(), release(), machine()])

# getopt
class GetoptError(Exception):
    def __init__(self, msg, opt=""):
        Exception.__init__(self, msg, opt)
        self.msg = msg
        self.opt = opt

    def __str__(self):
        return self.msg


error = GetoptError


def _long(opts, opt, longopts, args):
    name, eq, value = opt.partition("=")
    fits = [known for known in longopts if known.startswith(name)]
    if not fits:
        raise GetoptError("option --%s not recognized" % name, name)
    if name in fits:
        chosen = name
    elif name + "=" in fits:
        chosen = name + "="
    elif len(fits) > 1:
        raise GetoptError("option --%s not a unique prefix" % name, name)
    else:
        chosen = fits[0]
    takes = chosen.endswith("=")
    name = chosen.rstrip("=")
    if takes and not eq:
        if not args:
            raise GetoptError("option --%s requires argument" % name, name)
        value, args = args[0], args[1:]
    elif eq and not takes:
        raise GetoptError("option --%s must not have an argument" % name, name)
    opts.append(("--" + name, value if takes else ""))
    return args


def _short(opts, letters, shortopts, args):
    while letters:
        opt, letters = letters[0], letters[1:]
        at = shortopts.find(opt)
        if opt == ":" or at < 0:
            raise GetoptError("option -%s not recognized" % opt, opt)
        value = ""
        if shortopts[at + 1:at + 2] == ":":
            if not letters:
                if not args:
                    raise GetoptError("option -%s requires argument" % opt, opt)
                letters, args = args[0], args[1:]
            value, letters = letters, ""
        opts.append(("-" + opt, value))
    return args


def _run(args, shortopts, longopts, mixed):
    opts, rest = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    args = list(args)
    while args:
        if args[0] == "--":
            rest += args[1:]
            break
        if args[0].startswith("--"):
            args = _long(opts, args[0][2:], longopts, args[1:])
        elif args[0].startswith("-") and args[0] != "-":
            args = _short(opts, args[0][1:], shortopts, args[1:])
        elif mixed:
            rest.append(args[0])
            args = args[1:]
        else:
            rest += args
            break
    return opts, rest


def getopt(args, shortopts, longopts=[]):
    return _run(args, shortopts, longopts, False)


def gnu_getopt(args, shortopts, longopts=[]):
    return _run(args, shortopts, longopts, True)

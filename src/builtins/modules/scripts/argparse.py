# argparse, as far as command lines of scripts need it.
import sys
import os

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."
PARSER = "A..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _name(argument) if argument is not None else None
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return self.message
        return "argument %s: %s" % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    pass


class Namespace(object):
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        return isinstance(other, Namespace) and vars(self) == vars(other)

    def __contains__(self, key):
        return hasattr(self, key)

    def __repr__(self):
        parts = ["%s=%r" % (name, value) for name, value in vars(self).items()]
        return "Namespace(%s)" % ", ".join(parts)


class HelpFormatter(object):
    keeps_text = False
    keeps_help = False
    shows_defaults = False
    shows_types = False

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self.prog = prog
        self.width = width
        self.column = min(max_help_position, max(width - 20, indent_increment * 2))


class RawDescriptionHelpFormatter(HelpFormatter):
    keeps_text = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    keeps_help = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    shows_defaults = True


class MetavarTypeHelpFormatter(HelpFormatter):
    shows_types = True


class FileType(object):
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self.mode = mode

    def __call__(self, name):
        if name == "-":
            return sys.stdin if "r" in self.mode else sys.stdout
        try:
            return open(name, self.mode)
        except OSError as e:
            raise ArgumentTypeError("can't open '%s': %s" % (name, e))


class Action(object):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _Store(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConst(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = getattr(namespace, self.dest, None)
        items = [] if items is None else list(items)
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConst(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = getattr(namespace, self.dest, None)
        items = [] if items is None else list(items)
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = getattr(namespace, self.dest, None)
        items = [] if items is None else list(items)
        items.extend(values)
        setattr(namespace, self.dest, items)


class _Count(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        count = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, (0 if count is None else count) + 1)


class _Help(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    version = None

    def __call__(self, parser, namespace, values, option_string=None):
        text = self.version
        if text is None:
            text = getattr(parser, "version", "")
        print(text.replace("%(prog)s", parser.prog))
        parser.exit()


class BooleanOptionalAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _Subparsers(Action):
    def add_parser(self, name, **kwargs):
        help = kwargs.pop("help", None)
        aliases = kwargs.pop("aliases", ())
        if kwargs.get("prog") is None:
            kwargs["prog"] = "%s %s" % (self.prefix, name)
        parser = ArgumentParser(**kwargs)
        self.parsers[name] = parser
        for alias in aliases:
            self.parsers[alias] = parser
        if help is not None:
            entry = Action([], name, help=help)
            entry.metavar = "%s (%s)" % (name, ", ".join(aliases)) if aliases else name
            self.entries.append(entry)
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self.parsers:
            raise ArgumentError(self, "unknown parser %r (choices: %s)" % (name, ", ".join(self.parsers)))
        inner, rest = self.parsers[name].parse_known_args(values[1:])
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if rest:
            namespace._unrecognized = getattr(namespace, "_unrecognized", []) + rest


_ACTIONS = {None: _Store, "store": _Store, "append": _Append, "extend": _Extend, "count": _Count,
            "store_const": _StoreConst, "store_true": _StoreConst, "store_false": _StoreConst,
            "append_const": _AppendConst, "help": _Help, "version": _Version}


def _name(action):
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return "{" + ",".join(action.choices) + "}"
    return None


def _metavars(action, default):
    if action.metavar is not None:
        word = action.metavar
    elif action.choices is not None:
        word = "{%s}" % ",".join([str(choice) for choice in action.choices])
    else:
        word = default
    return word


def _arguments(action, default):
    word = _metavars(action, default)

    def at(index):
        return word[index] if isinstance(word, tuple) else word

    nargs = action.nargs
    if nargs is None:
        return "%s" % at(0)
    if nargs == "?":
        return "[%s]" % at(0)
    if nargs == "*":
        return "[%s ...]" % at(0)
    if nargs == "+":
        return "%s [%s ...]" % (at(0), at(1) if isinstance(word, tuple) else word)
    if nargs == "...":
        return "..."
    if nargs == "A...":
        return "%s ..." % at(0)
    return " ".join([at(i) for i in range(nargs)])


def _wrap(text, width):
    lines = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
        while len(line) > width:
            lines.append(line[:width])
            line = line[width:]
    if line:
        lines.append(line)
    return lines


class _Group(object):
    def __init__(self, parser, title=None, description=None):
        self.parser = parser
        self.title = title
        self.description = description
        self.actions = []

    def add_argument(self, *args, **kwargs):
        return self.parser._add(self, args, kwargs)

    def add_mutually_exclusive_group(self, required=False):
        group = _Exclusive(self.parser, self, required)
        self.parser._exclusive.append(group)
        return group

    def add_argument_group(self, title=None, description=None):
        return self.parser.add_argument_group(title, description)


class _Exclusive(object):
    def __init__(self, parser, group, required):
        self.parser = parser
        self.group = group
        self.required = required
        self.actions = []

    def add_argument(self, *args, **kwargs):
        action = self.parser._add(self.group, args, kwargs)
        self.actions.append(action)
        return action


class ArgumentParser(object):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[],
                 formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None,
                 argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        if prog is None:
            prog = os.path.basename(sys.argv[0])
        self.prog = prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.prefix_chars = prefix_chars
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.conflict_handler = conflict_handler
        self.add_help = add_help
        self._registries = {"action": dict(_ACTIONS), "type": {None: lambda text: text}}
        self.argument_default = argument_default
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._groups = [self._positionals, self._optionals]
        self._exclusive = []
        self._actions = []
        self._options = {}
        self._defaults = {}
        if conflict_handler not in ("error", "resolve"):
            raise ValueError("invalid conflict_resolution value: %r" % conflict_handler)
        if add_help:
            mark = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(mark + "h", mark * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            for action in parent._actions:
                self._register(self._optionals if action.option_strings else self._positionals, action)
            self._defaults.update(parent._defaults)

    # ---- What there is ----

    def add_argument(self, *args, **kwargs):
        return self._add(None, args, kwargs)

    def register(self, registry_name, value, object):
        self._registries[registry_name][value] = object

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return "%s(%s)" % (type(self).__name__, ", ".join(["%s=%r" % (name, getattr(self, name)) for name in names]))

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, required=False):
        group = _Exclusive(self, None, required)
        self._exclusive.append(group)
        return group

    def add_subparsers(self, title=None, description=None, prog=None, dest=SUPPRESS, required=False,
                       help=None, metavar=None, parser_class=None, action=None):
        sub = _Subparsers([], dest, nargs="A...", required=required, help=help, metavar=metavar)
        sub.parsers = {}
        sub.entries = []
        sub.prefix = prog if prog is not None else self._usage_line([a for a in self._actions if not a.option_strings])
        sub.choices = sub.parsers
        group = self._positionals
        if title is not None or description is not None:
            group = self.add_argument_group(title if title is not None else "subcommands", description)
        self._register(group, sub)
        return sub

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def _add(self, group, args, kwargs):
        kind = kwargs.pop("action", None)
        flags = [arg for arg in args if arg[:1] in self.prefix_chars and arg]
        if args and not flags:
            if "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            dest = args[0]
        elif flags:
            if len(flags) != len(args):
                wrong = [arg for arg in args if arg not in flags][0]
                raise ValueError("invalid option string %r: must start with a character %r" % (wrong, self.prefix_chars))
            dest = kwargs.pop("dest", None)
            if dest is None:
                long = [flag for flag in flags if len(flag) > 1 and flag[1] in self.prefix_chars]
                dest = (long[0] if long else flags[0]).lstrip(self.prefix_chars)
                if not dest:
                    raise ValueError("dest= is required for options like %r" % flags[0])
                dest = dest.replace("-", "_")
        else:
            dest = kwargs.pop("dest", None)
        if isinstance(kind, type):
            make = kind
        elif kind in self._registries["action"]:
            make = self._registries["action"][kind]
        else:
            raise ValueError('unknown action "%s"' % kind)
        version = kwargs.pop("version", None)
        if kind == "store_true":
            kwargs["const"] = True
            kwargs.setdefault("default", False)
        elif kind == "store_false":
            kwargs["const"] = False
            kwargs.setdefault("default", True)
        elif kind in ("help", "version"):
            kwargs["default"] = SUPPRESS
            dest = SUPPRESS
            if kind == "version":
                kwargs.setdefault("help", "show program's version number and exit")
        if kind in ("store_true", "store_false", "store_const", "append_const", "count", "help", "version"):
            for refused in ("nargs", "type", "choices"):
                if refused in kwargs:
                    names = {"store_true": "_StoreTrueAction", "store_false": "_StoreFalseAction",
                             "store_const": "_StoreConstAction", "append_const": "_AppendConstAction",
                             "count": "_CountAction", "help": "_HelpAction", "version": "_VersionAction"}
                    raise TypeError("%s.__init__() got an unexpected keyword argument %r" % (names[kind], refused))
            kwargs["nargs"] = 0
        elif kwargs.get("nargs") == 0 and kind in (None, "store", "append", "extend"):
            raise ValueError("nargs for %s actions must be != 0; if %s" % ("append" if kind in ("append", "extend") else "store", {
                True: "arg strings are not supplying the value to append, the append const action may be more appropriate",
                False: "you have nothing to store, actions such as store true or store const may be more appropriate",
            }[kind in ("append", "extend")]))
        if make is BooleanOptionalAction:
            kwargs["nargs"] = 0
            more = []
            for flag in flags:
                more.append(flag)
                if flag.startswith("--"):
                    more.append("--no-" + flag[2:])
            flags = more
        if "default" not in kwargs and dest in self._defaults:
            kwargs["default"] = self._defaults[dest]
        if "default" not in kwargs and self.argument_default is not None:
            kwargs["default"] = self.argument_default
        if not flags:
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            nargs = kwargs.get("nargs")
            if nargs == "*":
                kwargs["required"] = "default" not in kwargs
            elif nargs not in ("?", "..."):
                kwargs["required"] = True
        action = make(flags, dest, **kwargs)
        if version is not None:
            action.version = version
        if not callable(self._registries["type"].get(action.type, action.type)):
            raise ValueError("%r is not callable" % (action.type,))
        if isinstance(action.metavar, tuple) and len(action.metavar) != (action.nargs if isinstance(action.nargs, int) else len(action.metavar)):
            raise ValueError("length of metavar tuple does not match nargs")
        known = [flag for flag in flags if flag in self._options]
        if known and self.conflict_handler == "error":
            raise ArgumentError(action, "conflicting option string%s: %s" % ("s" if len(known) > 1 else "", ", ".join(known)))
        for flag in known:
            self._forget(flag)
        if group is None:
            group = self._optionals if flags else self._positionals
        return self._register(group, action)

    def _forget(self, flag):
        """A later option takes the spelling; one that has no spelling left goes."""
        older = self._options.pop(flag)
        older.option_strings = [own for own in older.option_strings if own != flag]
        if not older.option_strings:
            self._actions.remove(older)
            for group in self._groups:
                if older in group.actions:
                    group.actions.remove(older)

    def _from_files(self, args):
        whole = []
        for arg in args:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                whole.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as error:
                self.error(str(error))
            words = [word for line in lines for word in self.convert_arg_line_to_args(line)]
            whole.extend(self._from_files(words))
        return whole

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def parse_intermixed_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_intermixed_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return namespace

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """The options first, wherever they stand, then what is left for the positionals."""
        for action in self._actions:
            if not action.option_strings and action.nargs in (PARSER, REMAINDER):
                raise TypeError("parse_intermixed_args: positional arg with nargs=%s" % action.nargs)
        actions = self._actions[:]
        try:
            self._actions[:] = [action for action in actions if action.option_strings]
            namespace, rest = self.parse_known_args(args, namespace)
            for action in self._actions:
                action.required, action._required = False, action.required
            self._actions[:] = actions
            return self.parse_known_args(rest, namespace)
        finally:
            self._actions[:] = actions
            for action in actions:
                action.required = action.__dict__.pop("_required", action.required)

    def _register(self, group, action):
        group.actions.append(action)
        self._actions.append(action)
        for flag in action.option_strings:
            self._options[flag] = action
        return action

    # ---- Reading a command line ----

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:]) if args is None else list(args)
        if self.fromfile_prefix_chars is not None:
            args = self._from_files(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS:
                if not hasattr(namespace, action.dest):
                    setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        try:
            rest = self._parse(args, namespace)
        except ArgumentError as e:
            if not self.exit_on_error:
                raise
            self.error(str(e))
        if hasattr(namespace, "_unrecognized"):
            rest = rest + namespace._unrecognized
            delattr(namespace, "_unrecognized")
        return namespace, rest

    def _find(self, arg):
        # The action of an option, its spelling, and the value that is joined to it.
        if arg in self._options:
            return self._options[arg], arg, None
        if not arg or arg[0] not in self.prefix_chars or len(arg) == 1:
            return None
        if "=" in arg:
            flag, value = arg.split("=", 1)
            if flag in self._options:
                return self._options[flag], flag, value
        if arg[1] in self.prefix_chars:
            if self.allow_abbrev:
                flag, joined, value = arg.partition("=")
                found = [name for name in self._options if name.startswith(flag)]
                if len(found) > 1:
                    raise ArgumentError(None, "ambiguous option: %s could match %s" % (arg, ", ".join(found)))
                if found:
                    return self._options[found[0]], found[0], value if joined else None
        elif arg[:2] in self._options:
            return self._options[arg[:2]], arg[:2], arg[2:]
        if self._is_negative_number(arg) and not any(self._is_negative_number(o) for o in self._options):
            return None
        if " " in arg:
            return None
        return None, arg, None

    def _is_negative_number(self, arg):
        if arg[:1] != "-":
            return False
        try:
            float(arg)
        except ValueError:
            return False
        return True

    def _parse(self, args, namespace):
        seen = []
        extras = []
        positionals = [action for action in self._actions if not action.option_strings]
        # 'O' is an option, 'A' an argument, '-' the mark after which all are arguments.
        kinds = []
        only_arguments = False
        for arg in args:
            if only_arguments:
                kinds.append("A")
            elif arg == "--":
                kinds.append("-")
                only_arguments = True
            else:
                kinds.append("O" if self._find(arg) else "A")
        at = 0
        while True:
            run = at
            while run < len(args) and kinds[run] != "O":
                run += 1
            given = [args[i] for i in range(at, run) if kinds[i] == "A"]
            greedy = positionals and positionals[0].nargs in ("...", "A...") and (given or run >= len(args))
            if greedy:
                given = [args[i] for i in range(at, len(args)) if kinds[i] != "-" or i > at]
                run = len(args)
            used, taken = self._consume(positionals, given, run >= len(args))
            start = 0
            for action, count in zip(positionals[:used], taken):
                values = given[start:start + count]
                start += count
                seen.append(action)
                self._take(action, namespace, values, None)
            positionals = positionals[used:]
            extras.extend(given[start:])
            at = run
            if at >= len(args):
                break
            at = self._option(args, kinds, at, namespace, seen, extras)
        missing = [_name(a) for a in self._actions if a.required and a not in seen]
        if missing:
            raise ArgumentError(None, "the following arguments are required: %s" % ", ".join(missing))
        for group in self._exclusive:
            used = [action for action in group.actions if action in seen]
            if len(used) > 1:
                raise ArgumentError(used[-1], "not allowed with argument %s" % _name(used[0]))
            if group.required and not used:
                names = [_name(action) for action in group.actions if action.help is not SUPPRESS]
                raise ArgumentError(None, "one of the arguments %s is required" % " ".join(names))
        for action in self._actions:
            if action not in seen and isinstance(action.default, str) and action.dest is not SUPPRESS:
                if getattr(namespace, action.dest, None) is action.default and action.type is not None:
                    setattr(namespace, action.dest, self._value(action, action.default))
        return extras

    def _consume(self, positionals, given, is_end):
        # How many of the waiting positionals can be filled, and with how many arguments each.
        for used in range(len(positionals), -1, -1):
            least = [self._least(action) for action in positionals[:used]]
            if sum(least) > len(given):
                continue
            spare = len(given) - sum(least)
            taken = []
            for action, count in zip(positionals[:used], least):
                most = self._most(action)
                more = spare if most is None else min(spare, most - count)
                taken.append(count + more)
                spare -= more
            if not is_end:
                # An optional positional waits for the arguments behind the next option.
                while used and taken[used - 1] == 0:
                    used -= 1
                taken = taken[:used]
            return used, taken
        return 0, []

    def _least(self, action):
        if action.nargs in ("?", "*", "..."):
            return 0
        if action.nargs in (None, "+", "A..."):
            return 1
        return action.nargs

    def _most(self, action):
        if action.nargs in ("*", "+", "...", "A..."):
            return None
        if action.nargs in (None, "?"):
            return 1
        return action.nargs

    def _option(self, args, kinds, at, namespace, seen, extras):
        action, flag, value = self._find(args[at])
        at += 1
        if action is None:
            extras.append(flag)
            return at
        while value is not None and action.nargs == 0:
            # -vx is -v -x
            if flag.startswith("--") or not value:
                raise ArgumentError(action, "ignored explicit argument %r" % value)
            seen.append(action)
            self._take(action, namespace, [], flag)
            flag = "-" + value[0]
            if flag not in self._options:
                raise ArgumentError(action, "ignored explicit argument %r" % value)
            action = self._options[flag]
            value = value[1:] or None
        if value is not None:
            if isinstance(action.nargs, int) and action.nargs > 1:
                raise ArgumentError(action, "expected %d arguments" % action.nargs)
            values = [value]
        else:
            end = at
            most = self._most(action)
            if action.nargs == 0:
                most = 0
            while end < len(args) and kinds[end] == "A" and (most is None or end - at < most):
                end += 1
            if action.nargs == "...":
                end = len(args)
            values = args[at:end]
            least = 0 if action.nargs == 0 else self._least(action)
            if len(values) < least:
                if action.nargs is None:
                    raise ArgumentError(action, "expected one argument")
                if action.nargs == "+":
                    raise ArgumentError(action, "expected at least one argument")
                plural = "" if action.nargs == 1 else "s"
                raise ArgumentError(action, "expected %s argument%s" % (action.nargs, plural))
            at = end
        seen.append(action)
        self._take(action, namespace, values, flag)
        return at

    def _take(self, action, namespace, values, flag):
        nargs = action.nargs
        if nargs == 0:
            value = []
        elif nargs == "?" and not values:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._value(action, value)
        elif nargs == "*" and not values and not action.option_strings:
            value = action.default if action.default is not None else []
        elif nargs is None or nargs == "?":
            value = self._value(action, values[0])
            self._check(action, value)
        elif nargs == "A...":
            value = values
            self._check(action, value[0])
        else:
            value = [self._value(action, item) for item in values]
            for item in value:
                self._check(action, item)
        if nargs == "?" and not values and not action.option_strings and value is SUPPRESS:
            return
        action(self, namespace, value, flag)

    def _value(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, "invalid %s value: %r" % (name, text))

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            names = ", ".join([repr(choice) for choice in action.choices])
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, names))

    # ---- What it says ----

    def format_usage(self):
        return self._usage() + "\n"

    def _usage_line(self, positionals):
        parts = [self.prog]
        for action in positionals:
            parts.append(_arguments(action, action.dest))
        return " ".join(parts)

    def _usage(self):
        if self.usage is not None:
            return "usage: " + self.usage.replace("%(prog)s", self.prog)
        optional = []
        positional = []
        done = []
        for action in self._actions:
            if action in done or action.help is SUPPRESS:
                continue
            group = None
            for candidate in self._exclusive:
                if action in candidate.actions and action is candidate.actions[0]:
                    group = candidate
            if group is not None and len(group.actions) > 1 and action.option_strings:
                words = [self._usage_word(a, False) for a in group.actions if a.help is not SUPPRESS]
                done.extend(group.actions)
                inner = " | ".join(words)
                optional.append("(%s)" % inner if group.required else "[%s]" % inner)
            elif action.option_strings:
                optional.append(self._usage_word(action, not action.required))
            else:
                positional.append(_arguments(action, self._default_word(action)))
        lead = "usage: %s" % self.prog
        whole = " ".join([lead] + optional + positional)
        if len(whole) <= self._form().width:
            return whole
        indent = " " * (len(lead) + 1)
        if len(lead) <= 0.75 * self._form().width:
            if optional:
                lines = self._usage_lines([lead] + optional, indent)
                lines.extend(self._usage_lines(positional, indent, indent))
            else:
                lines = self._usage_lines([lead] + positional, indent)
            return "\n".join(lines)
        indent = " " * 7
        lines = [lead] + self._usage_lines(optional, indent, indent) + self._usage_lines(positional, indent, indent)
        return "\n".join(lines)

    def _usage_lines(self, parts, indent, first=""):
        lines = []
        line = ""
        start = first
        for part in parts:
            if line and len(start) + len(line) + 1 + len(part) > self._form().width:
                lines.append(start + line)
                line = part
                start = indent
            else:
                line = line + " " + part if line else part
        if line:
            lines.append(start + line)
        return lines

    def _usage_word(self, action, bracketed):
        if isinstance(action, BooleanOptionalAction):
            word = " | ".join(action.option_strings)
        elif action.nargs == 0:
            word = action.option_strings[0]
        else:
            word = "%s %s" % (action.option_strings[0], _arguments(action, self._default_word(action)))
        return "[%s]" % word if bracketed else word

    def _invocation(self, action):
        if not action.option_strings:
            if isinstance(action, _Subparsers) or action.metavar is not None or action.choices is not None:
                word = _metavars(action, action.dest)
                return word if not isinstance(word, tuple) else word[0]
            return self._default_word(action)
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        words = _arguments(action, self._default_word(action))
        return ", ".join(["%s %s" % (flag, words) for flag in action.option_strings])

    def _help_text(self, action):
        text = action.help
        if self._form().shows_defaults and "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in ("?", "*"):
                text += " (default: %(default)s)"
        if "%" in text:
            values = {"prog": self.prog, "default": action.default, "dest": action.dest,
                      "type": getattr(action.type, "__name__", action.type), "nargs": action.nargs,
                      "const": action.const, "metavar": action.metavar, "help": action.help}
            if action.choices is not None:
                values["choices"] = ", ".join([str(choice) for choice in action.choices])
            text = text % values
        return text

    def _paragraph(self, text):
        text = text.replace("%(prog)s", self.prog)
        if self._form().keeps_text:
            return text.strip("\n")
        return "\n".join(_wrap(text, self._form().width))

    def _form(self):
        return self.formatter_class(prog=self.prog)

    def _default_word(self, action):
        """What stands for the value of an argument that has no metavar."""
        if self._form().shows_types:
            return action.type.__name__
        return action.dest.upper() if action.option_strings else action.dest

    def format_help(self):
        parts = [self._usage()]
        if self.description:
            parts.append(self._paragraph(self.description))
        longest = 0
        for action in self._actions:
            if action.help is not SUPPRESS:
                longest = max(longest, len(self._invocation(action)) + 2)
                if isinstance(action, _Subparsers):
                    for entry in action.entries:
                        longest = max(longest, len(entry.metavar) + 4)
        column = min(longest + 2, self._form().column)
        for group in self._groups:
            shown = [action for action in group.actions if action.help is not SUPPRESS]
            if not shown and not group.description:
                continue
            lines = ["%s:" % group.title] if group.title is not None else []
            if group.description:
                lines.append("  " + group.description)
                if shown:
                    lines.append("")
            for action in shown:
                self._entry(lines, action, column, "  ")
                if isinstance(action, _Subparsers):
                    for entry in action.entries:
                        self._entry(lines, entry, column, "    ")
            parts.append("\n".join(lines))
        if self.epilog:
            parts.append(self._paragraph(self.epilog))
        return "\n\n".join(parts) + "\n"

    def _entry(self, lines, action, column, indent):
        name = indent + self._invocation(action)
        if not action.help:
            lines.append(name)
            return
        text = self._help_text(action)
        if self._form().keeps_help:
            wrapped = text.splitlines()
        else:
            wrapped = _wrap(text, max(self._form().width - column, 11))
        if len(name) <= column - 2:
            lines.append(name.ljust(column) + (wrapped[0] if wrapped else ""))
            wrapped = wrapped[1:]
        else:
            lines.append(name)
        for line in wrapped:
            lines.append(" " * column + line)

    def print_usage(self, file=None):
        (sys.stdout if file is None else file).write(self.format_usage())

    def print_help(self, file=None):
        (sys.stdout if file is None else file).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))

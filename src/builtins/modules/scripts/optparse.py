"""Reads command lines, as scripts did before argparse."""

import os as _os
import sys as _sys
import textwrap as _textwrap

NO_DEFAULT = ('NO', 'DEFAULT')
SUPPRESS_HELP = 'SUPPRESSHELP'
SUPPRESS_USAGE = 'SUPPRESSUSAGE'

_WITH_VALUE = ('store', 'append')
_ACTIONS = ('store', 'store_const', 'store_true', 'store_false', 'append', 'append_const', 'count',
            'callback', 'help', 'version')
_TYPES = ('string', 'int', 'long', 'float', 'complex', 'choice')


class OptParseError(Exception):
    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    def __init__(self, msg, option):
        self.msg = msg
        self.option_id = str(option)

    def __str__(self):
        return 'option %s: %s' % (self.option_id, self.msg) if self.option_id else self.msg


class OptionConflictError(OptionError):
    pass


class OptionValueError(OptParseError):
    pass


class BadOptionError(OptParseError):
    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return 'no such option: %s' % self.opt_str


class AmbiguousOptionError(BadOptionError):
    def __init__(self, opt_str, possibilities):
        self.opt_str = opt_str
        self.possibilities = possibilities

    def __str__(self):
        return 'ambiguous option: %s (%s?)' % (self.opt_str, ', '.join(self.possibilities))


class Values:
    def __init__(self, defaults=None):
        for name, value in (defaults or {}).items():
            setattr(self, name, value)

    def __str__(self):
        return str(self.__dict__)

    def __repr__(self):
        return '<Values at 0x%x: %s>' % (id(self), self)

    def __eq__(self, other):
        if isinstance(other, Values):
            return self.__dict__ == other.__dict__
        if isinstance(other, dict):
            return self.__dict__ == other
        return NotImplemented

    def ensure_value(self, attr, value):
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


def _whole(text):
    base = 10
    low = text.lower()
    if low[:2] == '0x':
        base = 16
    elif low[:2] == '0b':
        base, text = 2, text[2:] or '0'
    elif text[:1] == '0' and len(text) > 1:
        base = 8
    return int(text, base)


_READERS = {
    'int': (_whole, 'integer'),
    'long': (_whole, 'integer'),
    'float': (float, 'floating-point'),
    'complex': (complex, 'complex'),
}


class Option:
    ATTRS = ('action', 'type', 'dest', 'default', 'nargs', 'const', 'choices', 'callback',
             'callback_args', 'callback_kwargs', 'help', 'metavar')
    ACTIONS = _ACTIONS
    TYPES = _TYPES

    def __init__(self, *opts, **attrs):
        self._short_opts = []
        self._long_opts = []
        opts = [opt for opt in opts if opt]
        if not opts:
            raise TypeError('at least one option string must be supplied')
        for opt in opts:
            if len(opt) < 2:
                raise OptionError(
                    'invalid option string %r: must be at least two characters long' % opt, self)
            if len(opt) == 2:
                if opt[0] != '-' or opt[1] == '-':
                    raise OptionError(
                        'invalid short option string %r: must be of the form -x, (x any non-dash char)'
                        % opt, self)
                self._short_opts.append(opt)
            else:
                if opt[:2] != '--' or opt[2] == '-':
                    raise OptionError(
                        'invalid long option string %r: must start with --, followed by non-dash'
                        % opt, self)
                self._long_opts.append(opt)
        for name in self.ATTRS:
            setattr(self, name, attrs.pop(name, NO_DEFAULT if name == 'default' else None))
        if attrs:
            raise OptionError('invalid keyword arguments: %s' % ', '.join(sorted(attrs)), self)
        self._settle()

    def _settle(self):
        if self.action is None:
            self.action = 'store'
        elif self.action not in self.ACTIONS:
            raise OptionError('invalid action: %r' % self.action, self)
        if isinstance(self.type, type):
            self.type = self.type.__name__
        if self.type == 'str':
            self.type = 'string'
        if self.type is None:
            if self.action in _WITH_VALUE:
                self.type = 'choice' if self.choices is not None else 'string'
        elif self.type not in self.TYPES:
            raise OptionError('invalid option type: %r' % self.type, self)
        elif self.action not in _WITH_VALUE + ('callback',):
            raise OptionError('must not supply a type for action %r' % self.action, self)
        if self.type == 'choice' and self.choices is None:
            raise OptionError("must supply a list of choices for type 'choice'", self)
        if self.dest is None and (self.action in _ACTIONS[:7] or self.type is not None):
            if self._long_opts:
                self.dest = self._long_opts[0][2:].replace('-', '_')
            else:
                self.dest = self._short_opts[0][1]
        if self.type is not None and self.nargs is None:
            self.nargs = 1
        if self.action == 'callback' and not callable(self.callback):
            raise OptionError('callback not callable: %r' % self.callback, self)

    def __str__(self):
        return '/'.join(self._short_opts + self._long_opts)

    def __repr__(self):
        return '<Option at 0x%x: %s>' % (id(self), self)

    def takes_value(self):
        return self.type is not None

    def get_opt_string(self):
        return (self._long_opts or self._short_opts)[0]

    def check_value(self, opt, value):
        if self.type == 'choice':
            if value not in self.choices:
                raise OptionValueError('option %s: invalid choice: %r (choose from %s)' % (
                    opt, value, ', '.join([repr(choice) for choice in self.choices])))
            return value
        if self.type not in _READERS:
            return value
        read, kind = _READERS[self.type]
        try:
            return read(value)
        except ValueError:
            raise OptionValueError('option %s: invalid %s value: %r' % (opt, kind, value)) from None

    def convert_value(self, opt, value):
        if value is None:
            return None
        if self.nargs == 1:
            return self.check_value(opt, value)
        return tuple([self.check_value(opt, one) for one in value])

    def process(self, opt, value, values, parser):
        value = self.convert_value(opt, value)
        return self.take_action(self.action, self.dest, opt, value, values, parser)

    def take_action(self, action, dest, opt, value, values, parser):
        if action == 'store':
            setattr(values, dest, value)
        elif action == 'store_const':
            setattr(values, dest, self.const)
        elif action == 'store_true':
            setattr(values, dest, True)
        elif action == 'store_false':
            setattr(values, dest, False)
        elif action == 'append':
            values.ensure_value(dest, []).append(value)
        elif action == 'append_const':
            values.ensure_value(dest, []).append(self.const)
        elif action == 'count':
            setattr(values, dest, values.ensure_value(dest, 0) + 1)
        elif action == 'callback':
            self.callback(self, opt, value, parser, *(self.callback_args or ()),
                          **(self.callback_kwargs or {}))
        elif action == 'help':
            parser.print_help()
            parser.exit()
        elif action == 'version':
            parser.print_version()
            parser.exit()
        return 1


make_option = Option


class HelpFormatter:
    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        if width is None:
            try:
                width = int(_os.environ['COLUMNS'])
            except (KeyError, ValueError):
                width = 80
            width -= 2
        self.indent_increment = indent_increment
        self.width = width
        self.max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self.short_first = short_first
        self.current_indent = 0
        self.level = 0
        self.help_position = self.max_help_position
        self.help_width = max(width - self.max_help_position, 11)
        self.parser = None
        self.default_tag = '%default'

    def set_parser(self, parser):
        self.parser = parser

    def indent(self):
        self.current_indent += self.indent_increment
        self.level += 1

    def dedent(self):
        self.current_indent -= self.indent_increment
        self.level -= 1

    def format_usage(self, usage):
        return 'Usage: %s\n' % usage

    def format_heading(self, heading):
        return '%*s%s:\n' % (self.current_indent, '', heading)

    def _paragraph(self, text):
        blank = ' ' * self.current_indent
        return _textwrap.fill(text, max(self.width - self.current_indent, 11),
                              initial_indent=blank, subsequent_indent=blank)

    def format_description(self, description):
        return self._paragraph(description) + '\n' if description else ''

    def format_epilog(self, epilog):
        return '\n' + self._paragraph(epilog) + '\n' if epilog else ''

    def expand_default(self, option):
        if self.parser is None or not self.default_tag:
            return option.help
        default = self.parser.defaults.get(option.dest)
        if default is NO_DEFAULT or default is None:
            default = 'none'
        return option.help.replace(self.default_tag, str(default))

    def format_option_strings(self, option):
        short, long = option._short_opts, option._long_opts
        if option.takes_value():
            name = option.metavar or option.dest.upper()
            short = ['%s %s' % (opt, name) for opt in short]
            long = ['%s=%s' % (opt, name) for opt in long]
        return ', '.join(short + long if self.short_first else long + short)

    def store_option_strings(self, parser):
        self.indent()
        widest = 0
        for option in parser.option_list:
            widest = max(widest, len(self.format_option_strings(option)) + self.current_indent)
        self.indent()
        for group in parser.option_groups:
            for option in group.option_list:
                widest = max(widest, len(self.format_option_strings(option)) + self.current_indent)
        self.dedent()
        self.dedent()
        self.help_position = min(widest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, 11)

    def format_option(self, option):
        names = self.format_option_strings(option)
        room = self.help_position - self.current_indent - 2
        if len(names) > room:
            shown = '%*s%s\n' % (self.current_indent, '', names)
            first = self.help_position
        else:
            shown = '%*s%-*s  ' % (self.current_indent, '', room, names)
            first = 0
        if not option.help:
            return shown if shown.endswith('\n') else shown + '\n'
        lines = _textwrap.wrap(self.expand_default(option), self.help_width)
        shown += '%*s%s\n' % (first, '', lines[0] if lines else '')
        for line in lines[1:]:
            shown += '%*s%s\n' % (self.help_position, '', line)
        return shown


class IndentedHelpFormatter(HelpFormatter):
    pass


class TitledHelpFormatter(HelpFormatter):
    def __init__(self, indent_increment=0, max_help_position=24, width=None, short_first=0):
        HelpFormatter.__init__(self, indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return '%s  %s\n' % (self.format_heading('Usage'), usage)

    def format_heading(self, heading):
        return '%s\n%s\n' % (heading, '=-'[self.level] * len(heading))


class OptionContainer:
    def __init__(self, option_class, conflict_handler, description):
        self.option_class = option_class
        self.option_list = []
        self.conflict_handler = conflict_handler
        self.description = description
        self._short_opt = {}
        self._long_opt = {}
        self.defaults = {}

    def set_description(self, description):
        self.description = description

    def get_description(self):
        return self.description

    def set_conflict_handler(self, handler):
        if handler not in ('error', 'resolve'):
            raise ValueError('invalid conflict_resolution value %r' % handler)
        self.conflict_handler = handler

    def _check_conflict(self, option):
        taken = [opt for opt in option._short_opts if opt in self._short_opt]
        taken += [opt for opt in option._long_opts if opt in self._long_opt]
        if not taken:
            return
        if self.conflict_handler == 'error':
            raise OptionConflictError(
                'conflicting option string(s): %s' % ', '.join(taken), option)
        for opt in taken:
            old = self._short_opt.pop(opt, None) or self._long_opt.pop(opt)
            (old._long_opts if opt.startswith('--') else old._short_opts).remove(opt)
            if not old._short_opts and not old._long_opts:
                old.container.option_list.remove(old)

    def add_option(self, *args, **kwargs):
        if args and isinstance(args[0], str):
            option = self.option_class(*args, **kwargs)
        elif len(args) == 1 and not kwargs and isinstance(args[0], Option):
            option = args[0]
        else:
            raise TypeError('invalid arguments')
        self._check_conflict(option)
        self.option_list.append(option)
        option.container = self
        for opt in option._short_opts:
            self._short_opt[opt] = option
        for opt in option._long_opts:
            self._long_opt[opt] = option
        if option.dest is not None:
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
            elif option.dest not in self.defaults:
                self.defaults[option.dest] = None
        return option

    def add_options(self, options):
        for option in options:
            self.add_option(option)

    def get_option(self, opt_str):
        return self._short_opt.get(opt_str) or self._long_opt.get(opt_str)

    def has_option(self, opt_str):
        return opt_str in self._short_opt or opt_str in self._long_opt

    def remove_option(self, opt_str):
        option = self.get_option(opt_str)
        if option is None:
            raise ValueError('no such option %r' % opt_str)
        for opt in option._short_opts:
            del self._short_opt[opt]
        for opt in option._long_opts:
            del self._long_opt[opt]
        option.container.option_list.remove(option)

    def format_option_help(self, formatter):
        return ''.join([formatter.format_option(option) for option in self.option_list
                        if option.help is not SUPPRESS_HELP])

    def format_description(self, formatter):
        return formatter.format_description(self.get_description())

    def format_help(self, formatter):
        parts = [self.format_description(formatter)] if self.description else []
        if self.option_list:
            parts.append(self.format_option_help(formatter))
        return '\n'.join(parts)


class OptionGroup(OptionContainer):
    def __init__(self, parser, title, description=None):
        OptionContainer.__init__(self, parser.option_class, parser.conflict_handler, description)
        self.parser = parser
        self.title = title
        self._short_opt = parser._short_opt
        self._long_opt = parser._long_opt
        self.defaults = parser.defaults

    def set_title(self, title):
        self.title = title

    def format_help(self, formatter):
        shown = formatter.format_heading(self.title)
        formatter.indent()
        shown += OptionContainer.format_help(self, formatter)
        formatter.dedent()
        return shown


class OptionParser(OptionContainer):
    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option, version=None,
                 conflict_handler='error', description=None, formatter=None,
                 add_help_option=True, prog=None, epilog=None):
        OptionContainer.__init__(self, option_class, conflict_handler, description)
        self.set_usage(usage)
        self.prog = prog
        self.version = version
        self.epilog = epilog
        self.allow_interspersed_args = True
        self.process_default_values = True
        self.formatter = formatter or IndentedHelpFormatter()
        self.formatter.set_parser(self)
        self.option_groups = []
        self.rargs = self.largs = self.values = None
        self.add_options(self.standard_option_list)
        self.add_options(option_list or [])
        if version:
            self.add_option('--version', action='version',
                            help="show program's version number and exit")
        if add_help_option:
            self.add_option('-h', '--help', action='help', help='show this help message and exit')

    def set_usage(self, usage):
        if usage is None:
            self.usage = '%prog [options]'
        elif usage is SUPPRESS_USAGE:
            self.usage = None
        elif usage.lower().startswith('usage: '):
            self.usage = usage[7:]
        else:
            self.usage = usage

    def enable_interspersed_args(self):
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        self.allow_interspersed_args = False

    def set_default(self, dest, value):
        self.defaults[dest] = value

    def set_defaults(self, **kwargs):
        self.defaults.update(kwargs)

    def set_process_default_values(self, process):
        self.process_default_values = process

    def _all_options(self):
        options = self.option_list[:]
        for group in self.option_groups:
            options.extend(group.option_list)
        return options

    def get_default_values(self):
        defaults = self.defaults.copy()
        if self.process_default_values:
            for option in self._all_options():
                default = defaults.get(option.dest)
                if isinstance(default, str):
                    defaults[option.dest] = option.check_value(option.get_opt_string(), default)
        return Values(defaults)

    def add_option_group(self, *args, **kwargs):
        if args and isinstance(args[0], str):
            group = OptionGroup(self, *args, **kwargs)
        elif len(args) == 1 and not kwargs and isinstance(args[0], OptionGroup):
            group = args[0]
            if group.parser is not self:
                raise ValueError('invalid OptionGroup (wrong parser)')
        else:
            raise TypeError('invalid arguments')
        self.option_groups.append(group)
        return group

    def get_option_group(self, opt_str):
        option = self.get_option(opt_str)
        if option is not None and option.container is not self:
            return option.container
        return None

    def parse_args(self, args=None, values=None):
        self.rargs = list(_sys.argv[1:] if args is None else args)
        self.largs = []
        self.values = self.get_default_values() if values is None else values
        try:
            self._process_args()
        except (BadOptionError, OptionValueError) as error:
            self.error(str(error))
        return self.check_values(self.values, self.largs + self.rargs)

    def check_values(self, values, args):
        return (values, args)

    def _process_args(self):
        while self.rargs:
            arg = self.rargs[0]
            if arg == '--':
                del self.rargs[0]
                return
            if arg[:2] == '--':
                self._process_long()
            elif arg[:1] == '-' and len(arg) > 1:
                self._process_short()
            elif self.allow_interspersed_args:
                self.largs.append(self.rargs.pop(0))
            else:
                return

    def _match_long_opt(self, opt):
        if opt in self._long_opt:
            return opt
        possible = sorted([known for known in self._long_opt if known.startswith(opt)])
        if not possible:
            raise BadOptionError(opt)
        if len(possible) > 1:
            raise AmbiguousOptionError(opt, possible)
        return possible[0]

    def _values_of(self, option, opt):
        number = option.nargs
        if len(self.rargs) < number:
            if number == 1:
                self.error('%s option requires 1 argument' % opt)
            self.error('%s option requires %d arguments' % (opt, number))
        if number == 1:
            return self.rargs.pop(0)
        given = tuple(self.rargs[:number])
        del self.rargs[:number]
        return given

    def _process_long(self):
        arg = self.rargs.pop(0)
        opt, equals, given = arg.partition('=')
        opt = self._match_long_opt(opt)
        if equals:
            self.rargs.insert(0, given)
        option = self._long_opt[opt]
        value = None
        if option.takes_value():
            value = self._values_of(option, opt)
        elif equals:
            self.error('%s option does not take a value' % opt)
        option.process(opt, value, self.values, self)

    def _process_short(self):
        letters = self.rargs.pop(0)[1:]
        while letters:
            opt, letters = '-' + letters[0], letters[1:]
            option = self._short_opt.get(opt)
            if option is None:
                raise BadOptionError(opt)
            value = None
            if option.takes_value():
                if letters:
                    self.rargs.insert(0, letters)
                    letters = ''
                value = self._values_of(option, opt)
            option.process(opt, value, self.values, self)

    def get_prog_name(self):
        return _os.path.basename(_sys.argv[0]) if self.prog is None else self.prog

    def expand_prog_name(self, text):
        return text.replace('%prog', self.get_prog_name())

    def get_description(self):
        return self.expand_prog_name(self.description) if self.description else self.description

    def exit(self, status=0, msg=None):
        if msg:
            _sys.stderr.write(msg)
        _sys.exit(status)

    def error(self, msg):
        self.print_usage(_sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.get_prog_name(), msg))

    def get_usage(self):
        if not self.usage:
            return ''
        return self.formatter.format_usage(self.expand_prog_name(self.usage))

    def print_usage(self, file=None):
        if self.usage:
            print(self.get_usage(), file=file)

    def get_version(self):
        return self.expand_prog_name(self.version) if self.version else ''

    def print_version(self, file=None):
        if self.version:
            print(self.get_version(), file=file)

    def format_option_help(self, formatter=None):
        formatter = formatter or self.formatter
        formatter.store_option_strings(self)
        shown = [formatter.format_heading('Options')]
        formatter.indent()
        if self.option_list:
            shown.append(OptionContainer.format_option_help(self, formatter))
            shown.append('\n')
        for group in self.option_groups:
            shown.append(group.format_help(formatter))
            shown.append('\n')
        formatter.dedent()
        return ''.join(shown[:-1])

    def format_epilog(self, formatter):
        return formatter.format_epilog(self.epilog)

    def format_help(self, formatter=None):
        formatter = formatter or self.formatter
        shown = self.get_usage() + '\n' if self.usage else ''
        if self.description:
            shown += self.format_description(formatter) + '\n'
        return shown + self.format_option_help(formatter) + self.format_epilog(formatter)

    def print_help(self, file=None):
        (_sys.stdout if file is None else file).write(self.format_help())

# configparser: files of sections with options
DEFAULTSECT = "DEFAULT"


class Error(Exception):
    def __init__(self, message=""):
        self.message = message
        Exception.__init__(self, message)


class NoSectionError(Error):
    def __init__(self, section):
        self.section = section
        Error.__init__(self, "No section: %r" % (section,))


class NoOptionError(Error):
    def __init__(self, option, section):
        self.option, self.section = option, section
        Error.__init__(self, "No option %r in section: %r" % (option, section))


class DuplicateSectionError(Error):
    def __init__(self, section):
        self.section = section
        Error.__init__(self, "Section %r already exists" % (section,))


class MissingSectionHeaderError(Error):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, "File contains no section headers.\nfile: %r, line: %d\n%r" % (filename, lineno, line))


class ParsingError(Error):
    pass


class InterpolationError(Error):
    pass


_BOOLEANS = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


class RawConfigParser(object):
    _interpolates = False

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, **others):
        self._defaults = {}
        self._sections = {}
        self._empty = allow_no_value
        for name, value in (defaults or {}).items():
            self._defaults[self.optionxform(name)] = value

    def optionxform(self, option):
        return option.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def has_section(self, section):
        return section in self._sections

    def add_section(self, section):
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def _section(self, section):
        if section in self._sections:
            return self._sections[section]
        if section == DEFAULTSECT:
            return self._defaults
        raise NoSectionError(section)

    def options(self, section):
        own = list(self._section(section))
        return own + [name for name in self._defaults if name not in own]

    def has_option(self, section, option):
        option = self.optionxform(option)
        if section in self._sections and option in self._sections[section]:
            return True
        return (not section or section == DEFAULTSECT or section in self._sections) and option in self._defaults

    def read(self, filenames, encoding=None):
        done = []
        for name in [filenames] if isinstance(filenames, str) else filenames:
            try:
                lines = open(name).read().splitlines()
            except OSError:
                continue
            self._read(lines, name)
            done.append(name)
        return done

    def read_file(self, lines, source=None):
        self._read([line.rstrip("\n") for line in lines], source or "<???>")

    readfp = read_file

    def read_string(self, text, source="<string>"):
        self._read(text.splitlines(), source)

    def read_dict(self, dictionary, source="<dict>"):
        for section, options in dictionary.items():
            if section != DEFAULTSECT and section not in self._sections:
                self.add_section(section)
            for name, value in options.items():
                self._section(section)[self.optionxform(str(name))] = str(value)

    def _read(self, lines, source):
        section = option = None
        number = 0
        for line in lines:
            number += 1
            text = line.strip()
            if not text or text[0] in "#;":
                continue
            if line[0] in " \t" and section is not None and option is not None and section[option] is not None:
                section[option] = (section[option] + "\n" + text).strip("\n")
                continue
            if text[0] == "[" and "]" in text:
                name = text[1:text.index("]")]
                if name == DEFAULTSECT:
                    section = self._defaults
                else:
                    if name not in self._sections:
                        self._sections[name] = {}
                    section = self._sections[name]
                option = None
                continue
            if section is None:
                raise MissingSectionHeaderError(source, number, line)
            places = [text.index(sign) for sign in "=:" if sign in text]
            if places:
                at = min(places)
                name, value = text[:at].strip(), text[at + 1:].strip()
            elif self._empty:
                name, value = text, None
            else:
                raise ParsingError("Source contains parsing errors: %r\n\t[line %2d]: %r" % (source, number, line))
            option = self.optionxform(name)
            section[option] = value

    _missing = object()

    def get(self, section, option, raw=False, vars=None, fallback=_missing):
        option = self.optionxform(option)
        try:
            own = self._section(section)
        except NoSectionError:
            if fallback is not RawConfigParser._missing:
                return fallback
            raise
        names = dict(self._defaults)
        names.update(own)
        for name, value in (vars or {}).items():
            names[self.optionxform(name)] = value
        if option not in names:
            if fallback is not RawConfigParser._missing:
                return fallback
            raise NoOptionError(option, section)
        value = names[option]
        if raw or not self._interpolates or value is None:
            return value
        for _ in range(10):
            if "%(" not in value:
                break
            try:
                value = value % names
            except KeyError:
                raise InterpolationError("Bad value substitution: option %r in section %r" % (option, section))
        return value.replace("%%", "%")

    def getint(self, section, option, **others):
        return int(self.get(section, option, **others))

    def getfloat(self, section, option, **others):
        return float(self.get(section, option, **others))

    def getboolean(self, section, option, **others):
        value = self.get(section, option, **others)
        if isinstance(value, bool):
            return value
        if value.lower() not in _BOOLEANS:
            raise ValueError("Not a boolean: %s" % value)
        return _BOOLEANS[value.lower()]

    def items(self, section):
        return [(name, self.get(section, name)) for name in self.options(section)]

    def set(self, section, option, value=None):
        self._section(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        return self._section(section).pop(self.optionxform(option), RawConfigParser._missing) is not RawConfigParser._missing

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        between = " = " if space_around_delimiters else "="
        for name, options in [(DEFAULTSECT, self._defaults)] * bool(self._defaults) + list(self._sections.items()):
            fp.write("[%s]\n" % name)
            for option, value in options.items():
                fp.write(option + ("" if value is None else between + str(value).replace("\n", "\n\t")) + "\n")
            fp.write("\n")

    def __contains__(self, section):
        return section == DEFAULTSECT or section in self._sections

    def __iter__(self):
        return iter([DEFAULTSECT] + list(self._sections))

    def __len__(self):
        return len(self._sections) + 1

    def __getitem__(self, section):
        if section not in self:
            raise KeyError(section)
        return SectionProxy(self, section)

    def __setitem__(self, section, options):
        if section != DEFAULTSECT:
            self._sections[section] = {}
        self.read_dict({section: options})


class ConfigParser(RawConfigParser):
    _interpolates = True


SafeConfigParser = ConfigParser


class SectionProxy(object):
    def __init__(self, parser, name):
        self.parser, self.name = parser, name

    def __getitem__(self, option):
        if not self.parser.has_option(self.name, option):
            raise KeyError(option)
        return self.parser.get(self.name, option)

    def __setitem__(self, option, value):
        self.parser.set(self.name, option, value)

    def __contains__(self, option):
        return self.parser.has_option(self.name, option)

    def __iter__(self):
        return iter(self.parser.options(self.name))

    def __len__(self):
        return len(self.parser.options(self.name))

    def keys(self):
        return self.parser.options(self.name)

    def items(self):
        return self.parser.items(self.name)

    def get(self, option, fallback=None, **others):
        return self.parser.get(self.name, option, fallback=fallback, **others)

    def getint(self, option, fallback=None):
        return self.parser.getint(self.name, option, fallback=fallback)

    def getfloat(self, option, fallback=None):
        return self.parser.getfloat(self.name, option, fallback=fallback)

    def getboolean(self, option, fallback=None):
        return self.parser.getboolean(self.name, option, fallback=fallback)

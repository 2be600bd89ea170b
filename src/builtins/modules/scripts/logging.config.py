# logging.config: loggers as a table describes them.
import importlib
import logging
import logging.handlers
import sys


def _resolved(name):
    """What a dotted name stands for."""
    if not isinstance(name, str):
        return name
    parts = name.split(".")
    found = importlib.import_module(parts[0])
    path = parts[0]
    for part in parts[1:]:
        path += "." + part
        if not hasattr(found, part):
            importlib.import_module(path)
        found = getattr(found, part)
    return found


def _value(value):
    """`ext://sys.stdout` is an object, everything else itself."""
    if isinstance(value, str) and value.startswith("ext://"):
        return _resolved(value[len("ext://"):])
    return value


class _Configurator(object):
    def __init__(self, config):
        self.config = config
        self.formatters = {}
        self.filters = {}
        self.handlers = {}

    def _part(self, kind, make, into):
        for name, table in self.config.get(kind, {}).items():
            try:
                into[name] = make(dict(table))
            except Exception as error:
                raise ValueError("Unable to configure %s %r" % (kind[:-1], name)) from error

    def _formatter(self, table):
        if "()" in table:
            make = _resolved(table.pop("()"))
            return make(**table)
        make = _resolved(table["class"]) if "class" in table else logging.Formatter
        return make(table.get("format"), table.get("datefmt"), table.get("style", "%"), table.get("validate", True))

    def _filter(self, table):
        if "()" in table:
            make = _resolved(table.pop("()"))
            return make(**table)
        return logging.Filter(table.get("name", ""))

    def _handler(self, table):
        formatter = table.pop("formatter", None)
        level = table.pop("level", None)
        filters = table.pop("filters", ())
        make = _resolved(table.pop("()") if "()" in table else table.pop("class"))
        further = table.pop(".", {})
        if isinstance(make, type) and issubclass(make, logging.handlers.MemoryHandler) and "target" in table:
            table["target"] = self.handlers[table["target"]]
        handler = make(**{key: _value(table[key]) for key in table})
        if formatter:
            handler.setFormatter(self.formatters[formatter])
        if level is not None:
            handler.setLevel(level)
        for name in filters:
            handler.addFilter(self.filters[name])
        for name in further:
            setattr(handler, name, further[name])
        return handler

    def _logger(self, logger, table):
        if table.get("level") is not None:
            logger.setLevel(table["level"])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in table.get("handlers", ()):
            logger.addHandler(self.handlers[name])
        for name in table.get("filters", ()):
            logger.addFilter(self.filters[name])
        if table.get("propagate") is not None:
            logger.propagate = table["propagate"]

    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError("Unsupported version: %s" % config["version"])
        if config.get("incremental"):
            for name, table in config.get("handlers", {}).items():
                if name not in logging._handlers:
                    raise ValueError("No handler found with name %r" % name)
                if table.get("level") is not None:
                    logging._handlers[name].setLevel(table["level"])
        else:
            self._part("formatters", self._formatter, self.formatters)
            self._part("filters", self._filter, self.filters)
            self._part("handlers", self._handler, self.handlers)
            for name in self.handlers:
                self.handlers[name].name = name
            if config.get("disable_existing_loggers", True):
                for name, logger in logging.root.manager.loggerDict.items():
                    above = [kept for kept in config.get("loggers", {}) if name == kept or name.startswith(kept + ".")]
                    if isinstance(logger, logging.Logger):
                        logger.disabled = not above
        for name, table in config.get("loggers", {}).items():
            self._logger(logging.getLogger(name), table)
        if "root" in config:
            self._logger(logging.root, config["root"])


def dictConfig(config):
    _Configurator(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    import configparser
    if isinstance(fname, configparser.RawConfigParser):
        settings = fname
    else:
        settings = configparser.ConfigParser(defaults)
        if hasattr(fname, "readline"):
            settings.read_file(fname)
        elif not settings.read(fname):
            raise FileNotFoundError("%s doesn't exist" % fname)

    def names(section):
        return [name.strip() for name in settings[section]["keys"].split(",") if name.strip()]

    formatters = {}
    for name in names("formatters"):
        table = settings["formatter_" + name]
        get = lambda key, default=None: table.get(key, default, raw=True)
        formatters[name] = logging.Formatter(get("format"), get("datefmt"), get("style", "%"))
    handlers = {}
    for name in names("handlers"):
        table = settings["handler_" + name]
        scope = vars(logging)
        make = eval(table["class"], dict(scope))
        handler = make(*eval(table.get("args", "()"), dict(scope, sys=sys)), **eval(table.get("kwargs", "{}"), dict(scope)))
        if table.get("level"):
            handler.setLevel(table["level"])
        if table.get("formatter"):
            handler.setFormatter(formatters[table["formatter"]])
        handlers[name] = handler
    existing = dict(logging.root.manager.loggerDict)
    for name in names("loggers"):
        table = settings["logger_" + name]
        logger = logging.root if name == "root" else logging.getLogger(table["qualname"])
        existing.pop(logger.name, None)
        if table.get("level"):
            logger.setLevel(table["level"])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for own in table.get("handlers", "").split(","):
            if own.strip():
                logger.addHandler(handlers[own.strip()])
        if name != "root":
            logger.propagate = table.get("propagate", "1") == "1"
    if disable_existing_loggers:
        for logger in existing.values():
            if isinstance(logger, logging.Logger):
                logger.disabled = True

"""Tables with commas."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


class Dialect:
    delimiter = ','
    quotechar = '"'
    doublequote = True
    escapechar = None
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    skipinitialspace = False
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


def register_dialect(name, dialect=None, **fmtparams):
    _dialects[name] = _options(dialect or excel, fmtparams)


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def _options(dialect, changes):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    own = Dialect()
    for name in ('delimiter', 'quotechar', 'doublequote', 'escapechar', 'lineterminator', 'quoting', 'skipinitialspace', 'strict'):
        setattr(own, name, getattr(dialect, name))
    for name in changes:
        if not hasattr(own, name):
            raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        setattr(own, name, changes[name])
    if not isinstance(own.delimiter, str) or len(own.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return own


class _Reader:
    def __init__(self, source, dialect):
        self._lines = iter(source)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        fields = []
        field = ''
        quoted = False
        number = False
        state = 'start'
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == 'inside':
                    if d.strict:
                        raise Error('unexpected end of data')
                    fields.append(field)
                    return fields
                raise
            self.line_num += 1
            at = 0
            while at < len(line):
                c = line[at]
                at += 1
                if state == 'inside':
                    if d.escapechar is not None and c == d.escapechar and at < len(line):
                        field += line[at]
                        at += 1
                    elif c == d.quotechar:
                        if d.doublequote and line[at:at + 1] == d.quotechar:
                            field += c
                            at += 1
                        else:
                            state = 'field'
                    else:
                        field += c
                    continue
                if c in '\r\n':
                    break
                if c == d.delimiter:
                    fields.append(self._value(field, quoted))
                    field, quoted, state = '', False, 'start'
                elif d.escapechar is not None and c == d.escapechar and at < len(line):
                    field += line[at]
                    at += 1
                    state = 'field'
                elif state == 'start' and c == d.quotechar and d.quoting != QUOTE_NONE:
                    quoted, state = True, 'inside'
                elif state == 'start' and c == ' ' and d.skipinitialspace:
                    pass
                else:
                    field += c
                    state = 'field'
            if state != 'inside':
                if not fields and not field and not quoted and state == 'start':
                    return []
                fields.append(self._value(field, quoted))
                return fields

    def _value(self, field, quoted):
        if self.dialect.quoting == QUOTE_NONNUMERIC and not quoted:
            return float(field)
        return field


def reader(csvfile, dialect='excel', **fmtparams):
    return _Reader(csvfile, _options(dialect, fmtparams))


class _Writer:
    def __init__(self, target, dialect):
        self._target = target
        self.dialect = dialect

    def _field(self, value, alone):
        d = self.dialect
        text = '' if value is None else value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
        needs = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float))
        special = any(c in text for c in (d.delimiter, d.quotechar or '', '\n', '\r') if c)
        if d.quoting == QUOTE_NONE:
            if special:
                if d.escapechar is None:
                    raise Error('need to escape, but no escapechar set')
                for c in (d.escapechar, d.delimiter, d.quotechar):
                    if c:
                        text = text.replace(c, d.escapechar + c)
            return text
        if needs or special or alone and text == '':
            if d.doublequote:
                text = text.replace(d.quotechar, d.quotechar * 2)
            elif d.escapechar:
                text = text.replace(d.quotechar, d.escapechar + d.quotechar)
            return d.quotechar + text + d.quotechar
        return text

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error('iterable expected, not %s' % type(row).__name__) from None
        line = self.dialect.delimiter.join([self._field(value, len(row) == 1) for value in row])
        return self._target.write(line + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect='excel', **fmtparams):
    return _Writer(csvfile, _options(dialect, fmtparams))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = list(fieldnames) if fieldnames is not None else None
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        return self._fieldnames

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        found = dict(zip(names, row))
        if len(names) < len(row):
            found[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            found[name] = self.restval
        return found


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames = list(fieldnames)
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def _row(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(name) for name in wrong]))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        for rowdict in rowdicts:
            self.writerow(rowdict)

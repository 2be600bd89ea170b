"""What a web server hands over to a script: the fields of a form."""

import os as _os
import sys as _sys
from urllib.parse import parse_qsl as _parse_qsl

maxlen = 0


class MiniFieldStorage(object):
    filename = None
    list = None
    type = None
    file = None
    headers = {}

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __repr__(self):
        return 'MiniFieldStorage(%r, %r)' % (self.name, self.value)


class FieldStorage(object):
    """Fields of the query, and of a form that was posted urlencoded."""

    def __init__(self, fp=None, headers=None, outerboundary=b'', environ=_os.environ,
                 keep_blank_values=0, strict_parsing=0, limit=None, encoding='utf-8',
                 errors='replace', max_num_fields=None, separator='&'):
        method = environ.get('REQUEST_METHOD', 'GET').upper()
        query = environ.get('QUERY_STRING')
        if query is None:
            query = _sys.argv[1] if _sys.argv[1:] and 'REQUEST_METHOD' not in environ else ''
        if method == 'POST':
            kind = parse_header(environ.get('CONTENT_TYPE', ''))[0]
            if kind not in ('', 'application/x-www-form-urlencoded'):
                raise NotImplementedError('forms of type %s are not read here' % kind)
            length = int(environ.get('CONTENT_LENGTH') or -1)
            body = (fp or _sys.stdin).read(length) if length >= 0 else (fp or _sys.stdin).read()
            if isinstance(body, bytes):
                body = body.decode(encoding, errors)
            query = body + ('&' + query if query else '')
        pairs = _parse_qsl(query, bool(keep_blank_values))
        self.list = [MiniFieldStorage(name, value) for name, value in pairs]

    def __getitem__(self, key):
        found = [item for item in self.list if item.name == key]
        if not found:
            raise KeyError(key)
        return found[0] if len(found) == 1 else found

    def getvalue(self, key, default=None):
        values = self.getlist(key)
        if not values:
            return default
        return values[0] if len(values) == 1 else values

    def getfirst(self, key, default=None):
        values = self.getlist(key)
        return values[0] if values else default

    def getlist(self, key):
        return [item.value for item in self.list if item.name == key]

    def keys(self):
        return list(set([item.name for item in self.list]))

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, key):
        return any([item.name == key for item in self.list])

    def __len__(self):
        return len(self.keys())

    def __bool__(self):
        return bool(self.list)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def __repr__(self):
        return 'FieldStorage(None, None, %r)' % (self.list,)


def parse_header(line):
    parts, rest = [], line
    while rest is not None:
        end = rest.find(';')
        while end > 0 and (rest.count('"', 0, end) - rest.count('\\"', 0, end)) % 2:
            end = rest.find(';', end + 1)
        parts.append((rest if end < 0 else rest[:end]).strip())
        rest = None if end < 0 else rest[end + 1:]
    options = {}
    for part in parts[1:]:
        name, equals, value = part.partition('=')
        if equals:
            value = value.strip()
            if len(value) >= 2 and value[0] == value[-1] == '"':
                value = value[1:-1].replace('\\\\', '\\').replace('\\"', '"')
            options[name.strip().lower()] = value
    return parts[0], options

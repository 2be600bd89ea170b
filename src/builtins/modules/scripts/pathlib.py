"""Paths as objects."""
import os


class PurePath:
    def __init__(self, *parts):
        whole = ''
        for part in parts:
            part = str(part)
            if part.startswith('/'):
                whole = part
            elif part:
                whole = whole.rstrip('/') + '/' + part if whole else part
        root = '/' if whole.startswith('/') else ''
        pieces = [piece for piece in whole.split('/') if piece and piece != '.']
        self._root = root
        self._pieces = pieces
        self._text = root + '/'.join(pieces) or '.'

    def __str__(self):
        return self._text

    __fspath__ = __str__

    def __repr__(self):
        return '%s(%r)' % (self._shown, self._text)

    _shown = 'PurePosixPath'

    def __eq__(self, other):
        return isinstance(other, PurePath) and self._text == other._text

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self._text)

    def __truediv__(self, other):
        return type(self)(self._text if self._text != '.' else '', other)

    def __rtruediv__(self, other):
        return type(self)(other, self._text)

    def joinpath(self, *others):
        return type(self)(self._text, *others)

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._pieces)

    @property
    def root(self):
        return self._root

    anchor = root

    @property
    def name(self):
        return self._pieces[-1] if self._pieces else ''

    @property
    def suffix(self):
        name = self.name
        at = name.rfind('.')
        return name[at:] if 0 < at < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + part for part in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        return self.name[:len(self.name) - len(self.suffix)]

    @property
    def parent(self):
        if not self._pieces:
            return self
        return type(self)(self._root + '/'.join(self._pieces[:-1]))

    @property
    def parents(self):
        found = []
        own = self
        while own._pieces:
            own = own.parent
            found.append(own)
        return tuple(found)

    def as_posix(self):
        return self._text

    def is_absolute(self):
        return bool(self._root)

    def with_name(self, name):
        if not self.name:
            raise ValueError('%r has an empty name' % self)
        return self.parent / name

    def with_suffix(self, suffix):
        return self.with_name(self.stem + suffix)

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def relative_to(self, *other):
        base = type(self)(*other)
        if base.parts != self.parts[:len(base.parts)]:
            raise ValueError('%r is not in the subpath of %r OR one path is relative and the other is absolute.' % (str(self), str(base)))
        return type(self)('/'.join(self.parts[len(base.parts):]))

    def is_relative_to(self, *other):
        base = type(self)(*other)
        return base.parts == self.parts[:len(base.parts)]

    def match(self, pattern):
        import fnmatch
        return fnmatch.fnmatchcase(self.name, pattern) if '/' not in pattern else fnmatch.fnmatchcase(self._text, '*' + pattern)


PurePosixPath = PurePath


class Path(PurePath):
    _shown = 'PosixPath'

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))

    def exists(self):
        return os.path.exists(self._text)

    def is_file(self):
        return os.path.isfile(self._text)

    def is_dir(self):
        return os.path.isdir(self._text)

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._text, mode, encoding=encoding)

    def read_text(self, encoding=None, errors=None):
        with open(self._text) as file:
            return file.read()

    def read_bytes(self):
        with open(self._text, 'rb') as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % type(data).__name__)
        with open(self._text, 'w') as file:
            return file.write(data)

    def write_bytes(self, data):
        with open(self._text, 'wb') as file:
            return file.write(data)

    def mkdir(self, mode=511, parents=False, exist_ok=False):
        if parents:
            os.makedirs(self._text, exist_ok=exist_ok)
            return
        try:
            os.mkdir(self._text)
        except FileExistsError:
            if not exist_ok:
                raise

    def rmdir(self):
        os.rmdir(self._text)

    def unlink(self, missing_ok=False):
        try:
            os.remove(self._text)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(self._text, str(target))
        return type(self)(target)

    replace = rename

    def touch(self, mode=438, exist_ok=True):
        open(self._text, 'a').close()

    def iterdir(self):
        for name in os.listdir(self._text):
            yield self / name

    def glob(self, pattern):
        import glob
        for found in glob.iglob(os.path.join(self._text, pattern), recursive=True):
            yield type(self)(found)

    def rglob(self, pattern):
        import fnmatch
        for path in sorted(self.iterdir()):
            if fnmatch.fnmatchcase(path.name, pattern):
                yield path
            if path.is_dir():
                yield from path.rglob(pattern)

    def resolve(self, strict=False):
        return type(self)(os.path.realpath(self._text) if hasattr(os.path, 'realpath') else os.path.abspath(self._text))

    def absolute(self):
        return type(self)(os.path.abspath(self._text))

    def expanduser(self):
        return type(self)(os.path.expanduser(self._text))

    def stat(self):
        return os.stat(self._text)


PosixPath = Path

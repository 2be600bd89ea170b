"""Text in lines of a width."""
import re


# A word up to its hyphen, if letters stand on both sides of it; a dash; what is left.
_PIECE = re.compile(r"""[\w!"'&.,?]+-{2,}(?=\w)(?<!-)|(?<=[\w!"'&.,?])-{2,}(?=\w)|\S+?(?:-(?:(?<=[^\d\W]{2}-)|(?<=[^\d\W]-[^\d\W]-))(?=[^\d\W]-?[^\d\W])|(?=\s|\Z)|(?<=[\w!"'&.,?])(?=-{2,}\w))""")


def _pieces(word):
    return _PIECE.findall(word)


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = re.sub('[\t\n\x0b\x0c\r]', ' ', text)
        chunks = []
        for part in re.split('( +)', text):
            if not part:
                continue
            chunks += _pieces(part) if self.break_on_hyphens and '-' in part else [part]
        if self.fix_sentence_endings:
            for at in range(len(chunks) - 1):
                if chunks[at + 1] == ' ' and re.search(r"[a-z][\.\!\?][\"\']?\Z", chunks[at]):
                    chunks[at + 1] = '  '
        return chunks

    def wrap(self, text):
        chunks = self._chunks(text)
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        chunks.reverse()
        while chunks:
            line = []
            size = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                chunks.pop()
            while chunks and size + len(chunks[-1]) <= width:
                size += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                room = 1 if width < 1 else width - size
                if self.break_long_words:
                    if room > 0:
                        line.append(chunks[-1][:room])
                        chunks[-1] = chunks[-1][room:]
                elif not line:
                    line.append(chunks.pop())
                size = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == '':
                size -= len(line[-1])
                line.pop()
            if line:
                last = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
                if self.max_lines is None or len(lines) + 1 < self.max_lines or last and size <= width:
                    lines.append(indent + ''.join(line))
                else:
                    while line:
                        if line[-1].strip() and size + len(self.placeholder) <= width:
                            line.append(self.placeholder)
                            lines.append(indent + ''.join(line))
                            break
                        size -= len(line[-1])
                        line.pop()
                    else:
                        if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                            lines[-1] = lines[-1].rstrip() + self.placeholder
                        else:
                            lines.append(indent + self.placeholder.lstrip())
                    break
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    lines = text.split('\n')
    margin = None
    for at, line in enumerate(lines):
        if not line.strip(' \t'):
            lines[at] = ''
            continue
        lead = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = lead
        else:
            while not lead.startswith(margin):
                margin = margin[:-1]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = lambda line: line.strip()
    return ''.join([prefix + line if predicate(line) else line for line in text.splitlines(True)])

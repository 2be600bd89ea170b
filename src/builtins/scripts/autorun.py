# Sessions of the shell as text: what is typed is run, and what is printed is caught.
import io as _io
import queue as _queue
import re as _re
import sys as _sys
import threading as _threading
import traceback as _traceback


class ContextManagerCaptureOutput(object):
    """What is printed between entering and leaving, for get_output()."""

    def __init__(self):
        self.result_export_object = ""

    def __enter__(self):
        class Gather:
            def write(gather, text):
                self.result_export_object += text
                return len(text)

            def flush(gather):
                pass

            def isatty(gather):
                return False

        self.bck_stdout, self.bck_stderr = _sys.stdout, _sys.stderr
        _sys.stdout = _sys.stderr = Gather()
        return self

    def __exit__(self, *exc):
        _sys.stdout, _sys.stderr = self.bck_stdout, self.bck_stderr
        return False

    def get_output(self, eval_bytes=False):
        if self.result_export_object.startswith("b'") and eval_bytes:
            return plain_str(eval(self.result_export_object))
        return self.result_export_object


class StopAutorun(Scapy_Exception):
    code_run = ""


class StopAutorunTimeout(StopAutorun):
    pass


class StringWriter(_io.StringIO):
    """Gathers what is written in `s`, and hands it on to `debug` if there is one."""

    def __init__(self, debug=None):
        _io.StringIO.__init__(self)
        self.s = ""
        self.debug = debug

    def write(self, x):
        if self.debug:
            self.debug.write(x)
        self.s += x
        return len(x)

    def flush(self):
        if self.debug:
            self.debug.flush()


def _statements(cmds):
    """The lines of each statement, as a shell would take them: a block ends with an empty line."""
    pending = []
    for line in cmds.splitlines() + [""]:
        pending.append(line)
        text = "\n".join(pending)
        if not text.strip():
            yield pending, None
            pending = []
            continue
        block = pending[0].rstrip().endswith(":") or pending[0].startswith("@") or len(pending) > 1 and any(part.startswith((" ", "\t")) for part in pending)
        if block and line.strip():
            continue
        try:
            compile(text, "<input>", "exec")
        except SyntaxError:
            if line.strip():
                continue
        yield pending, text
        pending = []


def autorun_commands(_cmds, my_globals=None, verb=None):
    """Runs what could be typed at the prompt, prints it as there, and gives back the last value."""
    names = my_globals
    if names is None:
        names = {}
        exec("from scapy.all import *", names)
    before, last = conf.verb, None
    if verb is not None:
        conf.verb = verb
    try:
        for lines, text in _statements(_cmds):
            if text is None:
                continue
            for at, line in enumerate(lines):
                _sys.stderr.write("... " if at else conf.color_theme.prompt(">>> "))
                print(line)
            try:
                try:
                    code = compile(text, "<input>", "eval")
                except SyntaxError:
                    exec(text, names)
                else:
                    value = eval(code, names)
                    if value is not None:
                        last = names["_"] = value
                        print(repr(value))
            except SystemExit:
                break
            except Exception as error:
                # Without the line of this function that ran the statement.
                _traceback.print_exception(type(error), error, error.__traceback__.tb_next, file=_sys.stdout)
                return False
    finally:
        conf.verb = before
    return last


def autorun_commands_timeout(cmds, timeout=None, **kwargs):
    if timeout is None:
        return autorun_commands(cmds, **kwargs)
    results = _queue.Queue()

    def run():
        try:
            results.put((None, autorun_commands(cmds, **kwargs)))
        except BaseException as error:
            results.put((error, None))

    runner = _threading.Thread(target=run)
    runner.daemon = True
    runner.start()
    runner.join(timeout)
    if runner.is_alive():
        raise StopAutorunTimeout
    error, value = results.get()
    if error is not None:
        raise error
    return value


def _session(cmds, writer, kargs):
    out, err = _sys.stdout, _sys.stderr
    try:
        _sys.stdout = _sys.stderr = writer
        return writer.s, autorun_commands_timeout(cmds, **kargs)
    except StopAutorun as stop:
        stop.code_run = writer.s
        raise
    finally:
        _sys.stdout, _sys.stderr = out, err


def autorun_get_interactive_session(cmds, **kargs):
    writer = StringWriter()
    value = _session(cmds, writer, kargs)[1]
    return writer.s, value


def autorun_get_interactive_live_session(cmds, **kargs):
    writer = StringWriter(debug=_sys.stdout)
    value = _session(cmds, writer, kargs)[1]
    return writer.s, value


def _themed(theme, run, cmds, kargs):
    before = conf.color_theme
    try:
        conf.color_theme = theme
        return run(cmds, **kargs)
    finally:
        conf.color_theme = before


def autorun_get_text_interactive_session(cmds, **kargs):
    return _themed(NoTheme(), autorun_get_interactive_session, cmds, kargs)


def autorun_get_live_interactive_session(cmds, **kargs):
    return _themed(DefaultTheme(), autorun_get_interactive_live_session, cmds, kargs)


def autorun_get_ansi_interactive_session(cmds, **kargs):
    return _themed(DefaultTheme(), autorun_get_interactive_session, cmds, kargs)


def _marked_up(theme, marked, cmds, kargs):
    """A session in the marks of a theme, which become those of the language at the end."""
    try:
        text, value = _themed(theme, autorun_get_interactive_session, cmds, kargs)
    except StopAutorun as stop:
        stop.code_run = marked(stop.code_run)
        raise
    return marked(text), value


def _html(text):
    for char, entity in (("<", "&lt;"), (">", "&gt;")):
        text = text.replace(char, entity)
    return _re.sub("#\\[#(/?span[^]#]*)#\\]#", "<\\1>", text)


def _latex(text):
    text = tex_escape(text)
    for mark, letter in (("@[@", "{"), ("@]@", "}"), ("@`@", "\\")):
        text = text.replace(mark, letter)
    return text


def autorun_get_html_interactive_session(cmds, **kargs):
    return _marked_up(HTMLTheme2(), _html, cmds, kargs)


def autorun_get_latex_interactive_session(cmds, **kargs):
    return _marked_up(LatexTheme2(), _latex, cmds, kargs)

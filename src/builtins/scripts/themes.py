# Colour themes: what stands before and behind each kind of word that packets print.


class ColorTable:
    colors = {
        name: ("\033[%sm" % code, paint) for name, code, paint in [
            ("black", "30", "#ansiblack"), ("red", "31", "#ansired"), ("green", "32", "#ansigreen"),
            ("yellow", "33", "#ansiyellow"), ("blue", "34", "#ansiblue"), ("purple", "35", "#ansipurple"),
            ("cyan", "36", "#ansicyan"), ("white", "37", "#ansiwhite"), ("grey", "38;5;246", "#ansiwhite"),
            ("reset", "39", "noinherit"), ("bg_black", "40", "bg:#ansiblack"), ("bg_red", "41", "bg:#ansired"),
            ("bg_green", "42", "bg:#ansigreen"), ("bg_yellow", "43", "bg:#ansiyellow"),
            ("bg_blue", "44", "bg:#ansiblue"), ("bg_purple", "45", "bg:#ansipurple"),
            ("bg_cyan", "46", "bg:#ansicyan"), ("bg_white", "47", "bg:#ansiwhite"), ("bg_reset", "49", "noinherit"),
            ("normal", "0", "noinherit"), ("bold", "1", "bold"), ("uline", "4", "underline"), ("blink", "5", ""),
            ("invert", "7", "")]}
    inv_map = dict(colors.values())

    def __repr__(self):
        return "<ColorTable>"

    def __getattr__(self, attr):
        return self.colors.get(attr, [""])[0]

    def ansi_to_pygments(self, x):
        for sequence, paint in self.inv_map.items():
            x = x.replace(sequence, " " + paint)
        return x.strip()


Color = ColorTable()


def create_styler(fmt=None, before="", after="", fmt2="%s"):
    def do_style(val, fmt=fmt, fmt2=fmt2, before=before, after=after):
        text = str(val) if fmt is None else fmt % val
        return fmt2 % (before + text + after)
    return do_style


_KINDS = ["normal", "prompt", "punct", "id", "not_printable", "layer_name", "field_name", "field_value",
          "emph_field_name", "emph_field_value", "depreciate_field_name", "packetlist_name", "packetlist_proto",
          "packetlist_value", "fail", "success", "odd", "even", "opening", "active", "closed", "left", "right", "logo"]


class ColorTheme:
    def __repr__(self):
        return "<%s>" % self.__class__.__name__

    def __getattr__(self, attr):
        if attr.startswith("__"):
            raise AttributeError(attr)
        if attr.startswith("style_"):
            return ""
        return create_styler()

    def format(self, string, fmt):
        for style in fmt.split("+"):
            string = getattr(self, style)(string)
        return string

    def _paint(self, kind):
        # Before, behind, and whether the text is escaped for TeX.
        return "", "", False

    def _paints(self):
        return {kind: self._paint(kind) for kind in _KINDS}


class NoTheme(ColorTheme):
    pass


class AnsiColorTheme(ColorTheme):
    def _paint(self, kind):
        # Only what the class itself says counts, not what it inherits.
        if "style_" + kind in self.__class__.__dict__:
            return getattr(self, "style_" + kind), self.style_normal, False
        return "", "", False

    def __getattr__(self, attr):
        if attr.startswith("__"):
            raise AttributeError(attr)
        if attr.startswith("style_"):
            return ""
        before, after, _ = self._paint(attr)
        if not before and attr in Color.colors and not isinstance(self, BlackAndWhite):
            before, after = Color.colors[attr][0], Color.normal
        return create_styler(before=before, after=after)


class BlackAndWhite(AnsiColorTheme, NoTheme):
    pass


class DefaultTheme(AnsiColorTheme):
    style_normal = style_punct = Color.normal
    style_prompt = style_id = style_success = Color.blue + Color.bold
    style_not_printable = style_closed = Color.white
    style_depreciate_field_name = Color.grey
    style_layer_name = style_packetlist_name = style_fail = Color.red + Color.bold
    style_field_name = style_packetlist_proto = Color.blue
    style_field_value = style_packetlist_value = Color.purple
    style_emph_field_name = Color.blue + Color.uline + Color.bold
    style_emph_field_value = Color.purple + Color.uline + Color.bold
    style_even = Color.black + Color.bold
    style_odd = style_active = Color.black
    style_opening = Color.yellow
    style_left = Color.blue + Color.invert
    style_right = Color.red + Color.invert
    style_logo = Color.green + Color.bold


class BrightTheme(AnsiColorTheme):
    style_normal = style_punct = Color.normal
    style_id = style_field_name = style_emph_field_name = style_packetlist_proto = Color.yellow + Color.bold
    style_layer_name = style_packetlist_name = style_fail = Color.red + Color.bold
    style_field_value = style_packetlist_value = Color.purple + Color.bold
    style_emph_field_value = style_logo = Color.green + Color.bold
    style_success = Color.blue + Color.bold
    style_even = Color.black + Color.bold
    style_odd = Color.black
    style_left = Color.cyan + Color.invert
    style_right = Color.purple + Color.invert


class RastaTheme(AnsiColorTheme):
    style_normal = Color.normal + Color.green + Color.bold
    style_prompt = style_field_name = style_packetlist_proto = Color.yellow + Color.bold
    style_punct = style_fail = Color.red
    style_id = style_field_value = style_packetlist_value = style_logo = Color.green + Color.bold
    style_not_printable = style_emph_field_name = style_emph_field_value = style_odd = Color.green
    style_layer_name = style_packetlist_name = style_success = Color.red + Color.bold
    style_even = Color.yellow
    style_left = Color.yellow + Color.invert
    style_right = Color.red + Color.invert


class ColorOnBlackTheme(AnsiColorTheme):
    style_normal = style_punct = Color.normal
    style_prompt = style_logo = Color.green + Color.bold
    style_id = style_success = Color.green
    style_not_printable = style_packetlist_name = style_even = style_closed = Color.black + Color.bold
    style_layer_name = style_packetlist_proto = Color.yellow + Color.bold
    style_field_name = Color.cyan
    style_field_value = style_packetlist_value = Color.purple + Color.bold
    style_emph_field_name = style_left = Color.cyan + Color.bold
    style_emph_field_value = style_fail = style_right = Color.red + Color.bold
    style_odd = Color.white
    style_opening = Color.yellow
    style_active = Color.white + Color.bold


class FormatTheme(ColorTheme):
    def _format(self, kind):
        return self.__class__.__dict__.get("style_" + kind, "%s")

    def _paint(self, kind):
        before, _, after = self._format(kind).partition("%s")
        return before, after, False

    def __getattr__(self, attr):
        if attr.startswith("__"):
            raise AttributeError(attr)
        return create_styler(fmt2=self._format(attr))


_TEX = {"prompt": "blue", "not_printable": "gray", "layer_name": "red bold", "field_name": "blue",
        "field_value": "purple", "emph_field_name": "blue underline", "emph_field_value": "purple underline",
        "packetlist_name": "red bold", "packetlist_proto": "blue", "packetlist_value": "purple",
        "fail": "red bold", "success": "blue bold", "left": "blue", "right": "red", "logo": "green bold"}


def _tex(how):
    colour, _, more = how.partition(" ")
    text = {"": "%s", "bold": "\\bf %s", "underline": "\\underline{%s}"}[more]
    return "\\textcolor{%s}{%s}" % (colour, text)


class LatexTheme(FormatTheme):
    def _paint(self, kind):
        return FormatTheme._paint(self, kind)[:2] + (True,)

    def __getattr__(self, attr):
        styler = FormatTheme.__getattr__(self, attr)
        return lambda x, *args, **kwargs: styler(tex_escape(str(x)), *args, **kwargs)


def _veiled(how):
    # Braces and backslashes in another dress, so that the text can be escaped afterwards.
    colour, _, more = how.partition(" ")
    text = {"": "%s", "bold": "@`@bfseries@[@@]@%s", "underline": "@`@underline@[@%s@]@"}[more]
    return "@`@textcolor@[@%s@]@@[@%s@]@" % (colour, text)


class LatexTheme2(FormatTheme):
    pass


class HTMLTheme(FormatTheme):
    pass


class HTMLTheme2(HTMLTheme):
    pass


for _kind, _how in _TEX.items():
    setattr(LatexTheme, "style_" + _kind, _tex(_how))
for _kind, _how in dict(_TEX, even="gray bold").items():
    setattr(LatexTheme2, "style_" + _kind, _veiled(_how))
for _kind in set(_TEX) - {"logo"} | {"even", "odd"}:
    setattr(HTMLTheme, "style_" + _kind, "<span class=%s>%%s</span>" % _kind)
    setattr(HTMLTheme2, "style_" + _kind, "#[#span class=%s#]#%%s#[#/span#]#" % _kind)

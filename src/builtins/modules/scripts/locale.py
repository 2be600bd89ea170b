# locale: the C locale, the only one that is here.
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(Exception):
    pass


def setlocale(category, locale=None):
    if locale not in (None, "", "C", "POSIX", "C.UTF-8"):
        raise Error("unsupported locale setting")
    return "C"


def getlocale(category=LC_CTYPE):
    return ("en_US", "UTF-8") if category == LC_CTYPE else (None, None)


def getdefaultlocale(envvars=()):
    return ("en_US", "UTF-8")


def getpreferredencoding(do_setlocale=True):
    return "UTF-8"


def getencoding():
    return "UTF-8"


def localeconv():
    numbers = ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes",
               "n_sep_by_space", "p_sign_posn", "n_sign_posn")
    words = ("thousands_sep", "int_curr_symbol", "currency_symbol", "mon_decimal_point",
             "mon_thousands_sep", "positive_sign", "negative_sign")
    found = {"decimal_point": ".", "grouping": [], "mon_grouping": []}
    found.update({name: "" for name in words})
    found.update({name: CHAR_MAX for name in numbers})
    return found


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def str(val):
    return "%.12g" % val


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)


def strcoll(a, b):
    return (a > b) - (a < b)


def strxfrm(string):
    return string

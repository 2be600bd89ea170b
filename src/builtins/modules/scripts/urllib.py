# urllib: what it had itself in Python 2 is in urllib.parse today
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlencode


def _refused(*args, **kwargs):
    raise NotImplementedError("urllib does not fetch pages here: run curl with subprocess, or write to a socket")


urlopen = urlretrieve = _refused

# urllib: what it had itself in Python 2 is in urllib.parse and urllib.request today
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlencode


def urlopen(url, data=None, proxies=None):
    from urllib.request import urlopen
    return urlopen(url, data)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    from urllib.request import urlretrieve
    return urlretrieve(url, filename, reporthook, data)

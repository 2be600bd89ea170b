# urlparse, of Python 2
from urllib.parse import urlparse, urlsplit, urlunparse, urlunsplit, urljoin, parse_qs, parse_qsl, unquote

# urllib2: urllib.request and urllib.error.
from urllib.request import Request, urlopen, build_opener, install_opener, HTTPHandler, HTTPSHandler, ProxyHandler, OpenerDirector, BaseHandler, HTTPRedirectHandler, HTTPCookieProcessor
from urllib.error import URLError, HTTPError
from urllib.parse import quote, unquote

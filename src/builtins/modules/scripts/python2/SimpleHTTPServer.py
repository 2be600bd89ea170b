# SimpleHTTPServer: http.server.
from http.server import SimpleHTTPRequestHandler, test

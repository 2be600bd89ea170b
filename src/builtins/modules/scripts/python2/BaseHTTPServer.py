# BaseHTTPServer: http.server.
from http.server import BaseHTTPRequestHandler, HTTPServer, DEFAULT_ERROR_MESSAGE, test

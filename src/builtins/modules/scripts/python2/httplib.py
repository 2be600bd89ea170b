# httplib: http.client.
from http.client import *

from .wire import W

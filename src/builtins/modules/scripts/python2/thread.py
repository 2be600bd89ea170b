# thread, of Python 2
import threading

error = RuntimeError
allocate_lock = threading.Lock
allocate = threading.Lock
get_ident = threading.get_ident


def start_new_thread(function, args, kwargs={}):
    thread = threading.Thread(target=function, args=args, kwargs=kwargs)
    thread.daemon = True
    thread.start()
    return thread.ident


start_new = start_new_thread


def exit():
    raise SystemExit

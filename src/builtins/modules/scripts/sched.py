# sched: functions that run at their time.
import time


class Event(object):
    def __init__(self, time, priority, sequence, action, argument, kwargs):
        self.time = time
        self.priority = priority
        self.sequence = sequence
        self.action = action
        self.argument = argument
        self.kwargs = kwargs

    def __lt__(self, other):
        return (self.time, self.priority, self.sequence) < (other.time, other.priority, other.sequence)

    def __repr__(self):
        return "Event(time=%r, priority=%r, sequence=%r, action=%r, argument=%r, kwargs=%r)" % (
            self.time, self.priority, self.sequence, self.action, self.argument, self.kwargs)


class scheduler(object):
    def __init__(self, timefunc=time.monotonic, delayfunc=time.sleep):
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._queue = []
        self._sequence = 0

    def enterabs(self, time, priority, action, argument=(), kwargs={}):
        event = Event(time, priority, self._sequence, action, argument, kwargs)
        self._sequence += 1
        self._queue.append(event)
        self._queue.sort()
        return event

    def enter(self, delay, priority, action, argument=(), kwargs={}):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        self._queue.remove(event)

    def empty(self):
        return not self._queue

    @property
    def queue(self):
        return list(self._queue)

    def run(self, blocking=True):
        while self._queue:
            event = self._queue[0]
            now = self.timefunc()
            if event.time > now:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
                continue
            self._queue.pop(0)
            event.action(*event.argument, **event.kwargs)
            self.delayfunc(0)

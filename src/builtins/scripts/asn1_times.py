# Times of ASN.1 as datetime, and back. X.680 sections 46 and 47.
import datetime as _datetime
import re as _re

_TIME = _re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(?:\.(\d{1,6}))?(Z|[+-]\d{4})?$")
_UTC = 23


def asn1_moment(text, tag):
    """The datetime that a text says; None if it says none."""
    if tag == _UTC:
        text = ("20" if text[:2] < "69" else "19") + text
    found = _TIME.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, part, zone = found.groups()
    if zone is None:
        place = None
    elif zone == "Z":
        place = _datetime.timezone.utc
    else:
        offset = _datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
        place = _datetime.timezone(-offset if zone[0] == "-" else offset)
    micro = int((part or "").ljust(6, "0"))
    try:
        return _datetime.datetime(int(year), int(month), int(day), int(hour), int(minute or 0), int(second or 0), micro, place)
    except ValueError:
        return None


def asn1_time(moment, tag):
    """The text of a datetime."""
    text = moment.strftime("%y%m%d%H%M%S" if tag == _UTC else "%Y%m%d%H%M%S")
    offset = moment.utcoffset()
    if offset is None:
        return text
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return text + "Z"
    return "%s%s%02d%02d" % (text, "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60)

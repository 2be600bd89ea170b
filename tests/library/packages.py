import parcel
import parcel.inner.wire as wire
import sys
from parcel import inner
from parcel.inner import W

print(parcel.NAME, W, inner is parcel.inner, wire.late(), parcel.label("x"))
print(parcel.__package__, inner.__package__, wire.__package__, wire.__name__)
print("parcel.inner.wire" in sys.modules, sys.modules["parcel"] is parcel)
import bisect

print(sys.modules["bisect"] is bisect)
try:
    from .labels import label
except ImportError as error:
    print(type(error).__name__, error)
try:
    from .. import label
except ImportError as error:
    print(type(error).__name__, error)

from . import inner
from .labels import label

NAME = label("parcel")

from .. import labels
from ..labels import label

W = label("wire") + str(labels.label is label)


def late():
    from . import wire

    return wire.W

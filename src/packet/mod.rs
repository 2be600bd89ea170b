//! Packets: a stack of layers; built, dissected, compared and printed.

//! What a script can call: one file per family, one static per builtin.

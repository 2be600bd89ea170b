//! What is neither language nor packets: output, colours, settings, clock, seed.

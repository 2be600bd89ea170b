//! What the class of a script does by itself, where a table would say it.

/// The methods that a script's class defines, of those that the packet module calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hooks(u32);

impl Hooks {
    pub const NONE: Hooks = Hooks(0);
    pub const POST_BUILD: Hooks = Hooks(1);
    pub const SELF_BUILD: Hooks = Hooks(1 << 1);
    pub const DO_BUILD: Hooks = Hooks(1 << 2);
    pub const BUILD: Hooks = Hooks(1 << 3);
    pub const BUILD_PADDING: Hooks = Hooks(1 << 4);
    pub const PRE_DISSECT: Hooks = Hooks(1 << 5);
    pub const DO_DISSECT: Hooks = Hooks(1 << 6);
    pub const POST_DISSECT: Hooks = Hooks(1 << 7);
    pub const DISSECT_PAYLOAD: Hooks = Hooks(1 << 8);
    pub const EXTRACT_PADDING: Hooks = Hooks(1 << 9);
    pub const GUESS: Hooks = Hooks(1 << 10);
    pub const DEFAULT_PAYLOAD: Hooks = Hooks(1 << 11);
    pub const DISPATCH: Hooks = Hooks(1 << 12);
    pub const SUMMARY: Hooks = Hooks(1 << 13);
    pub const ANSWERS: Hooks = Hooks(1 << 14);
    pub const HASHRET: Hooks = Hooks(1 << 15);
    pub const INIT: Hooks = Hooks(1 << 16);
    pub const POST_DISSECTION: Hooks = Hooks(1 << 17);
    pub const DISSECT: Hooks = Hooks(1 << 18);

    /// The methods and what they are called by scripts.
    pub const NAMES: &'static [(Hooks, &'static str)] = &[
        (Hooks::POST_BUILD, "post_build"),
        (Hooks::SELF_BUILD, "self_build"),
        (Hooks::DO_BUILD, "do_build"),
        (Hooks::BUILD, "build"),
        (Hooks::BUILD_PADDING, "build_padding"),
        (Hooks::PRE_DISSECT, "pre_dissect"),
        (Hooks::DO_DISSECT, "do_dissect"),
        (Hooks::POST_DISSECT, "post_dissect"),
        (Hooks::DISSECT_PAYLOAD, "do_dissect_payload"),
        (Hooks::EXTRACT_PADDING, "extract_padding"),
        (Hooks::GUESS, "guess_payload_class"),
        (Hooks::DEFAULT_PAYLOAD, "default_payload_class"),
        (Hooks::DISPATCH, "dispatch_hook"),
        (Hooks::SUMMARY, "mysummary"),
        (Hooks::ANSWERS, "answers"),
        (Hooks::HASHRET, "hashret"),
        (Hooks::INIT, "__init__"),
        (Hooks::POST_DISSECTION, "post_dissection"),
        (Hooks::DISSECT, "dissect"),
    ];

    pub const fn with(self, other: Hooks) -> Hooks {
        Hooks(self.0 | other.0)
    }

    pub const fn has(self, other: Hooks) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What the method is called by scripts, where this is one of them.
    pub fn name(self) -> &'static str {
        Hooks::NAMES
            .iter()
            .find(|entry| entry.0 == self)
            .map_or("", |entry| entry.1)
    }
}

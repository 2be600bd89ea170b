//! Names of numbers: ports, protocols, types, flags.

/// A table of numbers and their names, in the order in which Scapy has them.
pub struct Names {
    pub entries: Entries,
}

pub enum Entries {
    Pairs(&'static [(i64, &'static str)]),
    /// Single numbers, and after them runs of numbers with one name each.
    Runs(&'static [(i64, &'static str)], &'static [Run]),
    /// Sorted by number; a name is looked up in a table that is made on first use.
    Sorted(&'static [(u16, &'static str)]),
    /// Made at run time by a script.
    Owned(Vec<(i64, String)>),
}

/// All numbers from the first to the last have this name.
pub struct Run(pub i64, pub i64, pub &'static str);

impl Names {
    pub const fn pairs(pairs: &'static [(i64, &'static str)]) -> Names {
        Names {
            entries: Entries::Pairs(pairs),
        }
    }
    /// Single numbers, and after them runs of numbers with one name each.
    pub const fn and_runs(pairs: &'static [(i64, &'static str)], runs: &'static [Run]) -> Names {
        Names {
            entries: Entries::Runs(pairs, runs),
        }
    }
    pub const fn sorted(pairs: &'static [(u16, &'static str)]) -> Names {
        Names {
            entries: Entries::Sorted(pairs),
        }
    }

    /// `6` → `tcp`
    pub fn name(&self, value: i64) -> Option<&str> {
        match &self.entries {
            Entries::Pairs(pairs) => pairs.iter().find(|p| p.0 == value).map(|p| p.1),
            Entries::Runs(pairs, runs) => {
                let single = pairs.iter().find(|p| p.0 == value).map(|p| p.1);
                let within = || runs.iter().find(|run| (run.0..=run.1).contains(&value));
                single.or_else(|| within().map(|run| run.2))
            }
            Entries::Sorted(pairs) => {
                let value = u16::try_from(value).ok()?;
                let at = pairs.binary_search_by_key(&value, |p| p.0).ok()?;
                Some(pairs[at].1)
            }
            Entries::Owned(pairs) => pairs.iter().find(|p| p.0 == value).map(|p| p.1.as_str()),
        }
    }

    /// `tcp` → `6`; of two numbers with one name the last one, as in a Python dictionary.
    pub fn value(&self, name: &str) -> Option<i64> {
        match &self.entries {
            Entries::Pairs(pairs) => pairs.iter().rev().find(|p| p.1 == name).map(|p| p.0),
            Entries::Runs(pairs, runs) => {
                let within = runs.iter().rev().find(|run| run.2 == name);
                let single = || pairs.iter().rev().find(|p| p.1 == name);
                within.map(|run| run.1).or_else(|| single().map(|p| p.0))
            }
            Entries::Sorted(pairs) => pairs
                .iter()
                .rev()
                .find(|p| p.1 == name)
                .map(|p| i64::from(p.0)),
            Entries::Owned(pairs) => pairs.iter().rev().find(|p| p.1 == name).map(|p| p.0),
        }
    }

    /// All numbers and names, in the table's order.
    pub fn iter(&self) -> Box<dyn Iterator<Item = (i64, &str)> + '_> {
        match &self.entries {
            Entries::Pairs(pairs) => Box::new(pairs.iter().map(|p| (p.0, p.1))),
            Entries::Runs(pairs, runs) => {
                let single = pairs.iter().map(|p| (p.0, p.1));
                let within = runs
                    .iter()
                    .flat_map(|run| (run.0..=run.1).map(|value| (value, run.2)));
                Box::new(single.chain(within))
            }
            Entries::Sorted(pairs) => Box::new(pairs.iter().map(|p| (i64::from(p.0), p.1))),
            Entries::Owned(pairs) => Box::new(pairs.iter().map(|p| (p.0, p.1.as_str()))),
        }
    }

    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Pairs(pairs) => pairs.len(),
            Entries::Runs(pairs, runs) => {
                let numbers = runs.iter().map(|run| (run.0..=run.1).count());
                pairs.len() + numbers.sum::<usize>()
            }
            Entries::Sorted(pairs) => pairs.len(),
            Entries::Owned(pairs) => pairs.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The names of single bits, the least significant first.
pub enum FlagNames {
    /// One letter each: `FSRPAUECN`, printed one after the other.
    Letters(&'static str),
    /// Words, printed with `+` between: `MF+DF`.
    Words(&'static [&'static str]),
    /// So many bits, of which some have names; the others are `bit_7`.
    Some(usize, &'static [(u8, &'static str)]),
}

static NAMELESS: [&str; 32] = [
    "bit_0", "bit_1", "bit_2", "bit_3", "bit_4", "bit_5", "bit_6", "bit_7", "bit_8", "bit_9",
    "bit_10", "bit_11", "bit_12", "bit_13", "bit_14", "bit_15", "bit_16", "bit_17", "bit_18",
    "bit_19", "bit_20", "bit_21", "bit_22", "bit_23", "bit_24", "bit_25", "bit_26", "bit_27",
    "bit_28", "bit_29", "bit_30", "bit_31",
];

impl FlagNames {
    /// The name of bit `at`, the least significant being 0.
    pub fn name(&self, at: usize) -> Option<&str> {
        match self {
            FlagNames::Letters(letters) => letters.get(at..at + 1),
            FlagNames::Words(words) => words.get(at).copied(),
            FlagNames::Some(width, words) if at < *width => {
                let word = words.iter().find(|word| usize::from(word.0) == at);
                word.map(|word| word.1)
                    .or_else(|| NAMELESS.get(at).copied())
            }
            FlagNames::Some(..) => None,
        }
    }

    /// The number of the bit with this name.
    pub fn bit(&self, name: &str) -> Option<usize> {
        (0..self.len()).find(|&at| self.name(at) == Some(name))
    }

    pub fn len(&self) -> usize {
        match self {
            FlagNames::Letters(letters) => letters.len(),
            FlagNames::Words(words) => words.len(),
            FlagNames::Some(width, _) => *width,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `SA` → 18, `MF+DF` → 3; `None` when a name is unknown.
    pub fn value(&self, text: &str) -> Option<i64> {
        let mut value = 0;
        match self {
            FlagNames::Letters(_) => {
                for at in text.char_indices() {
                    value |= 1 << self.bit(&text[at.0..at.0 + at.1.len_utf8()])?;
                }
            }
            FlagNames::Words(_) | FlagNames::Some(..) => {
                for word in text.split('+').filter(|word| !word.is_empty()) {
                    value |= 1 << self.bit(word)?;
                }
            }
        }
        Some(value)
    }

    /// 18 → `SA`, 3 → `MF+DF`.
    pub fn text(&self, value: i64) -> String {
        let mut text = String::new();
        self.put(&mut text, value);
        text
    }

    /// Appends the names of the bits that are set.
    pub fn put(&self, out: &mut String, value: i64) {
        let mut left = value as u64;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            match self.name(at) {
                Some(name) => out.push_str(name),
                None => out.push('?'),
            }
            left &= left - 1;
            if left != 0 && !matches!(self, FlagNames::Letters(_)) {
                out.push('+');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stand_for_their_numbers_one_by_one() {
        let names = Names::and_runs(
            &[(0, "spare"), (9, "last")],
            &[Run(1, 3, "spare"), Run(5, 5, "five")],
        );
        let all: Vec<(i64, &str)> = names.iter().collect();
        let written = [
            (0, "spare"),
            (9, "last"),
            (1, "spare"),
            (2, "spare"),
            (3, "spare"),
            (5, "five"),
        ];
        assert_eq!(all, written);
        assert_eq!(names.len(), written.len());
        for (number, name) in written {
            assert_eq!(names.name(number), Some(name));
        }
        assert_eq!(names.name(4), None);
        assert_eq!(
            (names.value("spare"), names.value("last"), names.value("?")),
            (Some(3), Some(9), None)
        );
    }
}

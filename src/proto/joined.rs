//! Lists of fields put together from runs of fields that several protocols share.

use super::field::Field;

/// How many fields the runs have together.
pub const fn count(runs: &[&[Field]]) -> usize {
    let mut all = 0;
    let mut at = 0;
    while at < runs.len() {
        all += runs[at].len();
        at += 1;
    }
    all
}

/// The fields of the runs, one after the other.
pub const fn join<const ALL: usize>(runs: &[&[Field]]) -> [Field; ALL] {
    let mut run = 0;
    while runs[run].is_empty() {
        run += 1;
    }
    let mut fields = [runs[run][0]; ALL];
    let mut at = 0;
    while run < runs.len() {
        let mut inside = 0;
        while inside < runs[run].len() {
            fields[at] = runs[run][inside];
            at += 1;
            inside += 1;
        }
        run += 1;
    }
    fields
}

/// `joined![head(7), [u8("code")], TAIL]`: the fields of the arrays, one after the other, put
/// together when the program is compiled.
#[macro_export]
macro_rules! joined {
    ($($run:expr),+ $(,)?) => {{
        const RUNS: &[&[$crate::proto::field::Field]] = &[$(&$run),+];
        const ALL: usize = $crate::proto::joined::count(RUNS);
        const FIELDS: &[$crate::proto::field::Field; ALL] = &$crate::proto::joined::join(RUNS);
        FIELDS
    }};
}

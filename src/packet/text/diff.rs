//! `hexdiff(a, b)`: two octet strings side by side.

use std::fmt::Write;

use super::dump::put_printable;
use super::style::{Paint, Style};

/// How the two are laid side by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Algorithm {
    /// The fewest changes (Wagner and Fischer); its time grows with the product of the lengths.
    Fewest,
    /// The longest common runs (Ratcliff and Obershelp), as Python's `difflib` finds them.
    LongestRuns,
    /// The same, with difflib's heuristic for what is frequent.
    LongestRareRuns,
}

impl Algorithm {
    /// The better one that is not too slow.
    pub fn for_lengths(left: usize, right: usize) -> Algorithm {
        if left.saturating_mul(right) < 10_000_000 {
            Algorithm::Fewest
        } else {
            Algorithm::LongestRuns
        }
    }
}

/// One column: an octet of each side, or of one only.
type Pair = (Option<u8>, Option<u8>);

/// The lines that `hexdiff` prints, each with its line end.
pub fn hexdiff(left: &[u8], right: &[u8], algorithm: Algorithm, style: &Style) -> String {
    let pairs = match algorithm {
        Algorithm::Fewest => fewest(left, right),
        Algorithm::LongestRuns => longest_runs(left, right, false),
        Algorithm::LongestRareRuns => longest_runs(left, right, true),
    };
    let mut out = String::new();
    let mut offset: usize = 0;
    for line in pairs.chunks(16) {
        let some_left = line.iter().any(|pair| pair.0.is_some());
        let some_right = line.iter().any(|pair| pair.1.is_some());
        let shift = |side: fn(&Pair) -> Option<u8>| {
            line.iter().take_while(|pair| side(pair).is_none()).count()
        };
        // Both offsets count from the right side's position, as Scapy has it.
        let left_at = offset.wrapping_sub(shift(|pair| pair.0)) as isize;
        let right_at = offset.wrapping_sub(shift(|pair| pair.1)) as isize;
        if line.iter().all(|pair| pair.0 == pair.1) {
            let _ = write!(out, "{} {} ", address(left_at), address(right_at));
            put_line(&mut out, line, |pair| pair.1, Paint::NONE, style);
        } else {
            if some_left {
                style.left.put(&mut out, &address(left_at));
                out.push_str("      ");
                put_line(&mut out, line, |pair| pair.0, style.left, style);
            }
            if some_right {
                out.push_str("     ");
                style.right.put(&mut out, &address(right_at));
                out.push(' ');
                put_line(&mut out, line, |pair| pair.1, style.right, style);
            }
        }
        offset += line.iter().filter(|pair| pair.1.is_some()).count();
    }
    out
}

/// `%04x`, also of a number below zero
fn address(at: isize) -> String {
    if at < 0 {
        format!("-{:03x}", at.unsigned_abs())
    } else {
        format!("{at:04x}")
    }
}

fn put_line(
    out: &mut String,
    line: &[Pair],
    side: fn(&Pair) -> Option<u8>,
    changed: Paint,
    style: &Style,
) {
    out.push_str("  ");
    let mut text = String::new();
    for at in 0..16 {
        let octet = line.get(at).and_then(|pair| Some((pair, side(pair)?)));
        match octet {
            Some((pair, octet)) => {
                let same = pair.0 == pair.1;
                let paint = if same { Paint::NONE } else { changed };
                paint.put(out, &format!("{octet:02X}"));
                out.push(' ');
                let mut letter = String::new();
                let plain = Style::PLAIN;
                put_printable(&mut letter, &[octet], if same { style } else { &plain });
                paint.put(&mut text, &letter);
            }
            None => {
                out.push_str("   ");
                if at < line.len() {
                    text.push(' ');
                }
            }
        }
        if at == 7 {
            out.push(' ');
        }
    }
    let _ = writeln!(out, "  {text}");
}

/// The alignment with the fewest insertions, deletions and substitutions.
fn fewest(left: &[u8], right: &[u8]) -> Vec<Pair> {
    // Worked from the ends, so that equal beginnings stay aligned.
    let left: Vec<u8> = left.iter().rev().copied().collect();
    let right: Vec<u8> = right.iter().rev().copied().collect();
    let width = right.len();
    // Which neighbour each cell came from: 0 both, 1 the left only, 2 the right only.
    let mut from = vec![0u8; left.len() * width];
    let mut above: Vec<u32> = (0..=width as u32).collect();
    for (i, &a) in left.iter().enumerate() {
        // An insertion at the very end costs one more in Scapy.
        let mut row = Vec::with_capacity(width + 1);
        row.push(i as u32 + 2);
        for (j, &b) in right.iter().enumerate() {
            let candidates = [
                (above[j] + u32::from(a != b), 0),
                (above[j + 1] + 1, 1),
                (row[j] + 1, 2),
            ];
            let (cost, step) = candidates.into_iter().min().unwrap_or((0, 0));
            row.push(cost);
            from[i * width + j] = step;
        }
        above = row;
    }
    let (mut i, mut j) = (left.len(), right.len());
    let mut pairs = Vec::with_capacity(i.max(j));
    while i > 0 || j > 0 {
        let step = if i == 0 {
            2
        } else if j == 0 {
            1
        } else {
            from[(i - 1) * width + j - 1]
        };
        match step {
            0 => {
                pairs.push((Some(left[i - 1]), Some(right[j - 1])));
                i -= 1;
                j -= 1;
            }
            1 => {
                pairs.push((Some(left[i - 1]), None));
                i -= 1;
            }
            _ => {
                pairs.push((None, Some(right[j - 1])));
                j -= 1;
            }
        }
    }
    pairs
}

/// The alignment by the longest common runs.
fn longest_runs(left: &[u8], right: &[u8], rare: bool) -> Vec<Pair> {
    let mut places: [Vec<usize>; 256] = std::array::from_fn(|_| Vec::new());
    for (at, &octet) in right.iter().enumerate() {
        places[usize::from(octet)].push(at);
    }
    if rare && right.len() >= 200 {
        // difflib's heuristic: what is more than one in a hundred begins no run.
        let most = right.len() / 100 + 1;
        places
            .iter_mut()
            .filter(|places| places.len() > most)
            .for_each(Vec::clear);
    }
    let mut runs = Vec::new();
    let mut todo = vec![(0, left.len(), 0, right.len())];
    while let Some((left_low, left_high, right_low, right_high)) = todo.pop() {
        let bounds = (left_low, left_high, right_low, right_high);
        let (i, j, size) = longest_run(left, right, &places, bounds);
        if size > 0 {
            runs.push((i, j, size));
            todo.push((left_low, i, right_low, j));
            todo.push((i + size, left_high, j + size, right_high));
        }
    }
    runs.sort_unstable();
    runs.push((left.len(), right.len(), 0));
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    for (run_left, run_right, size) in runs {
        let (gone, come) = (&left[i..run_left], &right[j..run_right]);
        lefts.extend(gone.iter().copied().map(Some));
        rights.extend(come.iter().copied().map(Some));
        // What one side has alone stands for itself; where both differ, as in Scapy, what follows
        // is not brought back into line.
        if gone.is_empty() {
            lefts.resize(lefts.len() + come.len(), None);
        } else if come.is_empty() {
            rights.resize(rights.len() + gone.len(), None);
        }
        lefts.extend(left[run_left..run_left + size].iter().copied().map(Some));
        rights.extend(right[run_right..run_right + size].iter().copied().map(Some));
        (i, j) = (run_left + size, run_right + size);
    }
    let length = lefts.len().max(rights.len());
    lefts.resize(length, None);
    rights.resize(length, None);
    let mut pairs: Vec<Pair> = lefts.into_iter().zip(rights).collect();
    while pairs.last() == Some(&(None, None)) {
        pairs.pop();
    }
    pairs
}

/// The first of the longest runs that both have within the bounds.
fn longest_run(
    left: &[u8],
    right: &[u8],
    places: &[Vec<usize>; 256],
    (left_low, left_high, right_low, right_high): (usize, usize, usize, usize),
) -> (usize, usize, usize) {
    let mut best = (left_low, right_low, 0);
    let width = right_high - right_low;
    let mut lengths = vec![0usize; width + 1];
    for (i, &octet) in left.iter().enumerate().take(left_high).skip(left_low) {
        let mut next = vec![0usize; width + 1];
        for &j in &places[usize::from(octet)] {
            if j < right_low {
                continue;
            }
            if j >= right_high {
                break;
            }
            let length = lengths[j - right_low] + 1;
            next[j - right_low + 1] = length;
            if length > best.2 {
                best = (i + 1 - length, j + 1 - length, length);
            }
        }
        lengths = next;
    }
    // Octets that begin no run may still be part of one.
    let (mut i, mut j, mut size) = best;
    while i > left_low && j > right_low && left[i - 1] == right[j - 1] {
        (i, j, size) = (i - 1, j - 1, size + 1);
    }
    while i + size < left_high && j + size < right_high && left[i + size] == right[j + size] {
        size += 1;
    }
    (i, j, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_printed_once() {
        let text = hexdiff(b"abc", b"abc", Algorithm::Fewest, &Style::PLAIN);
        assert_eq!(
            text,
            "0000 0000   61 62 63                                           abc\n"
        );
    }

    #[test]
    fn both_ways_of_aligning_find_an_insertion() {
        for algorithm in [Algorithm::Fewest, Algorithm::LongestRuns] {
            let text = hexdiff(b"GET /", b"GET  /", algorithm, &Style::PLAIN);
            assert_eq!(text.lines().count(), 2, "{text}");
        }
    }
}

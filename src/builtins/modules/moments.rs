//! `strptime`: moments that a text gives, by a format of C's `strptime` as Python reads it.

use std::cell::RefCell;
use std::collections::HashMap;

use fancy_regex::{Captures, Regex};
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::calendar::{DAYS, MONTHS, Moment};

/// What `%c`, `%x` and `%X` stand for in the C locale.
const COMPOSED: &[(char, &str)] = &[
    ('c', "%a %b %d %H:%M:%S %Y"),
    ('x', "%m/%d/%y"),
    ('X', "%H:%M:%S"),
];

/// What the text of a directive looks like.
fn shape(code: char) -> Option<String> {
    let names = |names: &[&str], short: bool| {
        let names = names
            .iter()
            .map(|name| if short { &name[..3] } else { name });
        names.collect::<Vec<_>>().join("|")
    };
    Some(match code {
        'd' => r"3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]".into(),
        'f' => r"[0-9]{1,6}".into(),
        'H' => r"2[0-3]|[0-1]\d|\d".into(),
        'I' => r"1[0-2]|0[1-9]|[1-9]".into(),
        'G' | 'Y' => r"\d\d\d\d".into(),
        'j' => r"36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]".into(),
        'm' => r"1[0-2]|0[1-9]|[1-9]".into(),
        'M' => r"[0-5]\d|\d".into(),
        'S' => r"6[0-1]|[0-5]\d|\d".into(),
        'U' | 'W' => r"5[0-3]|[0-4]\d|\d".into(),
        'V' => r"5[0-3]|0[1-9]|[1-4]\d|\d".into(),
        'w' => "[0-6]".into(),
        'u' => "[1-7]".into(),
        'y' => r"\d\d".into(),
        'z' => r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)".into(),
        'Z' => "utc|gmt".into(),
        'a' => names(&DAYS, true),
        'A' => names(&DAYS, false),
        'b' => names(&MONTHS, true),
        'B' => names(&MONTHS, false),
        'p' => "am|pm".into(),
        _ => return None,
    })
}

/// The pattern of a format, with a group for each directive.
fn pattern(format: &str) -> Result<Regex, String> {
    let mut pattern = String::from("(?is)^");
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            while chars.next_if(|next| next.is_whitespace()).is_some() {}
            pattern.push_str(r"\s+");
            continue;
        }
        if c != '%' {
            pattern.push_str(&fancy_regex::escape(c.encode_utf8(&mut [0; 4])));
            continue;
        }
        let Some(code) = chars.next() else {
            return Err(format!("stray % in format '{format}'"));
        };
        match shape(code) {
            Some(shape) => pattern.push_str(&format!("(?P<{code}>{shape})")),
            None if code == '%' => pattern.push('%'),
            None => {
                return Err(format!("'{code}' is a bad directive in format '{format}'"));
            }
        }
    }
    Regex::new(&pattern).map_err(|_| format!("a directive stands twice in format '{format}'"))
}

thread_local! {
    /// Patterns that were used, by format.
    static PATTERNS: RefCell<HashMap<String, Regex>> = RefCell::default();
}

/// As many patterns as are kept.
const KEPT: usize = 64;

/// `strptime`; an error in CPython's words.
pub fn parse(text: &str, format: &str) -> Result<Moment, String> {
    let mut whole = format.to_string();
    for (code, meant) in COMPOSED {
        whole = whole.replace(&format!("%{code}"), meant);
    }
    let regex = match PATTERNS.with_borrow(|all| all.get(&whole).cloned()) {
        Some(regex) => regex,
        None => {
            let made = pattern(&whole)?;
            PATTERNS.with_borrow_mut(|all| {
                if all.len() >= KEPT {
                    all.clear();
                }
                all.insert(whole.clone(), made.clone());
            });
            made
        }
    };
    let found = regex.captures(text).ok().flatten();
    let Some(found) = found else {
        return Err(format!(
            "time data {} does not match format {}",
            quoted(text),
            quoted(format)
        ));
    };
    let end = found.get(0).map_or(0, |all| all.end());
    if end < text.len() {
        return Err(format!("unconverted data remains: {}", &text[end..]));
    }
    Parts(found).moment()
}

fn quoted(text: &str) -> String {
    crate::eval::format::quote::text(text)
}

struct Parts<'t>(Captures<'t, str>);

impl Parts<'_> {
    fn text(&self, code: &str) -> Option<&str> {
        self.0.name(code).map(|found| found.as_str())
    }

    fn number(&self, code: &str) -> Option<i64> {
        self.text(code)?.trim().parse().ok()
    }

    fn name(&self, code: &str, names: &[&str]) -> Option<i64> {
        let text = self.text(code)?.to_lowercase();
        let is = |name: &&str| name.to_lowercase().starts_with(&text);
        names.iter().position(is).map(|at| at as i64)
    }

    fn weekday(&self) -> Option<i64> {
        let names = self.name("A", &DAYS).or_else(|| self.name("a", &DAYS));
        let from_sunday = || self.number("w").map(|day| (day + 6) % 7);
        names
            .or_else(from_sunday)
            .or_else(|| self.number("u").map(|day| day - 1))
    }

    fn year(&self) -> Option<i64> {
        // POSIX: 69 to 99 are of the twentieth century.
        let short = |short| {
            if short <= 68 {
                2000 + short
            } else {
                1900 + short
            }
        };
        self.number("Y").or_else(|| self.number("y").map(short))
    }

    fn hour(&self) -> i64 {
        let afternoon = self.text("p").map(str::to_lowercase);
        match (self.number("H"), self.number("I")) {
            (_, Some(hour)) => {
                hour % 12
                    + if afternoon.as_deref() == Some("pm") {
                        12
                    } else {
                        0
                    }
            }
            (hour, None) => hour.unwrap_or(0),
        }
    }

    /// Seconds east of UTC and their millionths.
    fn offset(&self) -> Option<(i64, i64)> {
        let text = self.text("z")?;
        if text.eq_ignore_ascii_case("z") {
            return Some((0, 0));
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        let part = |at: usize| digits.get(at..at + 2).and_then(|two| two.parse().ok());
        let part = |at: usize| part(at).unwrap_or(0_i64);
        let seconds = part(0) * 3600 + part(2) * 60 + part(4);
        let micro = format!("{fraction:0<6}").parse().unwrap_or(0);
        let sign = if text.starts_with('-') { -1 } else { 1 };
        Some((sign * seconds, sign * micro))
    }

    fn moment(&self) -> Result<Moment, String> {
        let weekday = self.weekday();
        let micro = self.text("f").map(|digits| format!("{digits:0<6}"));
        if self.number("V").is_some() && self.number("G").is_none() {
            return Err(String::from(if self.year().is_some() {
                "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead."
            } else {
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u')."
            }));
        }
        let date = self.date(weekday)?;
        let offset = self.offset();
        let zone = self.text("Z").unwrap_or_default();
        Ok(Moment {
            hour: self.hour(),
            minute: self.number("M").unwrap_or(0),
            second: self.number("S").unwrap_or(0),
            micro: micro.and_then(|text| text.parse().ok()).unwrap_or(0),
            weekday: weekday.unwrap_or(date.weekday),
            is_dst: if zone.is_empty() { -1 } else { 0 },
            zone: zone.to_string(),
            offset: offset.map(|(seconds, _)| seconds),
            ..date
        })
    }

    fn date(&self, weekday: Option<i64>) -> Result<Moment, String> {
        let month = self.number("m").or_else(|| self.name("B", &MONTHS));
        let month = match self.number("m") {
            Some(month) => Some(month),
            None => self
                .name("B", &MONTHS)
                .or_else(|| self.name("b", &MONTHS))
                .map(|at| at + 1)
                .or(month),
        };
        let day = self.number("d");
        // A year that begins on a Monday and has no 29th of February, as CPython takes.
        let leap_day = self.year().is_none() && month == Some(2) && day == Some(29);
        let year = self.year().unwrap_or(if leap_day { 1904 } else { 1900 });
        let civil = |year: i64, month: i64, day: i64| {
            Moment::civil(year, month, day).ok_or_else(|| match Moment::civil(year, 1, 1) {
                Some(_) => "day is out of range for month".to_string(),
                None => format!("year {year} is out of range"),
            })
        };
        let of_date =
            |date: Date| civil(date.year().into(), date.month().into(), date.day().into());
        if month.is_none() && day.is_none() {
            if let Some(of_year) = self.number("j") {
                let first = civil(year, 1, 1)?;
                return of_date(shifted(&first, of_year - 1)?);
            }
            let sunday_first = self.number("U");
            if let (Some(week), Some(weekday)) =
                (sunday_first.or_else(|| self.number("W")), weekday)
                && self.year().is_some()
            {
                let first = civil(year, 1, 1)?;
                let turned = |day: i64| {
                    if sunday_first.is_some() {
                        (day + 1) % 7
                    } else {
                        day
                    }
                };
                // Days before the year's first whole week are of week 0.
                let before = (7 - turned(first.weekday)) % 7;
                let days = if week == 0 {
                    turned(weekday) - turned(first.weekday)
                } else {
                    before + 7 * (week - 1) + turned(weekday)
                };
                return of_date(shifted(&first, days)?);
            }
            if let (Some(iso_year), Some(week), Some(weekday)) =
                (self.number("G"), self.number("V"), weekday)
            {
                let day = Weekday::from_monday_zero_offset(weekday as i8);
                let date = day.and_then(|day| ISOWeekDate::new(iso_year as i16, week as i8, day));
                return of_date(date.map_err(|_| format!("Invalid week: {week}"))?.date());
            }
        }
        let mut found = civil(year, month.unwrap_or(1), day.unwrap_or(1))?;
        if leap_day {
            found.year = 1900;
        }
        Ok(found)
    }
}

fn shifted(first: &Moment, days: i64) -> Result<Date, String> {
    let date = Date::new(first.year as i16, first.month as i8, first.day as i8);
    let days = jiff::SignedDuration::from_hours(24 * days);
    date.and_then(|date| date.checked_add(days))
        .map_err(|_| "date value out of range".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_goes_on_is_an_error() {
        assert_eq!(
            parse("2023 rest", "%Y"),
            Err("unconverted data remains:  rest".into())
        );
    }
}

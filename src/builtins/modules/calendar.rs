//! Moments in their parts, to text and back, for `time` and `datetime`.

use jiff::Zoned;
use jiff::civil::Date;

/// A moment in its parts. Months and days count from 1, weekdays from Monday = 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub micro: i64,
    pub weekday: i64,
    /// Counts from 1.
    pub year_day: i64,
    pub is_dst: i64,
    /// The name of the zone; empty for a moment without one.
    pub zone: String,
    /// Seconds east of UTC.
    pub offset: Option<i64>,
}

impl Moment {
    pub fn of(zoned: &Zoned) -> Moment {
        let info = zoned.time_zone().to_offset_info(zoned.timestamp());
        Moment {
            year: zoned.year().into(),
            month: zoned.month().into(),
            day: zoned.day().into(),
            hour: zoned.hour().into(),
            minute: zoned.minute().into(),
            second: zoned.second().into(),
            micro: i64::from(zoned.subsec_nanosecond()) / 1000,
            weekday: i64::from(zoned.weekday().to_monday_zero_offset()),
            year_day: zoned.day_of_year().into(),
            is_dst: i64::from(info.dst().is_dst()),
            zone: info.abbreviation().to_string(),
            offset: Some(info.offset().seconds().into()),
        }
    }

    pub fn now_local() -> Moment {
        Moment::of(&Zoned::now())
    }

    /// A date and time without a zone, if there is such a date.
    pub fn civil(year: i64, month: i64, day: i64) -> Option<Moment> {
        let date = Date::new(
            i16::try_from(year).ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        )
        .ok()?;
        Some(Moment {
            year,
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
            micro: 0,
            weekday: i64::from(date.weekday().to_monday_zero_offset()),
            year_day: date.day_of_year().into(),
            is_dst: -1,
            zone: String::new(),
            offset: None,
        })
    }
}

pub const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `strftime` of the C locale.
pub fn format(moment: &Moment, format: &str) -> String {
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        match chars.next() {
            None => out.push('%'),
            Some('-') => match chars.next() {
                // The GNU flag against padding.
                Some(code) => {
                    let text = field(moment, code).unwrap_or_default();
                    let bare = text.trim_start_matches(['0', ' ']);
                    out.push_str(if bare.is_empty() { "0" } else { bare });
                }
                None => out.push_str("%-"),
            },
            Some(code) => match field(moment, code) {
                Some(text) => out.push_str(&text),
                None => {
                    out.push('%');
                    out.push(code);
                }
            },
        }
    }
    out
}

fn field(moment: &Moment, code: char) -> Option<String> {
    let day = DAYS[moment.weekday.rem_euclid(7) as usize];
    let month = MONTHS[(moment.month - 1).rem_euclid(12) as usize];
    let hour12 = match moment.hour % 12 {
        0 => 12,
        hour => hour,
    };
    // Sunday = 0, as C counts.
    let sunday = (moment.weekday + 1) % 7;
    Some(match code {
        'a' => day[..3].to_string(),
        'A' => day.to_string(),
        'b' | 'h' => month[..3].to_string(),
        'B' => month.to_string(),
        'c' => format(moment, "%a %b %e %H:%M:%S %Y"),
        'C' => format!("{:02}", moment.year / 100),
        'd' => format!("{:02}", moment.day),
        'D' | 'x' => format(moment, "%m/%d/%y"),
        'e' => format!("{:2}", moment.day),
        'f' => format!("{:06}", moment.micro),
        'F' => format(moment, "%Y-%m-%d"),
        'H' => format!("{:02}", moment.hour),
        'I' => format!("{hour12:02}"),
        'j' => format!("{:03}", moment.year_day),
        'm' => format!("{:02}", moment.month),
        'M' => format!("{:02}", moment.minute),
        'n' => "\n".to_string(),
        'p' => if moment.hour < 12 { "AM" } else { "PM" }.to_string(),
        'r' => format(moment, "%I:%M:%S %p"),
        'R' => format(moment, "%H:%M"),
        'S' => format!("{:02}", moment.second),
        't' => "\t".to_string(),
        'T' | 'X' => format(moment, "%H:%M:%S"),
        'u' => (moment.weekday + 1).to_string(),
        'U' => format!("{:02}", (moment.year_day - 1 + 7 - sunday) / 7),
        'w' => sunday.to_string(),
        'W' => format!("{:02}", (moment.year_day - 1 + 7 - moment.weekday) / 7),
        'V' | 'G' => {
            let date = Date::new(
                moment.year.try_into().ok()?,
                moment.month.try_into().ok()?,
                moment.day.try_into().ok()?,
            )
            .ok()?
            .iso_week_date();
            if code == 'V' {
                format!("{:02}", date.week())
            } else {
                date.year().to_string()
            }
        }
        'y' => format!("{:02}", moment.year.rem_euclid(100)),
        'Y' => moment.year.to_string(),
        'z' => moment.offset.map(offset_text).unwrap_or_default(),
        'Z' => moment.zone.clone(),
        '%' => "%".to_string(),
        _ => return None,
    })
}

fn offset_text(offset: i64) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    format!(
        "{sign}{:02}{:02}",
        offset.abs() / 3600,
        offset.abs() / 60 % 60
    )
}

/// `strptime`; an error in CPython's words.
pub fn parse(text: &str, format: &str) -> Result<Moment, String> {
    let mismatch = || format!("time data '{text}' does not match format '{format}'");
    let (mut year, mut month, mut day) = (1900, 1, 1);
    let (mut hour, mut minute, mut second, mut micro) = (0, 0, 0, 0);
    let mut afternoon = None;
    let mut rest = text;
    let expanded = format
        .replace("%T", "%H:%M:%S")
        .replace("%X", "%H:%M:%S")
        .replace("%D", "%m/%d/%y")
        .replace("%x", "%m/%d/%y")
        .replace("%R", "%H:%M")
        .replace("%F", "%Y-%m-%d")
        .replace("%c", "%a %b %d %H:%M:%S %Y");
    let mut chars = expanded.chars();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        if c != '%' {
            rest = rest.strip_prefix(c).ok_or_else(mismatch)?;
            continue;
        }
        let code = chars
            .next()
            .ok_or_else(|| format!("stray %% in format '{format}'"))?;
        let number = |rest: &mut &str, most: usize| -> Result<i64, String> {
            let trimmed = rest.trim_start();
            let length = trimmed
                .bytes()
                .take(most)
                .take_while(u8::is_ascii_digit)
                .count();
            let number = trimmed[..length].parse().map_err(|_| mismatch())?;
            *rest = &trimmed[length..];
            Ok(number)
        };
        let name = |rest: &mut &str, names: &[&str]| -> Result<i64, String> {
            for (at, name) in names.iter().enumerate() {
                for candidate in [*name, &name[..3]] {
                    let head = rest.get(..candidate.len()).unwrap_or_default();
                    if head.eq_ignore_ascii_case(candidate) {
                        *rest = &rest[candidate.len()..];
                        return Ok(at as i64);
                    }
                }
            }
            Err(mismatch())
        };
        match code {
            'Y' => year = number(&mut rest, 4)?,
            'y' => {
                let short = number(&mut rest, 2)?;
                year = if short < 69 {
                    2000 + short
                } else {
                    1900 + short
                };
            }
            'm' => month = number(&mut rest, 2)?,
            'd' | 'e' => day = number(&mut rest, 2)?,
            'H' => hour = number(&mut rest, 2)?,
            'I' => hour = number(&mut rest, 2)? % 12,
            'M' => minute = number(&mut rest, 2)?,
            'S' => second = number(&mut rest, 2)?,
            'f' => {
                let length = rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
                let digits = format!("{:0<6}", &rest[..length]);
                micro = digits.parse().map_err(|_| mismatch())?;
                rest = &rest[length..];
            }
            'p' => {
                let half = rest.get(..2).unwrap_or_default().to_ascii_uppercase();
                afternoon = match half.as_str() {
                    "AM" => Some(false),
                    "PM" => Some(true),
                    _ => return Err(mismatch()),
                };
                rest = &rest[2..];
            }
            'a' | 'A' => {
                name(&mut rest, &DAYS)?;
            }
            'b' | 'B' | 'h' => month = name(&mut rest, &MONTHS)? + 1,
            'j' | 'w' | 'U' | 'W' => {
                number(&mut rest, 3)?;
            }
            'Z' => rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
            '%' => rest = rest.strip_prefix('%').ok_or_else(mismatch)?,
            other => return Err(format!("'{other}' is a bad directive in format '{format}'")),
        }
    }
    if !rest.is_empty() {
        return Err(format!("unconverted data remains: {rest}"));
    }
    if afternoon == Some(true) {
        hour += 12;
    }
    if hour > 23 || minute > 59 || second > 61 {
        return Err(mismatch());
    }
    let date = Moment::civil(year, month, day).ok_or_else(|| match month {
        1..=12 => "day is out of range for month".to_string(),
        _ => mismatch(),
    })?;
    Ok(Moment {
        hour,
        minute,
        second,
        micro,
        ..date
    })
}

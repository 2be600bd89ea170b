//! Moments in their parts, to text and back, for `time` and `datetime`.

use jiff::Zoned;
use jiff::civil::{Date, Time};

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
            // The GNU flags for spaces and against any padding.
            Some('_') => match chars.next() {
                Some(code) => {
                    let text = field(moment, code).unwrap_or_default();
                    let bare = text.trim_start_matches('0');
                    let bare = if bare.is_empty() { "0" } else { bare };
                    out.push_str(&format!("{bare:>width$}", width = text.len()));
                }
                None => out.push_str("%_"),
            },
            Some('-') => match chars.next() {
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
        's' => {
            let day = Date::new(
                moment.year.try_into().ok()?,
                moment.month.try_into().ok()?,
                moment.day.try_into().ok()?,
            )
            .ok()?;
            let time = Time::new(
                moment.hour.try_into().ok()?,
                moment.minute.try_into().ok()?,
                moment.second.min(59) as i8,
                0,
            )
            .ok()?;
            // C takes the parts for local time, whatever zone they came with.
            let local = day.to_datetime(time).to_zoned(super::time::local()).ok()?;
            local.timestamp().as_second().to_string()
        }
        'S' => format!("{:02}", moment.second),
        't' => "\t".to_string(),
        'T' | 'X' => format(moment, "%H:%M:%S"),
        'u' => (moment.weekday + 1).to_string(),
        'U' => format!("{:02}", (moment.year_day - 1 + 7 - sunday) / 7),
        'w' => sunday.to_string(),
        'W' => format!("{:02}", (moment.year_day - 1 + 7 - moment.weekday) / 7),
        'V' | 'G' | 'g' => {
            let date = Date::new(
                moment.year.try_into().ok()?,
                moment.month.try_into().ok()?,
                moment.day.try_into().ok()?,
            )
            .ok()?
            .iso_week_date();
            match code {
                'V' => format!("{:02}", date.week()),
                'G' => date.year().to_string(),
                _ => format!("{:02}", date.year().rem_euclid(100)),
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

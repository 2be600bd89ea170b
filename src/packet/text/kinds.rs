//! Values of fields that are neither whole numbers nor addresses nor plain octets, as a person
//! reads them.

use num_traits::ToPrimitive;

use super::python;
use super::style::Style;
use crate::packet::kinds;
use crate::packet::value::FieldValue;
use crate::proto::field::{Clock, Field, FlagEntry, Kind};

/// The text of a value of such a field; `None` where the field is none of them.
pub fn text(field: &Field, value: &FieldValue, style: &Style) -> Option<String> {
    Some(match field.kind {
        Kind::Scaled(scale) => format!("{} {}", python::str(value, style), scale.unit),
        Kind::FixedPoint(bits) => match value {
            FieldValue::Int(_) | FieldValue::Big(_) => kinds::fixed_point(value, bits),
            other => python::str(other, style),
        },
        Kind::NtpTime => match value {
            FieldValue::None => "--".to_string(),
            value => ntp_date(value).unwrap_or_else(|| match value {
                FieldValue::Int(_) | FieldValue::Big(_) => kinds::fixed_point(value, 32),
                other => python::str(other, style),
            }),
        },
        Kind::Time(clock) if clock.format.is_empty() => {
            let unit = clock.per_second;
            let number = match value {
                FieldValue::None => "0".to_string(),
                FieldValue::Int(number) if unit != 1 => python::float(*number as f64 / unit as f64),
                other => python::str(other, style),
            };
            format!("{number} sec")
        }
        Kind::Time(clock) => date(clock, value).unwrap_or_else(|| python::repr(value, style)),
        Kind::Address154 => match kinds::big(value) {
            Some(number) if number > 0xffff.into() => {
                let digits = format!("{number:016x}");
                let pairs: Vec<&str> = (0..digits.len())
                    .step_by(2)
                    .filter_map(|at| digits.get(at..(at + 2).min(digits.len())))
                    .collect();
                pairs.join(":")
            }
            Some(number) => format!("{number:#x}"),
            None => "0x0".to_string(),
        },
        Kind::Uuid(_) => match value {
            FieldValue::Octets(octets) if octets.len() == 16 => {
                format!("UUID('{}')", kinds::uuid_text(octets))
            }
            other => python::repr(other, style),
        },
        Kind::Utf16 => match value {
            FieldValue::Octets(octets) => kinds::utf16(octets),
            other => python::str(other, style),
        },
        Kind::NodeData(which) => crate::packet::codec::node::text(which, value, style),
        Kind::Pairs => match value {
            FieldValue::List(pairs) => python::dict(&pairs.borrow(), style),
            FieldValue::Octets(octets) => kinds::plain_text(octets),
            other => python::repr(other, style),
        },
        _ => return None,
    })
}

/// `Wed, 09 Jun 1993 04:26:40 +0000`; `None` for times before 1970.
fn ntp_date(value: &FieldValue) -> Option<String> {
    let number = kinds::big(value)? >> 32;
    let seconds = i64::try_from(number).ok()? - kinds::NTP_EPOCH;
    let time = jiff::Timestamp::new(seconds, 0).ok()?;
    let time = time.to_zoned(jiff::tz::TimeZone::UTC);
    (seconds >= 0).then(|| time.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string())
}

/// `Thu, 01 Jan 1970 00:00:00 +0000 (9487889174437756928)`, as Scapy counts.
pub fn date_1900(value: &FieldValue) -> Option<String> {
    const SECONDS_OF_50_YEARS: i64 = 50 * 365 * 24 * 3600;
    const EPOCH: i64 = 2_209_075_761;
    let number = kinds::big(value)?;
    let seconds = i64::try_from(&number >> 32u8).ok()?;
    if seconds < SECONDS_OF_50_YEARS {
        return Some(format!("Some date a few decades ago ({number})"));
    }
    // Scapy adds the fraction as a float, which may make a whole second of it.
    let fraction = (&number & num_bigint::BigInt::from(u32::MAX)).to_f64()? / 2f64.powi(32);
    let seconds = (seconds as f64 + fraction - EPOCH as f64).floor() as i64;
    let time = jiff::Timestamp::new(seconds, 0).ok()?;
    let time = time.to_zoned(jiff::tz::TimeZone::UTC);
    Some(format!(
        "{} ({number})",
        time.strftime("%a, %d %b %Y %H:%M:%S +0000")
    ))
}

/// `Thu, 01 Jan 1970 00:00:00  (0)`
fn date(clock: &Clock, value: &FieldValue) -> Option<String> {
    let unit = clock.per_second as f64;
    let seconds = match value {
        FieldValue::None => crate::packet::environment::now_in_seconds(),
        FieldValue::Int(number) if clock.per_second == 1 => (*number + clock.epoch) as f64,
        FieldValue::Int(number) => *number as f64 / unit + clock.epoch as f64,
        FieldValue::Float(number) => number / unit + clock.epoch as f64,
        _ => return None,
    };
    let micros = (seconds.fract() * 1e6).round_ties_even() as i32;
    let time = jiff::Timestamp::new(seconds.trunc() as i64, micros * 1000).ok()?;
    // A time without a zone has nothing to say where the zone would stand.
    let format = clock.format.replace("%z", "").replace("%Z", "");
    let text = time
        .to_zoned(jiff::tz::TimeZone::UTC)
        .strftime(&format)
        .to_string();
    Some(format!("{text} ({})", seconds.trunc() as i64))
}

/// The flags of a number, each with its letter and what it means.
pub fn flags(number: i64, entries: &[FlagEntry], long: bool) -> Vec<String> {
    (0..63)
        .filter(|bit| number >> bit & 1 == 1)
        .map(
            |bit| match entries.iter().find(|entry| i64::from(entry.0) == bit) {
                Some((_, short, words)) if long => format!("{words} ({short})"),
                Some((_, short, _)) => (*short).to_string(),
                None => format!("bit {bit}"),
            },
        )
        .collect()
}

//! Points in time, and numbers with a binary point, as NTP counts time.

use num_bigint::BigInt;
use num_integer::Integer;

use super::Setting;
use super::number::{big, float, integer, put_whole, small};
use crate::packet::error::Result;
use crate::packet::value::FieldValue;
use crate::proto::field::Clock;

/// A time in the units of a clock; now where nothing was set.
pub(super) fn put_time(set: Setting<'_>, clock: &Clock, out: &mut Vec<u8>) -> Result<()> {
    let number = match set.value {
        FieldValue::None if clock.format.is_empty() => 0,
        FieldValue::None => {
            let now = crate::packet::environment::now_in_seconds() - clock.epoch as f64;
            (now * clock.per_second as f64) as i128
        }
        FieldValue::Int(number) => (*number).into(),
        FieldValue::Big(number) => i128::try_from(&**number).unwrap_or(i128::MAX),
        other => float(other).ok_or_else(|| set.unfit("a time"))? as i128,
    };
    put_whole(set.view, set.field, number, false, out)?;
    Ok(())
}

/// A number that a script set, with so many bits behind the binary point; what is no number stays.
pub(super) fn with_point(value: FieldValue, bits: u16) -> FieldValue {
    if let (FieldValue::Int(_) | FieldValue::Big(_), Some(whole)) = (&value, big(&value)) {
        return small(whole << usize::from(bits));
    }
    match float(&value) {
        Some(number) if !value.is_none() => pointed(number, bits),
        _ => value,
    }
}

/// A number with so many bits behind the binary point.
pub(super) fn pointed(number: f64, bits: u16) -> FieldValue {
    let whole = number.trunc();
    let part = ((number - whole) * 2f64.powi(i32::from(bits))) as i128;
    integer(((whole as i128) << bits) | part)
}

/// Seconds from 1900 to 1970. RFC 5905 section 6.
pub const NTP_EPOCH: i64 = 2_208_988_800;

/// The time now as NTP counts it.
pub fn ntp_now() -> FieldValue {
    pointed(
        crate::packet::environment::now_in_seconds() + NTP_EPOCH as f64,
        32,
    )
}

/// `Wed Jun  9 04:26:40 1993`, in the local zone, as seconds since 1900.
pub(super) fn ntp_date(text: &str) -> Option<i64> {
    let time = jiff::civil::DateTime::strptime("%a %b %d %H:%M:%S %Y", text).ok()?;
    let zoned = time.to_zoned(jiff::tz::TimeZone::system()).ok()?;
    Some(zoned.timestamp().as_second() + NTP_EPOCH)
}

/// A number with a binary point, written as a decimal one with the digits that the bits warrant.
pub fn fixed_point(value: &FieldValue, bits: u16) -> String {
    let Some(number) = big(value) else {
        return "None".into();
    };
    let (whole, part) = number.div_mod_floor(&(BigInt::from(1) << bits));
    let part = f64::from(u32::try_from(&part).unwrap_or(u32::MAX)) / 2f64.powi(bits.into());
    let digits = (f64::from(bits) * 2f64.log10()) as usize;
    if part == 0.0 {
        return whole.to_string();
    }
    let text = format!("{:.*e}", digits.max(1) - 1, part);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    if exponent >= 0 {
        // It was rounded up to one.
        return (whole + BigInt::from(1)).to_string();
    }
    if whole == BigInt::ZERO && exponent < -6 {
        return format!("{mantissa}E{exponent}");
    }
    let digits = mantissa.replace('.', "");
    let zeros = "0".repeat((-exponent - 1).unsigned_abs() as usize);
    format!("{whole}.{zeros}{digits}")
}

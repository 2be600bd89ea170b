//! `time`

use std::cell::LazyCell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned, civil};

use super::calendar::{self, Moment};
use super::record::{self, Record};
use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{float_of, method, text_arg, type_name};
use crate::eval::module::{Module, NativeModule};
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "time",
    help: "Clocks, and waiting.",
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[Builtin] = &[
    method(
        "asctime",
        &["t=None"],
        "A moment as text: Sun Jun 20 23:21:05 1993.",
        asctime,
    ),
    method(
        "ctime",
        &["seconds=None"],
        "A moment, in local time, as text.",
        ctime,
    ),
    method(
        "gmtime",
        &["seconds=None"],
        "A moment in UTC, in its parts.",
        gmtime,
    ),
    method(
        "localtime",
        &["seconds=None"],
        "A moment in local time, in its parts.",
        localtime,
    ),
    method(
        "mktime",
        &["t"],
        "The seconds since 1970 of a local time in its parts.",
        mktime,
    ),
    method(
        "monotonic",
        &[],
        "A clock that never goes back, in seconds.",
        perf_counter,
    ),
    method(
        "monotonic_ns",
        &[],
        "A clock that never goes back, in nanoseconds.",
        perf_counter_ns,
    ),
    method(
        "perf_counter",
        &[],
        "A clock for measuring, in seconds.",
        perf_counter,
    ),
    method(
        "perf_counter_ns",
        &[],
        "A clock for measuring, in nanoseconds.",
        perf_counter_ns,
    ),
    method(
        "process_time",
        &[],
        "The processor time used, in seconds.",
        process_time,
    ),
    method("sleep", &["seconds"], "Waits.", sleep),
    method(
        "strftime",
        &["format", "t=None"],
        "A moment as text, laid out as a format says.",
        strftime,
    ),
    method(
        "strptime",
        &["string", "format='%a %b %d %H:%M:%S %Y'"],
        "The parts of a moment that a text gives.",
        strptime,
    ),
    method("time", &[], "The seconds since 1970.", time),
    method("time_ns", &[], "The nanoseconds since 1970.", time_ns),
];

fn init(_: &mut Interp, module: &Module) -> Result<()> {
    let offset = Zoned::now().offset().seconds();
    module.set("timezone", i64::from(-offset));
    module.set("altzone", i64::from(-offset));
    module.set("daylight", 0_i64);
    let name = Moment::now_local().zone;
    module.set(
        "tzname",
        Value::tuple([Value::str(&name), Value::str(&name)]),
    );
    Ok(())
}

fn since_1970() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

fn time(_: &mut Interp, _: &Args) -> Result<Value> {
    Ok(Value::float(since_1970().as_secs_f64()))
}

fn time_ns(_: &mut Interp, _: &Args) -> Result<Value> {
    Ok(Value::Int(since_1970().as_nanos() as i64))
}

thread_local! {
    static START: LazyCell<Instant> = LazyCell::new(Instant::now);
}

/// Nanoseconds on the machine's clock that never goes back.
fn clock_ns() -> i64 {
    use nix::time::{ClockId, clock_gettime};
    match clock_gettime(ClockId::CLOCK_MONOTONIC) {
        Ok(time) => time.tv_sec() * 1_000_000_000 + time.tv_nsec(),
        Err(_) => START.with(|start| start.elapsed().as_nanos() as i64),
    }
}

fn perf_counter(_: &mut Interp, _: &Args) -> Result<Value> {
    Ok(Value::float(clock_ns() as f64 / 1e9))
}

fn perf_counter_ns(_: &mut Interp, _: &Args) -> Result<Value> {
    Ok(Value::Int(clock_ns()))
}

fn process_time(_: &mut Interp, _: &Args) -> Result<Value> {
    use nix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)
        .map_err(|errno| Error::io(&errno.into(), None))?;
    Ok(Value::float(
        time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9,
    ))
}

fn sleep(interp: &mut Interp, args: &Args) -> Result<Value> {
    if args.at(0).as_str().is_some() {
        return Err(Error::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            type_name(args.at(0))
        )));
    }
    let seconds = float_of(interp, args.at(0))?;
    if seconds < 0.0 {
        return Err(Error::value_error("sleep length must be non-negative"));
    }
    if seconds.is_nan() {
        return Err(Error::value_error("Invalid value NaN (not a number)"));
    }
    // Longer than this is for ever.
    core_wait::sleep(interp, Duration::from_secs_f64(seconds.min(1e9)))?;
    Ok(Value::None)
}

fn moment(interp: &mut Interp, args: &Args, index: usize, local: bool) -> Result<Moment> {
    let seconds = match args.some(index) {
        None => since_1970().as_secs_f64(),
        Some(value) => float_of(interp, value)?,
    };
    let stamp = Timestamp::from_second(seconds.floor() as i64)
        .map_err(|_| Error::value_error(format!("year is out of range: {seconds}")))?;
    let zone = if local {
        TimeZone::system()
    } else {
        TimeZone::UTC
    };
    Ok(Moment::of(&stamp.to_zoned(zone)))
}

fn localtime(interp: &mut Interp, args: &Args) -> Result<Value> {
    moment(interp, args, 0, true).map(|moment| struct_time(&moment))
}

fn gmtime(interp: &mut Interp, args: &Args) -> Result<Value> {
    moment(interp, args, 0, false).map(|moment| struct_time(&moment))
}

fn struct_time(moment: &Moment) -> Value {
    record::make(
        "time.struct_time",
        &[
            ("tm_year", Value::Int(moment.year)),
            ("tm_mon", Value::Int(moment.month)),
            ("tm_mday", Value::Int(moment.day)),
            ("tm_hour", Value::Int(moment.hour)),
            ("tm_min", Value::Int(moment.minute)),
            ("tm_sec", Value::Int(moment.second)),
            ("tm_wday", Value::Int(moment.weekday)),
            ("tm_yday", Value::Int(moment.year_day)),
            ("tm_isdst", Value::Int(moment.is_dst)),
        ],
    )
}

/// The moment that a struct_time or a tuple of its nine parts stands for.
fn from_parts(interp: &mut Interp, value: &Value) -> Result<Moment> {
    let value = value.downcast::<Record>().map_or(value, Record::items);
    let parts = interp.collect(value)?;
    let parts: Option<Vec<i64>> = parts.iter().map(Value::as_int).collect();
    match parts.as_deref() {
        Some(
            [
                year,
                month,
                day,
                hour,
                minute,
                second,
                weekday,
                year_day,
                is_dst,
            ],
        ) => Ok(Moment {
            year: (*year).clamp(-1_000_000, 1_000_000),
            month: (*month).clamp(1, 12),
            day: (*day).clamp(1, 31),
            hour: (*hour).clamp(-1_000_000, 1_000_000),
            minute: (*minute).clamp(-1_000_000, 1_000_000),
            second: (*second).clamp(-1_000_000, 1_000_000),
            micro: 0,
            weekday: weekday.rem_euclid(7),
            year_day: (*year_day).clamp(1, 366),
            is_dst: *is_dst,
            zone: Moment::now_local().zone,
            offset: None,
        }),
        _ => Err(Error::type_error("Tuple or struct_time argument required")),
    }
}

fn given_or_now(interp: &mut Interp, args: &Args, index: usize) -> Result<Moment> {
    match args.some(index) {
        None => Ok(Moment::now_local()),
        Some(value) => from_parts(interp, value),
    }
}

fn asctime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let moment = given_or_now(interp, args, 0)?;
    Ok(Value::string(calendar::format(
        &moment,
        "%a %b %e %H:%M:%S %Y",
    )))
}

fn ctime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let moment = moment(interp, args, 0, true)?;
    Ok(Value::string(calendar::format(
        &moment,
        "%a %b %e %H:%M:%S %Y",
    )))
}

fn strftime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let format = text_arg(args, 0, "strftime() argument 1 must be str, not")?;
    let moment = given_or_now(interp, args, 1)?;
    Ok(Value::string(calendar::format(&moment, format.as_str())))
}

fn strptime(_: &mut Interp, args: &Args) -> Result<Value> {
    let text = text_arg(args, 0, "strptime() argument 0 must be str, not")?;
    let format = match args.get(1) {
        Some(_) => text_arg(args, 1, "strptime() argument 1 must be str, not")?
            .as_str()
            .to_string(),
        None => "%a %b %d %H:%M:%S %Y".to_string(),
    };
    let moment = calendar::parse(text.as_str(), &format).map_err(Error::value_error)?;
    Ok(struct_time(&moment))
}

fn mktime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let moment = from_parts(interp, args.at(0))?;
    let out_of_range = || Error::overflow_error("mktime argument out of range");
    let date = civil::DateTime::new(
        i16::try_from(moment.year).map_err(|_| out_of_range())?,
        moment.month as i8,
        1,
        0,
        0,
        0,
        0,
    )
    .map_err(|_| out_of_range())?;
    let seconds =
        (moment.day - 1) * 86400 + moment.hour * 3600 + moment.minute * 60 + moment.second;
    let date = date
        .checked_add(jiff::SignedDuration::from_secs(seconds))
        .map_err(|_| out_of_range())?;
    let zoned = date
        .to_zoned(TimeZone::system())
        .map_err(|_| out_of_range())?;
    Ok(Value::float(zoned.timestamp().as_second() as f64))
}

//! `time`

use std::cell::{LazyCell, RefCell};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use nix::time::ClockId;

use super::calendar::{self, Moment};
use super::moments;
use super::record::{self, Record};
use crate::builtins::core_wait;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{float_of, method, not_an_integer, text_arg, type_name};
use crate::eval::module::{Module, NativeModule};
use crate::eval::types::record_class;
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
    method(
        "clock_getres",
        &["clk_id", "/"],
        "How fine a clock is, in seconds.",
        |interp, args| {
            let clock = clock_of(interp, args)?;
            let time = nix::time::clock_getres(clock).map_err(failed)?;
            Ok(Value::float(in_seconds(time)))
        },
    ),
    method(
        "clock_gettime",
        &["clk_id", "/"],
        "What a clock of the system says, in seconds.",
        |interp, args| {
            let clock = clock_of(interp, args)?;
            let time = nix::time::clock_gettime(clock).map_err(failed)?;
            Ok(Value::float(in_seconds(time)))
        },
    ),
    method(
        "clock_gettime_ns",
        &["clk_id", "/"],
        "What a clock of the system says, in nanoseconds.",
        |interp, args| {
            let clock = clock_of(interp, args)?;
            let time = nix::time::clock_gettime(clock).map_err(failed)?;
            Ok(Value::Int(in_nanoseconds(time)))
        },
    ),
    method(
        "get_clock_info",
        &["name", "/"],
        "What is known of a clock: its name in the system, how fine it is.",
        clock_info,
    ),
    method(
        "process_time_ns",
        &[],
        "The processor time used, in nanoseconds.",
        |_, _| used(ClockId::CLOCK_PROCESS_CPUTIME_ID).map(|time| Value::Int(in_nanoseconds(time))),
    ),
    method(
        "thread_time",
        &[],
        "The processor time that this thread used, in seconds.",
        |_, _| used(ClockId::CLOCK_THREAD_CPUTIME_ID).map(|time| Value::float(in_seconds(time))),
    ),
    method(
        "thread_time_ns",
        &[],
        "The processor time that this thread used, in nanoseconds.",
        |_, _| used(ClockId::CLOCK_THREAD_CPUTIME_ID).map(|time| Value::Int(in_nanoseconds(time))),
    ),
    method(
        "tzset",
        &[],
        "Has the zone that TZ in os.environ names hold.",
        |interp, _| {
            let module = interp.import("time")?;
            zones(interp, &module);
            Ok(Value::None)
        },
    ),
    method(
        "_strptime",
        &["string", "format", "/"],
        "The parts of a moment that a text gives, with the fraction and the zone.",
        |_, args| {
            let text = text_arg(args, 0, "strptime() argument 1 must be str, not")?;
            let format = text_arg(args, 1, "strptime() argument 2 must be str, not")?;
            let moment =
                moments::parse(text.as_str(), format.as_str()).map_err(Error::value_error)?;
            let parts = [
                moment.year,
                moment.month,
                moment.day,
                moment.hour,
                moment.minute,
                moment.second,
                moment.micro,
            ];
            let offset = moment.offset.map_or(Value::None, Value::Int);
            let parts = parts.into_iter().map(Value::Int);
            let parts = parts.chain([offset, Value::string(moment.zone)]);
            Ok(Value::tuple(parts.collect::<Vec<_>>()))
        },
    ),
    method("time", &[], "The seconds since 1970.", time),
    method("time_ns", &[], "The nanoseconds since 1970.", time_ns),
];

fn init(interp: &mut Interp, module: &Module) -> Result<()> {
    zones(interp, module);
    module.set("struct_time", Value::Class(record_class(&CONSTRUCT)));
    for (name, clock) in CLOCKS {
        module.set(name, i64::from(clock.as_raw()));
    }
    Ok(())
}

const CLOCKS: &[(&str, ClockId)] = &[
    ("CLOCK_REALTIME", ClockId::CLOCK_REALTIME),
    ("CLOCK_MONOTONIC", ClockId::CLOCK_MONOTONIC),
    ("CLOCK_MONOTONIC_RAW", ClockId::CLOCK_MONOTONIC_RAW),
    (
        "CLOCK_PROCESS_CPUTIME_ID",
        ClockId::CLOCK_PROCESS_CPUTIME_ID,
    ),
    ("CLOCK_THREAD_CPUTIME_ID", ClockId::CLOCK_THREAD_CPUTIME_ID),
    ("CLOCK_BOOTTIME", ClockId::CLOCK_BOOTTIME),
    ("CLOCK_TAI", ClockId::CLOCK_TAI),
];

/// The zone of local time: that of TZ in `os.environ`, else the system's.
fn zone(interp: &Interp) -> TimeZone {
    let all = super::os::environment(interp);
    let set = all.iter().find(|(name, _)| name == "TZ");
    match set {
        Some((_, zone)) if zone.is_empty() => TimeZone::UTC,
        Some((_, zone)) => {
            let name = zone.trim_start_matches(':');
            TimeZone::get(name)
                .or_else(|_| TimeZone::posix(name))
                .unwrap_or(TimeZone::UTC)
        }
        None => TimeZone::system(),
    }
}

thread_local! {
    /// What `tzset` found last.
    static ZONE: RefCell<TimeZone> = RefCell::new(TimeZone::system());
}

pub fn local() -> TimeZone {
    ZONE.with_borrow(Clone::clone)
}

/// Sets `timezone`, `altzone`, `daylight` and `tzname`.
fn zones(interp: &Interp, module: &Module) {
    let zone = zone(interp);
    ZONE.set(zone.clone());
    let now = Timestamp::now();
    // A year's ends have winter and summer, be it which comes first.
    let half = jiff::SignedDuration::from_hours(24 * 182);
    let infos = [now, now.saturating_add(half).unwrap_or(now)];
    let known = infos.map(|stamp| {
        let info = zone.to_offset_info(stamp);
        (
            info.dst().is_dst(),
            i64::from(info.offset().seconds()),
            info.abbreviation().to_string(),
        )
    });
    let standard = known.iter().find(|(dst, ..)| !dst).unwrap_or(&known[0]);
    let summer = known.iter().find(|(dst, ..)| *dst).unwrap_or(standard);
    module.set("timezone", -standard.1);
    module.set("altzone", -summer.1);
    module.set("daylight", i64::from(summer.0));
    module.set(
        "tzname",
        Value::tuple([Value::str(&standard.2), Value::str(&summer.2)]),
    );
}

fn failed(errno: nix::errno::Errno) -> Error {
    Error::io(&errno.into(), None)
}

fn clock_of(interp: &mut Interp, args: &Args) -> Result<ClockId> {
    let number = interp.index(args.at(0))?;
    Ok(ClockId::from_raw(number as libc::clockid_t))
}

fn used(clock: ClockId) -> Result<nix::sys::time::TimeSpec> {
    nix::time::clock_gettime(clock).map_err(failed)
}

fn in_seconds(time: nix::sys::time::TimeSpec) -> f64 {
    time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9
}

fn in_nanoseconds(time: nix::sys::time::TimeSpec) -> i64 {
    time.tv_sec() * 1_000_000_000 + time.tv_nsec()
}

fn clock_info(_: &mut Interp, args: &Args) -> Result<Value> {
    let name = text_arg(args, 0, "get_clock_info() argument 1 must be str, not")?;
    let (call, steady, adjusted) = match name.as_str() {
        "time" => ("clock_gettime(CLOCK_REALTIME)", false, true),
        "monotonic" | "perf_counter" => ("clock_gettime(CLOCK_MONOTONIC)", true, false),
        "process_time" => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false),
        "thread_time" => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false),
        _ => return Err(Error::value_error("unknown clock")),
    };
    Ok(record::make(
        "namespace",
        &[
            ("implementation", Value::str(call)),
            ("monotonic", Value::bool(steady)),
            ("adjustable", Value::bool(adjusted)),
            ("resolution", Value::float(1e-9)),
        ],
    ))
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
    used(ClockId::CLOCK_PROCESS_CPUTIME_ID).map(|time| Value::float(in_seconds(time)))
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
        Some(value) if value.as_str().is_some() => {
            return Err(not_an_integer(value));
        }
        Some(value) => float_of(interp, value)?,
    };
    if seconds.is_nan() {
        return Err(Error::value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() > 9.2e18 {
        return Err(Error::overflow_error(
            "timestamp out of range for platform time_t",
        ));
    }
    let stamp = Timestamp::from_second(seconds.floor() as i64).map_err(|_| {
        Error::os_error(
            libc::EOVERFLOW,
            "Value too large for defined data type",
            None,
        )
    })?;
    let zone = if local { self::local() } else { TimeZone::UTC };
    Ok(Moment::of(&stamp.to_zoned(zone)))
}

fn localtime(interp: &mut Interp, args: &Args) -> Result<Value> {
    moment(interp, args, 0, true).map(|moment| struct_time(&moment))
}

fn gmtime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let mut moment = moment(interp, args, 0, false)?;
    // As the C library calls it.
    moment.zone = "GMT".to_string();
    Ok(struct_time(&moment))
}

const STRUCT_TIME: &str = "time.struct_time";

/// `time.struct_time(sequence)`
static CONSTRUCT: Builtin = method(
    STRUCT_TIME,
    &["sequence", "dict=None"],
    "A moment in its parts.",
    |interp, args| {
        let items = record::given(interp, STRUCT_TIME, args.at(0), 9, 11)?;
        let fields: Vec<(&'static str, Value)> =
            FIELDS.iter().copied().zip(items.iter().cloned()).collect();
        let hidden = |at: usize| items.get(at).cloned().unwrap_or(Value::None);
        let besides = vec![("tm_zone", hidden(9)), ("tm_gmtoff", hidden(10))];
        Ok(record::make_with(STRUCT_TIME, &fields, besides))
    },
);

const FIELDS: [&str; 9] = [
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
];

fn struct_time(moment: &Moment) -> Value {
    let (zone, offset) = match moment.offset {
        Some(offset) => (Value::str(&moment.zone), Value::Int(offset)),
        None => (Value::None, Value::None),
    };
    record::make_with(
        STRUCT_TIME,
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
        vec![("tm_zone", zone), ("tm_gmtoff", offset)],
    )
}

/// The nine parts of a struct_time or a tuple.
fn nine(interp: &mut Interp, value: &Value, caller: &str) -> Result<[i64; 9]> {
    let record = value.downcast::<Record>().map(Record::items);
    let Value::Tuple(_) = record.unwrap_or(value) else {
        return Err(Error::type_error("Tuple or struct_time argument required"));
    };
    let parts = interp.collect(record.unwrap_or(value))?;
    let Ok(parts) = <[Value; 9]>::try_from(parts) else {
        return Err(Error::type_error(format!(
            "{caller}(): illegal time tuple argument"
        )));
    };
    let mut numbers = [0; 9];
    for (number, part) in numbers.iter_mut().zip(&parts) {
        *number = interp.index(part)?.clamp(-1_000_000_000, 1_000_000_000);
    }
    Ok(numbers)
}

/// The moment that a struct_time or a tuple of its nine parts stands for. A zero where the first
/// is one stands for that one, as in CPython.
fn from_parts(interp: &mut Interp, value: &Value, caller: &str) -> Result<Moment> {
    let zone = value.downcast::<Record>().is_some();
    let zone = match zone {
        true => interp.find_attr(value, "tm_zone")?,
        false => None,
    };
    let offset = match &zone {
        Some(zone) if !zone.is_none() => interp.find_attr(value, "tm_gmtoff")?,
        _ => None,
    };
    let [
        year,
        month,
        day,
        hour,
        minute,
        second,
        weekday,
        year_day,
        is_dst,
    ] = nine(interp, value, caller)?;
    let within = |number: i64, least: i64, most: i64, what: &str| {
        if (least..=most).contains(&number) {
            return Ok(number);
        }
        Err(Error::value_error(format!("{what} out of range")))
    };
    Ok(Moment {
        year,
        month: within(month, 0, 12, "month")?.max(1),
        day: within(day, 0, 31, "day of month")?.max(1),
        hour: within(hour, 0, 23, "hour")?,
        minute: within(minute, 0, 59, "minute")?,
        second: within(second, 0, 61, "seconds")?,
        micro: 0,
        weekday: within(weekday, -1, i64::MAX, "day of week")?.rem_euclid(7),
        year_day: within(year_day, 0, 366, "day of year")?.max(1),
        is_dst,
        zone: match zone.as_ref().and_then(Value::as_str) {
            Some(zone) => zone.to_string(),
            None => now_local().zone,
        },
        offset: match offset.as_ref().and_then(Value::as_int) {
            Some(offset) => Some(offset),
            None => now_local().offset,
        },
    })
}

fn now_local() -> Moment {
    Moment::of(&Timestamp::now().to_zoned(local()))
}

fn given_or_now(interp: &mut Interp, args: &Args, index: usize, caller: &str) -> Result<Moment> {
    match args.some(index) {
        None => Ok(now_local()),
        Some(value) => from_parts(interp, value, caller),
    }
}

fn asctime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let moment = given_or_now(interp, args, 0, "asctime")?;
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
    let moment = given_or_now(interp, args, 1, "strftime")?;
    Ok(Value::string(calendar::format(&moment, format.as_str())))
}

fn strptime(_: &mut Interp, args: &Args) -> Result<Value> {
    for index in 0..2 {
        if args
            .get(index)
            .is_some_and(|value| value.as_str().is_none())
        {
            return Err(Error::type_error(format!(
                "strptime() argument {index} must be str, not <class '{}'>",
                type_name(args.at(index))
            )));
        }
    }
    let text = text_arg(args, 0, "strptime() argument 0 must be str, not")?;
    let format = match args.get(1) {
        Some(format) => format.as_str().unwrap_or_default().to_string(),
        None => "%a %b %d %H:%M:%S %Y".to_string(),
    };
    let moment = moments::parse(text.as_str(), &format).map_err(Error::value_error)?;
    Ok(struct_time(&moment))
}

fn mktime(interp: &mut Interp, args: &Args) -> Result<Value> {
    let [year, month, day, hour, minute, second, ..] = nine(interp, args.at(0), "mktime")?;
    let out_of_range = || Error::overflow_error("mktime argument out of range");
    // C's mktime takes months, days and hours beyond their ranges.
    let year = year + (month - 1).div_euclid(12);
    let date = civil::DateTime::new(
        i16::try_from(year).map_err(|_| out_of_range())?,
        ((month - 1).rem_euclid(12) + 1) as i8,
        1,
        0,
        0,
        0,
        0,
    )
    .map_err(|_| out_of_range())?;
    let seconds = (day - 1) * 86400 + hour * 3600 + minute * 60 + second;
    let date = date
        .checked_add(jiff::SignedDuration::from_secs(seconds))
        .map_err(|_| out_of_range())?;
    let zoned = date.to_zoned(local()).map_err(|_| out_of_range())?;
    Ok(Value::float(zoned.timestamp().as_second() as f64))
}

//! `PcapReader` and its kin.

use std::cell::RefCell;

use super::file_name;
use super::reading::OpenReader;
use crate::builtins::frames::link_layer;
use crate::builtins::lists::{entry_list, packet_list};
use crate::builtins::modules::record;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::dict::Dict;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::link::files::{Format, Interface, Order, Record};

/// `PcapReader(…)`
pub(super) struct PcapReader {
    file: RefCell<Option<OpenReader>>,
    raw: bool,
    /// Whether it is a pcapng.
    ng: bool,
}

pub(super) fn pcap_reader(interp: &mut Interp, args: &Args) -> Result<Value> {
    let file = OpenReader::of(interp, args.at(0))?;
    file.warn_of_link_type(interp);
    PcapReader::over(file, false)
}

pub(super) fn raw_pcap_reader(interp: &mut Interp, args: &Args) -> Result<Value> {
    PcapReader::over(OpenReader::of(interp, args.at(0))?, true)
}

impl PcapReader {
    fn over(file: OpenReader, raw: bool) -> Result<Value> {
        Ok(Value::object(PcapReader {
            ng: file.reader.format() == Format::Pcapng,
            file: RefCell::new(Some(file)),
            raw,
        }))
    }

    fn next_value(&self, interp: &mut Interp) -> Option<Value> {
        let mut file = self.file.borrow_mut();
        let file = file.as_mut()?;
        if !self.raw {
            return file.next_packet(interp).map(Value::packet);
        }
        let nano = matches!(file.reader.format(), Format::Pcap { nano: true, .. });
        let units = file.reader.units();
        let record = file.next(interp)?;
        let about = if self.ng {
            metadata_ng(&record, units)
        } else {
            metadata(&record, nano)
        };
        Some(Value::tuple(vec![Value::bytes(record.octets), about]))
    }

    /// `reader.linktype`, `reader.nano`, …
    fn about(&self, name: &str) -> Option<Value> {
        let file = self.file.borrow();
        let file = file.as_ref()?;
        let format = file.reader.format();
        let link_type = file.reader.link_type();
        Some(match (name, format) {
            ("filename", _) => Value::str(&file.path.to_string_lossy()),
            ("linktype", Format::Pcap { .. }) => Value::Int(i64::from(link_type?.0)),
            ("LLcls", Format::Pcap { .. }) => {
                Value::Layer(link_layer(link_type?).unwrap_or(&crate::proto::raw::RAW))
            }
            ("nano", Format::Pcap { nano, .. }) => Value::bool(nano),
            ("endian", Format::Pcap { order, .. }) => Value::str(match order {
                Order::Little => "<",
                Order::Big => ">",
            }),
            ("interfaces", Format::Pcapng) => {
                let about = |one: &Interface| {
                    let mut options = Dict::new();
                    options.set_str("tsresol", Value::Int(one.units() as i64));
                    if let Some(name) = &one.name {
                        options.set_str("name", Value::str(name));
                    }
                    Value::tuple(vec![
                        Value::Int(i64::from(one.link_type.0)),
                        Value::Int(i64::from(one.snap_length)),
                        Value::dict(options),
                    ])
                };
                Value::list(
                    file.reader
                        .interfaces()
                        .iter()
                        .map(about)
                        .collect::<Vec<_>>(),
                )
            }
            _ => return None,
        })
    }
}

/// When a frame of a pcap was captured, and how long it was.
fn metadata(record: &Record<'_>, nano: bool) -> Value {
    let fraction = match nano {
        true => record.time.nanoseconds,
        false => record.time.nanoseconds / 1000,
    };
    record::make(
        "PacketMetadata",
        &[
            ("sec", Value::Int(record.time.seconds)),
            ("usec", Value::Int(i64::from(fraction))),
            ("wirelen", Value::Int(i64::from(record.wire_len))),
            ("caplen", Value::Int(record.octets.len() as i64)),
        ],
    )
}

/// The same for a frame of a pcapng, in the units of its interface.
fn metadata_ng(record: &Record<'_>, units: u64) -> Value {
    let fraction = u128::from(record.time.nanoseconds) * u128::from(units) / 1_000_000_000;
    let ticks = (record.time.seconds as u64)
        .wrapping_mul(units)
        .wrapping_add(fraction as u64);
    let comments: Vec<Value> = record.comments().map(Value::bytes).collect();
    record::make(
        "PacketMetadataNg",
        &[
            ("linktype", Value::Int(i64::from(record.link_type.0))),
            ("tsresol", Value::Int(units as i64)),
            ("tshigh", Value::Int((ticks >> 32) as i64)),
            ("tslow", Value::Int((ticks & 0xffff_ffff) as i64)),
            ("wirelen", Value::Int(i64::from(record.wire_len))),
            (
                "comments",
                match comments.is_empty() {
                    true => Value::None,
                    false => Value::list(comments),
                },
            ),
            (
                "ifname",
                record
                    .interface_name
                    .map_or(Value::None, |name| Value::bytes(name.as_bytes())),
            ),
            (
                "direction",
                record
                    .direction()
                    .map_or(Value::None, |direction| Value::Int(direction.into())),
            ),
            ("process_information", Value::dict(Dict::new())),
        ],
    )
}

impl Object for PcapReader {
    fn type_name(&self) -> &str {
        match (self.raw, self.ng) {
            (true, true) => "RawPcapNgReader",
            (true, false) => "RawPcapReader",
            (false, true) => "PcapNgReader",
            (false, false) => "PcapReader",
        }
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(self.about(name))
    }

    fn methods(&self) -> &'static [Builtin] {
        READER
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<Iter>> {
        match this {
            Value::Object(object) => Ok(Some(Iter::Object(object.clone()))),
            _ => Ok(None),
        }
    }

    fn next(&self, interp: &mut Interp) -> Result<Option<Value>> {
        let value = self.next_value(interp);
        interp.check_interrupt()?;
        Ok(value)
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }

    fn exit(&self, _: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.file.borrow_mut().take();
        Ok(false)
    }
}

fn reader<'a>(args: &Args<'a>) -> Result<&'a PcapReader> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a PcapReader"))
}

static READER: &[Builtin] = &[
    Builtin::new(
        "read_packet",
        &["self", "size=None"],
        "The next packet.",
        &[],
        read_packet,
    ),
    Builtin::new(
        "recv",
        &["self", "size=None"],
        "The next packet.",
        &[],
        read_packet,
    ),
    Builtin::new(
        "read_all",
        &["self", "count=-1"],
        "The packets that are left.",
        &[],
        |interp, args| {
            let count = args.some(1).map_or(Ok(-1), |count| interp.index(count))?;
            let mut file = reader(args)?.file.borrow_mut();
            let Some(file) = file.as_mut() else {
                return Ok(packet_list(Vec::new(), "PacketList"));
            };
            let packets = file.read_all(interp, count)?;
            Ok(entry_list(packets, &file_name(&file.path)))
        },
    ),
    Builtin::new("close", &["self"], "Close the file.", &[], |_, args| {
        reader(args)?.file.borrow_mut().take();
        Ok(Value::None)
    }),
];

fn read_packet(interp: &mut Interp, args: &Args) -> Result<Value> {
    let next = reader(args)?.next_value(interp);
    next.ok_or_else(|| Error::eof_error(""))
}

//! `zlib`: deflate (RFC 1951) with zlib's (RFC 1950) or gzip's (RFC 1952) frame around it.
//!
//! The objects that take data in parts are the script beside it.

use std::io::{Read, Write};
use std::rc::Rc;

use flate2::Compression;
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::class::Class;
use crate::eval::error::{Error, Result};
use crate::eval::exception::{Exc, Exception};
use crate::eval::interp::Interp;
use crate::eval::memory;
use crate::eval::methods::arguments::{int_or, method, octets_arg};
use crate::eval::module::NativeModule;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "zlib",
    help: "Octets made smaller, and their checksums.",
    functions: FUNCTIONS,
    init: |interp, module| {
        module.set("error", Value::Class(ERROR.with(Clone::clone)));
        for (name, number) in CONSTANTS {
            module.set(name, *number);
        }
        super::run_script(interp, module, include_str!("scripts/zlib.py"), "zlib")
    },
};

const CONSTANTS: &[(&str, i64)] = &[
    ("MAX_WBITS", 15),
    ("DEFLATED", 8),
    ("DEF_MEM_LEVEL", 8),
    ("DEF_BUF_SIZE", 16384),
    ("Z_NO_COMPRESSION", 0),
    ("Z_BEST_SPEED", 1),
    ("Z_BEST_COMPRESSION", 9),
    ("Z_DEFAULT_COMPRESSION", -1),
    ("Z_DEFAULT_STRATEGY", 0),
    ("Z_FILTERED", 1),
    ("Z_HUFFMAN_ONLY", 2),
    ("Z_RLE", 3),
    ("Z_FIXED", 4),
    ("Z_NO_FLUSH", 0),
    ("Z_PARTIAL_FLUSH", 1),
    ("Z_SYNC_FLUSH", 2),
    ("Z_FULL_FLUSH", 3),
    ("Z_FINISH", 4),
];

thread_local! {
    static ERROR: Rc<Class> = super::exception_class("error", Exc::Exception, "zlib");
}

static FUNCTIONS: &[Builtin] = &[
    method(
        "adler32",
        &["data", "value=1", "/"],
        "Adler's checksum.",
        |interp, args| {
            let start = int_or(interp, args, 1, 1)? as u32;
            Ok(Value::Int(adler32(&octets_arg(args.at(0))?, start).into()))
        },
    ),
    method(
        "crc32",
        &["data", "value=0", "/"],
        "The checksum of Ethernet and of gzip.",
        |interp, args| {
            let start = int_or(interp, args, 1, 0)? as u32;
            let octets = octets_arg(args.at(0))?;
            Ok(Value::Int(crate::wire::crc::crc32(&octets, start).into()))
        },
    ),
    method(
        "compress",
        &["data", "/", "level=-1", "wbits=15"],
        "The octets made smaller.",
        compress,
    ),
    method(
        "decompress",
        &["data", "/", "wbits=15", "bufsize=16384"],
        "The octets as they were.",
        |interp, args| {
            let wbits = int_or(interp, args, 1, 15)?;
            let inflated = inflate(&octets_arg(args.at(0))?, wbits)?;
            if !inflated.ended {
                return Err(zlib_error(
                    "Error -5 while decompressing data: incomplete or truncated stream",
                ));
            }
            Ok(Value::bytes(inflated.octets))
        },
    ),
    method(
        "_inflate",
        &["data", "wbits"],
        "What can be made of a beginning, how much of it was needed, and whether it has an end.",
        |interp, args| {
            let wbits = int_or(interp, args, 1, 15)?;
            let inflated = inflate(&octets_arg(args.at(0))?, wbits)?;
            Ok(Value::tuple([
                Value::bytes(inflated.octets),
                Value::from(inflated.used),
                Value::bool(inflated.ended),
            ]))
        },
    ),
];

fn zlib_error(text: &str) -> Error {
    let class = ERROR.with(Clone::clone);
    Error(Rc::new(Exception::new(class, vec![Value::str(text)])))
}

/// RFC 1950 section 8.2
fn adler32(octets: &[u8], start: u32) -> u32 {
    const BASE: u32 = 65521;
    let (mut low, mut high) = (start & 0xffff, start >> 16);
    // So many octets can be added before the sums pass 32 bits.
    for chunk in octets.chunks(5552) {
        for octet in chunk {
            low += u32::from(*octet);
            high += low;
        }
        low %= BASE;
        high %= BASE;
    }
    high << 16 | low
}

fn compress(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = octets_arg(args.at(0))?;
    let level = match int_or(interp, args, 1, -1)? {
        -1 => Compression::default(),
        level @ 0..=9 => Compression::new(level as u32),
        _ => return Err(zlib_error("Bad compression level")),
    };
    let room = Vec::with_capacity(octets.len() / 2);
    let made = match Frame::of(int_or(interp, args, 2, 15)?)? {
        Frame::None => written(DeflateEncoder::new(room, level), &octets, |e| e.finish()),
        Frame::Zlib => written(ZlibEncoder::new(room, level), &octets, |e| e.finish()),
        Frame::Gzip | Frame::Either => {
            written(GzEncoder::new(room, level), &octets, |e| e.finish())
        }
    };
    made.map(Value::bytes)
}

fn written<W: Write>(
    mut encoder: W,
    octets: &[u8],
    finish: impl FnOnce(W) -> std::io::Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    for chunk in octets.chunks(1 << 20) {
        crate::eval::interrupt::check()?;
        let done = encoder.write_all(chunk);
        done.map_err(|error| Error::io(&error, None))?;
    }
    finish(encoder).map_err(|error| Error::io(&error, None))
}

/// What stands around the deflated octets, as `wbits` says.
#[derive(Clone, Copy)]
enum Frame {
    /// -15 to -8
    None,
    /// 8 to 15
    Zlib,
    /// 24 to 31
    Gzip,
    /// 40 to 47
    Either,
}

impl Frame {
    fn of(wbits: i64) -> Result<Frame> {
        Ok(match wbits {
            -15..=-8 => Frame::None,
            0 | 8..=15 => Frame::Zlib,
            16 | 24..=31 => Frame::Gzip,
            32 | 40..=47 => Frame::Either,
            _ => return Err(Error::value_error("Invalid initialization option")),
        })
    }
}

struct Inflated {
    octets: Vec<u8>,
    /// How many of the octets given were needed.
    used: usize,
    ended: bool,
}

fn inflate(octets: &[u8], wbits: i64) -> Result<Inflated> {
    let frame = match Frame::of(wbits)? {
        Frame::Either if octets.starts_with(&[0x1f, 0x8b]) => Frame::Gzip,
        Frame::Either => Frame::Zlib,
        frame => frame,
    };
    check_header(octets, frame)?;
    match frame {
        Frame::None => read(DeflateDecoder::new(octets), octets, |d| d.get_ref().len()),
        Frame::Zlib => read(ZlibDecoder::new(octets), octets, |d| d.get_ref().len()),
        _ => read(GzDecoder::new(octets), octets, |d| d.get_ref().len()),
    }
}

/// What zlib says of the first octets, as far as they are there.
fn check_header(octets: &[u8], frame: Frame) -> Result<()> {
    let complaint = match (octets, frame) {
        (_, Frame::None) => None,
        ([first, second, ..], Frame::Gzip) if [*first, *second] != [0x1f, 0x8b] => {
            Some("incorrect header check")
        }
        ([_, _, method, ..], Frame::Gzip) if *method != 8 => Some("unknown compression method"),
        // RFC 1950 section 2.2: both octets as a number are a multiple of 31.
        ([first, second, ..], Frame::Zlib) => {
            if u16::from_be_bytes([*first, *second]) % 31 != 0 {
                Some("incorrect header check")
            } else if first & 15 != 8 {
                Some("unknown compression method")
            } else {
                (first >> 4 > 7).then_some("invalid window size")
            }
        }
        _ => None,
    };
    match complaint {
        Some(words) => Err(zlib_error(&format!(
            "Error -3 while decompressing data: {words}"
        ))),
        None => Ok(()),
    }
}

fn read<R: Read>(mut decoder: R, input: &[u8], rest: impl Fn(&R) -> usize) -> Result<Inflated> {
    let mut octets = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    let ended = loop {
        crate::eval::interrupt::check()?;
        match decoder.read(&mut chunk) {
            Ok(0) => break true,
            Ok(count) => {
                memory::room_for(count)?;
                octets.extend_from_slice(&chunk[..count]);
            }
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break false,
            // All was read and the sum at the end is another one, or there is nonsense in between.
            Err(_) => {
                let words = if rest(&decoder) == 0 {
                    "incorrect data check"
                } else {
                    "invalid data"
                };
                return Err(zlib_error(&format!(
                    "Error -3 while decompressing data: {words}"
                )));
            }
        }
    };
    Ok(Inflated {
        octets,
        used: input.len() - rest(&decoder),
        ended,
    })
}

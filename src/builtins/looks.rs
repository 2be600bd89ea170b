//! Looking at layers and octets: `ls`, `lsc`, `hexdump`, `raw`, ….

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::interrupt;
use crate::eval::memory;
use crate::eval::packets::{error, octets_of};
use crate::eval::value::Value;
use crate::packet::Packet;
use crate::packet::text::diff::{self, Algorithm};
use crate::packet::text::dump::{self, Halves};
use crate::packet::text::{ls as listing, rfc as diagram};

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "ls",
        &["obj=None", "case_sensitive=False", "verbose=False"],
        "List the layers, the fields of a layer, or the fields and values of a packet.",
        &[
            ("ls('vxlan')", "VXLAN      : VXLAN"),
            (
                "ls(UDP)",
                "sport      : ShortEnumField                      = ('53')\ndport      : ShortEnumField                      = ('53')\nlen        : ShortField                          = ('None')\nchksum     : XShortField                         = ('None')",
            ),
        ],
        ls,
    ),
    Builtin::new("lsc", &["cmd=None"], "List the commands.", &[], lsc),
    Builtin::new(
        "raw",
        &["x"],
        "The octets of a packet.",
        &[("raw(Raw(b'ab'))", "b'ab'")],
        |interp, args| octets_of(interp, args.at(0)).map(Value::bytes),
    ),
    Builtin::new(
        "hexdump",
        &["p", "dump=False"],
        "Octets in hexadecimal, sixteen to a line, with their characters.",
        &[(
            "hexdump(b'abc')",
            "0000  61 62 63                                         abc",
        )],
        hexdump,
    ),
    Builtin::new(
        "linehexdump",
        &["p", "onlyasc=0", "onlyhex=0", "dump=False"],
        "Octets in hexadecimal and as characters, on one line.",
        &[("linehexdump(b'abc')", "61 62 63  abc")],
        linehexdump,
    ),
    Builtin::new(
        "chexdump",
        &["p", "dump=False"],
        "Octets as C and Python list them: 0x61, 0x62.",
        &[("chexdump(b'abc')", "0x61, 0x62, 0x63")],
        chexdump,
    ),
    Builtin::new(
        "hexstr",
        &["p", "onlyasc=0", "onlyhex=0", "color=False"],
        "Octets in hexadecimal and as characters, as text.",
        &[("hexstr(b'abc')", "'61 62 63  abc'")],
        |interp, args| line_of(interp, args).map(Value::string),
    ),
    Builtin::new(
        "hexdiff",
        &["a", "b", "algo=None", "autojunk=False"],
        "The difference of two packets, octet by octet.",
        &[(
            "hexdiff(b'abc', b'abd')",
            "0000        61 62 63                                           abc\n     0000   61 62 64                                           abd",
        )],
        hexdiff,
    ),
    Builtin::new(
        "rfc",
        &["cls", "ret=False", "legend=True"],
        "Draw a layer's header as RFCs do; of a packet, its layers with the values that they have.",
        &[(
            "print(rfc(UDP(sport=5353, dport=53), True, False).rstrip())",
            concat!(
                " 0                   1                   2                   3\n",
                " 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1\n",
                "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+\n",
                "|             SPORT             |             DPORT             |\n",
                "|              mdns             |             domain            |\n",
                "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+\n",
                "|              LEN              |             CHKSUM            |\n",
                "|               8               |              0x0              |\n",
                "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+"
            ),
        )],
        rfc,
    ),
    Builtin::new(
        "bytes_hex",
        &["x"],
        "Octets as hexadecimal digits.",
        &[("bytes_hex(b'ab')", "b'6162'")],
        |interp, args| {
            let octets = octets_of(interp, args.at(0))?;
            let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
            Ok(Value::bytes(digits.into_bytes()))
        },
    ),
    Builtin::new(
        "bytes_encode",
        &["x"],
        "The octets of a packet or text.",
        &[("bytes_encode('ab')", "b'ab'")],
        |interp, args| octets_of(interp, args.at(0)).map(Value::bytes),
    ),
    Builtin::new(
        "hex_bytes",
        &["x"],
        "The octets that hexadecimal digits stand for.",
        &[("hex_bytes('6162')", "b'ab'")],
        |interp, args| {
            let digits = octets_of(interp, args.at(0))?;
            let text = String::from_utf8_lossy(&digits).into_owned();
            let bytes = interp
                .builtin("bytes")
                .ok_or_else(|| Error::name_error("bytes"))?;
            interp.call_method(&bytes, "fromhex", &[Value::string(text)])
        },
    ),
    Builtin::new(
        "plain_str",
        &["x"],
        "Octets as text.",
        &[("plain_str(b'ab')", "'ab'")],
        |interp, args| match args.at(0) {
            Value::Bytes(octets) => {
                let mut text = String::with_capacity(octets.len());
                for chunk in octets.utf8_chunks() {
                    text.push_str(chunk.valid());
                    for octet in chunk.invalid() {
                        text.push_str(&format!("\\x{octet:02x}"));
                    }
                }
                Ok(Value::string(text))
            }
            other => interp.str(other).map(Value::string),
        },
    ),
    Builtin::new(
        "import_hexcap",
        &["input_string=None"],
        "The octets of a pasted hexdump.",
        &[("import_hexcap('0000  61 62 63   abc')", "b'abc'")],
        import_hexcap,
    ),
    Builtin::new(
        "checksum",
        &["pkt"],
        "The Internet checksum of octets.",
        &[("hex(checksum(b'\\x00\\x01'))", "'0xfffe'")],
        |interp, args| {
            let octets = octets_of(interp, args.at(0))?;
            Ok(Value::Int(i64::from(
                crate::wire::checksum::ones_complement(&octets),
            )))
        },
    ),
    Builtin::new(
        "ltoa",
        &["addr"],
        "An address from its number.",
        &[("ltoa(16909060)", "'1.2.3.4'")],
        |interp, args| {
            let number = interp.index(args.at(0))? as u32;
            Ok(Value::string(std::net::Ipv4Addr::from(number).to_string()))
        },
    ),
    Builtin::new(
        "atol",
        &["x"],
        "The number of an address.",
        &[("atol('1.2.3.4')", "16909060")],
        |interp, args| {
            let text = interp.str(args.at(0))?;
            match crate::packet::net::inet_aton(&text) {
                Some(address) => Ok(Value::Int(i64::from(u32::from(address)))),
                None => Err(Error::value_error(format!("'{text}' is no address"))),
            }
        },
    ),
    Builtin::new(
        "itom",
        &["x"],
        "The network mask of a prefix length.",
        &[("itom(24)", "4294967040")],
        |interp, args| {
            let bits = interp.index(args.at(0))?.clamp(0, 32) as u32;
            Ok(Value::Int(
                (0xffff_ffff_u64 << (32 - bits) & 0xffff_ffff) as i64,
            ))
        },
    ),
    Builtin::new(
        "mac2str",
        &["mac"],
        "The octets of a MAC address.",
        &[("mac2str('02:42:0a:09:00:05')", "b'\\x02B\\n\\t\\x00\\x05'")],
        |interp, args| {
            let text = interp.str(args.at(0))?;
            let octets: Option<Vec<u8>> = text
                .split(':')
                .map(|part| u8::from_str_radix(part, 16).ok())
                .collect();
            octets
                .map(Value::bytes)
                .ok_or_else(|| Error::value_error(format!("'{text}' is no MAC address")))
        },
    ),
    Builtin::new(
        "str2mac",
        &["s"],
        "A MAC address from its octets.",
        &[("str2mac(b'\\x02B\\n\\t\\x00\\x05')", "'02:42:0a:09:00:05'")],
        |interp, args| {
            let octets = octets_of(interp, args.at(0))?;
            let parts: Vec<String> = octets
                .iter()
                .take(6)
                .map(|octet| format!("{octet:02x}"))
                .collect();
            Ok(Value::string(parts.join(":")))
        },
    ),
    Builtin::new(
        "strxor",
        &["x", "y"],
        "Two strings of octets, combined by exclusive or.",
        &[("strxor(b'ab', b'  ')", "b'AB'")],
        |interp, args| {
            let (a, b) = (
                octets_of(interp, args.at(0))?,
                octets_of(interp, args.at(1))?,
            );
            Ok(Value::bytes(
                a.iter().zip(&b).map(|(a, b)| a ^ b).collect::<Vec<_>>(),
            ))
        },
    ),
];

fn flag(interp: &mut Interp, args: &Args, index: usize) -> Result<bool> {
    args.some(index)
        .map_or(Ok(false), |value| interp.truth(value))
}

/// Prints the text with a line's end, or returns it.
fn give(interp: &mut Interp, text: String, dump: bool) -> Result<Value> {
    if dump {
        return Ok(Value::string(text));
    }
    interp.write_out(&text)?;
    interp.write_out("\n")?;
    Ok(Value::None)
}

fn ls(interp: &mut Interp, args: &Args) -> Result<Value> {
    let verbose = flag(interp, args, 2)?;
    let text = match args.some(0) {
        None => listing::all(),
        Some(Value::Str(text)) => listing::search(text.as_str(), flag(interp, args, 1)?),
        Some(Value::Layer(proto)) => listing::class(proto, verbose),
        Some(value) => match value.as_packet() {
            Some(packet) => listing::packet(&packet, verbose),
            None => "Not a packet class or name. Type 'ls()' to list packet classes.\n".to_owned(),
        },
    };
    interp.write_out(&text)?;
    Ok(Value::None)
}

fn lsc(interp: &mut Interp, _: &Args) -> Result<Value> {
    let mut lines: Vec<String> = super::commands()
        .filter(|command| !command.name.starts_with('_'))
        .map(|command| {
            format!(
                "{:<21} : {}\n",
                command.name,
                command.help.trim_end_matches('.')
            )
        })
        .collect();
    lines.sort();
    interp.write_out(&lines.concat())?;
    Ok(Value::None)
}

/// Octets that are shown at a time: whole lines of sixteen.
const PIECE: usize = 16 * 1024;

fn hexdump(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = octets_of(interp, args.at(0))?;
    let dump = flag(interp, args, 1)?;
    let style = interp.style;
    if dump {
        memory::room_for(octets.len().saturating_mul(5))?;
        let text = interrupt::on_copy(&octets[..], move |octets| dump::hexdump(octets, &style))?;
        return Ok(Value::string(text));
    }
    // Piece by piece, so that Ctrl-C leaves what has been printed.
    for (at, piece) in octets.chunks(PIECE).enumerate() {
        interp.check_interrupt()?;
        let text = dump::hexdump_from(at * PIECE, piece, &style);
        interp.write_out(&text)?;
        interp.write_out("\n")?;
    }
    if octets.is_empty() {
        interp.write_out("\n")?;
    }
    Ok(Value::None)
}

/// The octets on one line, and which halves of it are wanted.
fn line_of(interp: &mut Interp, args: &Args) -> Result<String> {
    let octets = octets_of(interp, args.at(0))?;
    let halves = match (flag(interp, args, 1)?, flag(interp, args, 2)?) {
        (true, true) => Halves::Neither,
        (true, false) => Halves::OnlyText,
        (false, true) => Halves::OnlyHex,
        (false, false) => Halves::Both,
    };
    let style = interp.style;
    memory::room_for(octets.len().saturating_mul(5))?;
    interrupt::on_copy(&octets[..], move |octets| {
        dump::hexstr(octets, halves, &style)
    })
}

fn linehexdump(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = line_of(interp, args)?;
    let dump = flag(interp, args, 3)?;
    give(interp, text, dump)
}

fn chexdump(interp: &mut Interp, args: &Args) -> Result<Value> {
    let octets = octets_of(interp, args.at(0))?;
    memory::room_for(octets.len().saturating_mul(40))?;
    let text = interrupt::on_copy(&octets[..], dump::chexdump)?;
    let dump = flag(interp, args, 1)?;
    give(interp, text, dump)
}

fn hexdiff(interp: &mut Interp, args: &Args) -> Result<Value> {
    let (a, b) = (
        octets_of(interp, args.at(0))?,
        octets_of(interp, args.at(1))?,
    );
    let rare = args.some(3).map_or(Ok(false), |rare| interp.truth(rare))?;
    let algorithm = match args.some(2).and_then(Value::as_str) {
        Some("wagnerfischer") => Algorithm::Fewest,
        Some("difflib") => Algorithm::LongestRuns,
        _ => Algorithm::for_lengths(a.len(), b.len()),
    };
    let algorithm = match algorithm {
        Algorithm::LongestRuns if rare => Algorithm::LongestRareRuns,
        other => other,
    };
    interp.write_out(&diff::hexdiff(&a, &b, algorithm, &interp.style.clone()))?;
    Ok(Value::None)
}

fn rfc(interp: &mut Interp, args: &Args) -> Result<Value> {
    let legend = args
        .some(2)
        .map_or(Ok(true), |legend| interp.truth(legend))?;
    let text = match (args.at(0), args.at(0).as_packet()) {
        (Value::Layer(proto), _) => diagram::rfc(proto, legend),
        (_, Some(packet)) => diagram::live(&as_sent(&packet)?, legend),
        _ => {
            return Err(Error::type_error("issubclass() arg 1 must be a class")
                .help("rfc() takes a layer, rfc(TCP), or a packet: rfc(p)"));
        }
    };
    let keep = flag(interp, args, 1)?;
    give(interp, text, keep)
}

/// The packet as who receives it reads it: all that building computes is there.
fn as_sent(packet: &Packet) -> Result<Packet> {
    let octets = packet.build().map_err(error)?;
    Packet::dissect(packet.proto(), &octets).map_err(error)
}

/// The octets of lines such as `0000  45 00 00 33  E..3`; the shell reads them until Ctrl-D.
fn import_hexcap(interp: &mut Interp, args: &Args) -> Result<Value> {
    let text = match args.some(0) {
        Some(text) => interp.str(text)?,
        None => {
            interp.output.flush();
            std::io::read_to_string(std::io::stdin()).map_err(|error| Error::io(&error, None))?
        }
    };
    let mut octets = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        octets.extend(hexcap_line(line));
    }
    Ok(Value::bytes(octets))
}

/// The octets of one line: pairs of digits after an offset and before the characters.
fn hexcap_line(line: &str) -> Vec<u8> {
    let words = line.split_whitespace().enumerate();
    let is_offset = |at: usize, word: &str| {
        at == 0
            && word.trim_end_matches(':').len() >= 3
            && word.trim_end_matches(':').len().is_multiple_of(2)
            || at == 0 && word.ends_with(':')
    };
    let mut octets = Vec::new();
    let mut gap = false;
    for (at, word) in words {
        if is_offset(at, word) {
            continue;
        }
        let digits = word.len() % 2 == 0
            && word.len() <= 4
            && word.bytes().all(|octet| octet.is_ascii_hexdigit());
        if !digits || octets.len() >= 16 {
            gap = true;
        }
        if gap {
            break;
        }
        octets.extend(
            (0..word.len())
                .step_by(2)
                .filter_map(|at| u8::from_str_radix(&word[at..at + 2], 16).ok()),
        );
    }
    octets
}

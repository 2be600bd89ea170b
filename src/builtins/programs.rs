//! Packets for other programs: `tcpdump`, `wireshark`, `tdecode`.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::exception::Exc;
use crate::eval::interp::Interp;
use crate::eval::value::Value;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "tcpdump",
        &[
            "pktlist",
            "dump=False",
            "args=None",
            "prog='tcpdump'",
            "quiet=False",
            "use_tempfile=None",
        ],
        "Hand packets or a capture file to tcpdump; dump=True returns what it writes.",
        &[],
        |interp, args| {
            let program = match args.some(3) {
                Some(program) => match program.as_str() {
                    Some(program) => program.to_owned(),
                    None => return Err(Error::value_error("prog must be a string")),
                },
                None => "tcpdump".to_owned(),
            };
            let words = words(interp, args.some(2))?;
            read_by(interp, args, &program, &words, args.some(1))
        },
    ),
    Builtin::new(
        "tdecode",
        &["pktlist", "args=None", "dump=False"],
        "Hand packets or a capture file to tshark, which explains every field.",
        &[],
        |interp, args| {
            let mut words = words(interp, args.some(1))?;
            if words.is_empty() {
                words.push("-V".to_owned());
            }
            read_by(interp, args, "tshark", &words, args.some(2))
        },
    ),
    Builtin::new(
        "wireshark",
        &["pktlist", "wait=False"],
        "Open packets or a capture file in Wireshark.",
        &[],
        wireshark,
    ),
];

fn words(interp: &mut Interp, args: Option<&Value>) -> Result<Vec<String>> {
    let Some(args) = args else {
        return Ok(Vec::new());
    };
    let mut words = Vec::new();
    for word in interp.collect(args)? {
        words.push(interp.str(&word)?);
    }
    Ok(words)
}

/// A capture file of the packets; its directory goes when the value does.
fn file_of(interp: &mut Interp, pktlist: &Value) -> Result<(Option<Scratch>, String)> {
    if let Value::Str(path) = pktlist {
        return Ok((None, path.as_str().to_owned()));
    }
    let scratch = Scratch::new()?;
    let path = scratch.0.join("packets.pcap").display().to_string();
    // An open capture file is one already.
    if let Some(read) = interp.find_attr(pktlist, "read")?
        && pktlist.as_packet().is_none()
    {
        let octets = interp.call(&read, &[])?;
        let octets = crate::eval::packets::octets_of(interp, &octets)?;
        std::fs::write(&path, octets).map_err(|error| Error::io(&error, Some(&path)))?;
        return Ok((Some(scratch), path));
    }
    let wrpcap = interp
        .builtin("wrpcap")
        .ok_or_else(|| Error::name_error("name 'wrpcap' is not defined"))?;
    interp.call(&wrpcap, &[Value::string(path.clone()), pktlist.clone()])?;
    Ok((Some(scratch), path))
}

/// A directory that goes when the value does.
struct Scratch(std::path::PathBuf);

impl Scratch {
    fn new() -> Result<Scratch> {
        for number in 0..1000 {
            let name = format!("pkt-{}-{number}", std::process::id());
            let path = std::env::temp_dir().join(name);
            match std::fs::create_dir(&path) {
                Ok(()) => return Ok(Scratch(path)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io(&error, None)),
            }
        }
        Err(Error::new(Exc::OSError, "no directory for temporary files"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn read_by(
    interp: &mut Interp,
    args: &Args,
    program: &str,
    words: &[String],
    dump: Option<&Value>,
) -> Result<Value> {
    let dump = dump.map_or(Ok(false), |dump| interp.truth(dump))?;
    let (scratch, path) = file_of(interp, args.at(0))?;
    let mut command = Command::new(program);
    command
        .arg("-r")
        .arg(&path)
        .args(words)
        .stdin(Stdio::null());
    if !dump {
        command.stderr(Stdio::inherit());
    }
    let output = command.output().map_err(|error| missing(program, &error))?;
    drop(scratch);
    if dump {
        return Ok(Value::bytes(output.stdout));
    }
    interp.write_out(&String::from_utf8_lossy(&output.stdout))?;
    Ok(Value::None)
}

fn wireshark(interp: &mut Interp, args: &Args) -> Result<Value> {
    let wait = args.some(1).map_or(Ok(false), |wait| interp.truth(wait))?;
    let (scratch, path) = file_of(interp, args.at(0))?;
    let mut child = Command::new("wireshark")
        .arg("-r")
        .arg(&path)
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| missing("wireshark", &error))?;
    if wait {
        let _ = child.wait();
    } else if let Some(scratch) = scratch {
        // The file has to stay for as long as the program may read it.
        std::mem::forget(scratch);
    }
    Ok(Value::None)
}

fn missing(program: &str, error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::new(
            Exc::FileNotFoundError,
            format!("Could not execute {program}, is it installed?"),
        ),
        _ => Error::io(error, Some(program)),
    }
}

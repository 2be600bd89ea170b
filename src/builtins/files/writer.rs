//! `PcapWriter` and `RawPcapWriter`.

use std::cell::RefCell;

use super::writing::{Gathered, OpenWriter};
use super::{options_of, path_in, path_of};
use crate::builtins::outgoing::Outgoing;
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::value::Value;

/// `PcapWriter(…)`
pub(super) struct PcapWriter {
    file: RefCell<Option<OpenWriter>>,
    /// An open file of the script, which gets the octets.
    stream: Option<(Value, Gathered)>,
    /// Octets are written as they are.
    raw: bool,
}

pub(super) fn pcap_writer(interp: &mut Interp, args: &Args) -> Result<Value> {
    open_writer(interp, args, false)
}

pub(super) fn raw_pcap_writer(interp: &mut Interp, args: &Args) -> Result<Value> {
    open_writer(interp, args, true)
}

fn open_writer(interp: &mut Interp, args: &Args, raw: bool) -> Result<Value> {
    let (link_type, options) = options_of(interp, args, 1)?;
    let is_stream =
        path_in(interp, args.at(0))?.is_none() && interp.find_attr(args.at(0), "write")?.is_some();
    let (file, stream) = if is_stream {
        let (file, gathered) = OpenWriter::gathering(link_type, options);
        (file, Some((args.at(0).clone(), gathered)))
    } else {
        let path = path_of(interp, args.at(0))?;
        let file = OpenWriter::over(interp, path, link_type, options)?;
        (file, None)
    };
    Ok(Value::object(PcapWriter {
        file: RefCell::new(Some(file)),
        stream,
        raw,
    }))
}

impl PcapWriter {
    fn close(&self) -> Result<()> {
        match self.file.borrow_mut().take() {
            Some(mut file) => file.close(),
            None => Ok(()),
        }
    }

    /// Hands what was written to the script's file.
    fn hand_over(&self, interp: &mut Interp) -> Result<()> {
        let Some((stream, gathered)) = &self.stream else {
            return Ok(());
        };
        if let Some(file) = self.file.borrow_mut().as_mut() {
            file.flush()?;
        }
        let octets = gathered.take();
        if !octets.is_empty() {
            interp.call_method(stream, "write", &[Value::bytes(octets)])?;
        }
        Ok(())
    }

    fn close_all(&self, interp: &mut Interp) -> Result<()> {
        let was_open = self.file.borrow().is_some();
        self.close()?;
        self.hand_over(interp)?;
        if was_open && let Some((stream, _)) = &self.stream {
            interp.call_method(stream, "close", &[])?;
        }
        Ok(())
    }

    fn with<T>(&self, work: impl FnOnce(&mut OpenWriter) -> Result<T>) -> Result<T> {
        let mut file = self.file.borrow_mut();
        let file = file
            .as_mut()
            .ok_or_else(|| Error::value_error("the file is closed"))?;
        work(file)
    }
}

impl Drop for PcapWriter {
    fn drop(&mut self) {
        // The script is gone; nobody is left to hear of an error.
        let _ = self.close();
    }
}

impl Object for PcapWriter {
    fn type_name(&self) -> &str {
        match self.raw {
            true => "RawPcapWriter",
            false => "PcapWriter",
        }
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        let file = self.file.borrow();
        let Some(file) = file.as_ref() else {
            return Ok(None);
        };
        Ok(match name {
            "filename" => Some(Value::str(&file.path.to_string_lossy())),
            "linktype" => {
                let link_type = file.link_type();
                link_type.map(|link_type| Value::Int(link_type.0.into()))
            }
            "header_present" => Some(Value::bool(file.has_header())),
            _ => None,
        })
    }

    fn methods(&self) -> &'static [Builtin] {
        WRITER
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }

    fn exit(&self, interp: &mut Interp, _: Option<&Error>) -> Result<bool> {
        self.close_all(interp)?;
        Ok(false)
    }
}

pub(super) fn writer<'a>(args: &Args<'a>) -> Result<&'a PcapWriter> {
    args.at(0)
        .downcast()
        .ok_or_else(|| Error::type_error("this method is called on a PcapWriter"))
}

static WRITER: &[Builtin] = &[
    Builtin::new(
        "write",
        &["self", "pkt"],
        "Write a packet, or all of a list.",
        &[],
        |interp, args| {
            let own = writer(args)?;
            if let Value::Bytes(octets) = args.at(1) {
                own.with(|file| file.write_octets(interp, octets))?;
                own.hand_over(interp)?;
                return Ok(Value::None);
            }
            let mut outgoing = Outgoing::of(args.at(1));
            while let Some(packet) = outgoing.next(interp)? {
                own.with(|file| file.write(interp, &packet))?;
            }
            own.hand_over(interp)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "flush",
        &["self"],
        "Hand everything to the system.",
        &[],
        |interp, args| {
            if let Some(file) = writer(args)?.file.borrow_mut().as_mut() {
                file.flush()?;
            }
            writer(args)?.hand_over(interp)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "close",
        &["self"],
        "Close the file.",
        &[],
        |interp, args| {
            writer(args)?.close_all(interp)?;
            Ok(Value::None)
        },
    ),
];

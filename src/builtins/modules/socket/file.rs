//! A connection as a file: `makefile()`.

use std::cell::{Cell, RefCell};
use std::os::fd::AsRawFd;

use nix::poll::PollFlags;
use nix::sys::socket::{self as kernel, MsgFlags};

use super::{Socket, data, send_whole};
use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::methods::arguments::{int_or, method, text_of};
use crate::eval::object::Object;
use crate::eval::value::Value;

/// `s.makefile()`: lines out of a stream.
struct SocketFile {
    socket: Value,
    binary: bool,
    /// Whether `\r\n` is read as `\n`.
    universal: bool,
    ahead: RefCell<Vec<u8>>,
    closed: Cell<bool>,
}

pub(super) fn makefile(_: &mut Interp, args: &Args) -> Result<Value> {
    let mode =
        crate::eval::methods::arguments::default_text(args, 1, "r", "makefile() argument 'mode'")?;
    Ok(Value::object(SocketFile {
        socket: args.at(0).clone(),
        binary: mode.contains('b'),
        universal: args.some(5).is_none(),
        ahead: RefCell::default(),
        closed: Cell::default(),
    }))
}

static FILE_METHODS: &[Builtin] = &[
    method(
        "close",
        &["self"],
        "Ends the file; the socket stays.",
        |_, args| {
            socket_file(args)?.closed.set(true);
            Ok(Value::None)
        },
    ),
    method(
        "fileno",
        &["self"],
        "The descriptor of the socket.",
        |interp, args| {
            let fileno = interp.get_attr(&socket_file(args)?.socket, "fileno")?;
            interp.call(&fileno, &[])
        },
    ),
    method("readable", &["self"], "Whether it can be read.", |_, _| {
        Ok(Value::bool(true))
    }),
    method("writable", &["self"], "Whether it takes octets.", |_, _| {
        Ok(Value::bool(true))
    }),
    method("seekable", &["self"], "Whether it can go back.", |_, _| {
        Ok(Value::bool(false))
    }),
    method(
        "readlines",
        &["self"],
        "The lines that come until the other side closes.",
        |interp, args| {
            let file = socket_file(args)?;
            let mut lines = Vec::new();
            loop {
                let line = file.line(interp, usize::MAX)?;
                if line.is_empty() {
                    return Ok(Value::list(lines));
                }
                lines.push(file.value(line));
            }
        },
    ),
    method(
        "readinto",
        &["self", "buffer"],
        "Fills a bytearray, as far as something is there.",
        |interp, args| {
            let file = socket_file(args)?;
            let size = interp.len(args.at(1))?;
            let octets = file.take(interp, |ahead| (ahead.len() >= size).then_some(size))?;
            let target = crate::eval::buffer::writable(
                args.at(1),
                "readinto() argument must be read-write bytes-like object, not ",
            )?;
            target.put(0, &octets);
            Ok(Value::from(octets.len()))
        },
    ),
    method("flush", &["self"], "Does nothing: all was sent.", |_, _| {
        Ok(Value::None)
    }),
    method(
        "read",
        &["self", "size=-1"],
        "What comes until the other side closes.",
        |interp, args| {
            let size = usize::try_from(int_or(interp, args, 1, -1)?).unwrap_or(usize::MAX);
            let file = socket_file(args)?;
            let octets = file.take(interp, |ahead| (ahead.len() >= size).then_some(size))?;
            Ok(file.value(octets))
        },
    ),
    method(
        "readline",
        &["self", "size=-1"],
        "The next line with its end, or a part of it.",
        |interp, args| {
            let most = usize::try_from(int_or(interp, args, 1, -1)?).unwrap_or(usize::MAX);
            let file = socket_file(args)?;
            file.line(interp, most).map(|octets| file.value(octets))
        },
    ),
    method("write", &["self", "data"], "Sends.", |interp, args| {
        let file = socket_file(args)?;
        let octets = match text_of(args.at(1)) {
            Some(text) if !file.binary => text.as_str().as_bytes().to_vec(),
            _ => data(args.at(1))?,
        };
        if let Some(socket) = file.socket.downcast::<Socket>() {
            send_whole(interp, socket, &octets, MsgFlags::MSG_NOSIGNAL)?;
        }
        Ok(Value::from(octets.len()))
    }),
];

fn socket_file<'a>(args: &Args<'a>) -> Result<&'a SocketFile> {
    args.at(0)
        .downcast::<SocketFile>()
        .ok_or_else(|| Error::type_error("a socket file is required"))
}

impl SocketFile {
    /// Octets up to where `end` says, or to the end of the stream.
    pub(super) fn take(
        &self,
        interp: &mut Interp,
        end: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<Vec<u8>> {
        let Some(socket) = self.socket.downcast::<Socket>() else {
            return Ok(Vec::new());
        };
        loop {
            let found = end(&self.ahead.borrow());
            if let Some(end) = found {
                return Ok(self.ahead.borrow_mut().drain(..end).collect());
            }
            let mut chunk = [0; 4096];
            let count = socket.retry(interp, PollFlags::POLLIN, |fd| {
                kernel::recv(fd.as_raw_fd(), &mut chunk, MsgFlags::empty())
            })?;
            if count == 0 {
                return Ok(self.ahead.take());
            }
            self.ahead.borrow_mut().extend_from_slice(&chunk[..count]);
        }
    }

    fn line(&self, interp: &mut Interp, most: usize) -> Result<Vec<u8>> {
        self.take(interp, |ahead| {
            let end = memchr::memchr(b'\n', ahead).map(|end| end + 1);
            let end = end.unwrap_or(usize::MAX).min(most);
            (end <= ahead.len()).then_some(end)
        })
    }

    fn value(&self, octets: Vec<u8>) -> Value {
        if self.binary {
            Value::bytes(octets)
        } else {
            let text = String::from_utf8_lossy(&octets).into_owned();
            Value::string(match self.universal && text.contains('\r') {
                true => text.replace("\r\n", "\n").replace('\r', "\n"),
                false => text,
            })
        }
    }
}

impl Object for SocketFile {
    fn type_name(&self) -> &str {
        "SocketIO"
    }

    fn get_attr(&self, _: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok((name == "closed").then(|| Value::bool(self.closed.get())))
    }

    fn methods(&self) -> &'static [Builtin] {
        FILE_METHODS
    }

    fn iter(&self, _: &mut Interp, this: &Value) -> Result<Option<crate::eval::iter::Iter>> {
        Ok(match this {
            Value::Object(object) => Some(crate::eval::iter::Iter::Object(object.clone())),
            _ => None,
        })
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, interp: &mut Interp) -> Result<Option<Value>> {
        let line = self.line(interp, usize::MAX)?;
        Ok((!line.is_empty()).then(|| self.value(line)))
    }

    fn enter(&self, _: &mut Interp, this: &Value) -> Result<Option<Value>> {
        Ok(Some(this.clone()))
    }
}

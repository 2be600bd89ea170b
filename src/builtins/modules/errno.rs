//! `errno`: the numbers of system errors.

use nix::errno::Errno;

use crate::eval::module::NativeModule;
use crate::eval::value::Value;

pub static MODULE: NativeModule = NativeModule {
    name: "errno",
    help: "The numbers of system errors.",
    functions: &[],
    init: |interp, module| {
        let known = Value::dict(Default::default());
        // Linux counts them from 1 (asm-generic/errno.h).
        for number in 1..=133 {
            let errno = Errno::from_raw(number);
            if errno == Errno::UnknownErrno {
                continue;
            }
            let name = match SECOND_NAMES.iter().rev().find(|(_, first)| *first == errno) {
                // CPython lists the name that it defines last.
                Some((second, _)) if *second != "EWOULDBLOCK" => {
                    module.set(&format!("{errno:?}"), i64::from(number));
                    (*second).to_string()
                }
                _ => format!("{errno:?}"),
            };
            module.set(&name, i64::from(number));
            interp.set_item(&known, &Value::Int(number.into()), Value::string(name))?;
        }
        for (second, first) in SECOND_NAMES {
            module.set(second, i64::from(*first as i32));
        }
        module.set("errorcode", known);
        Ok(())
    },
};

const SECOND_NAMES: &[(&str, Errno)] = &[
    ("EWOULDBLOCK", Errno::EAGAIN),
    ("EDEADLOCK", Errno::EDEADLK),
    ("ENOTSUP", Errno::EOPNOTSUPP),
];

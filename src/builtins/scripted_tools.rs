//! Tools that are written in the script language itself, in `scripts/tools.py`.

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::module::NativeModule;
use crate::eval::value::Value;

/// Read when the first of its functions is called.
pub static MODULE: NativeModule = NativeModule {
    name: "scapy.tools_in_script",
    help: "Tools that are made of others.",
    functions: &[],
    init: |interp, module| {
        super::modules::run_script(interp, module, include_str!("scripts/tools.py"), "tools")
    },
};

/// Functions of the script; their parameters are the script's.
macro_rules! scripted {
    ($($name:literal($($param:literal),*): $help:literal;)*) => {
        &[$(Builtin::new($name, &[$($param),*], $help, &[], |interp, args| {
            forward(interp, $name, &[$($param),*], args)
        })),*]
    };
}

pub static ALL: &[Builtin] = scripted! {
    "arp_mitm"("ip1", "ip2", "mac1=None", "mac2=None", "broadcast=False", "target_mac=None", "iface=None", "inter=3"):
        "Stand between two hosts by ARP, and restore their caches at Ctrl-C.";
    "dyndns_add"("nameserver", "name", "rdata", "type='A'", "ttl=10"):
        "Ask a name server to add a record, and return its code (0 is done, -1 no answer).";
    "dyndns_del"("nameserver", "name", "type='ALL'", "ttl=10"):
        "Ask a name server to delete the records of a name, and return its code.";
    "tshark"("**kwargs"):
        "Print a line for each packet until Ctrl-C; the options are those of sniff().";
};

fn forward(interp: &mut Interp, name: &str, params: &[&str], args: &Args) -> Result<Value> {
    let module = interp.import(MODULE.name)?;
    let function = module
        .get(name)
        .ok_or_else(|| Error::name_error(format!("name '{name}' is not defined")))?;
    let mut keywords = Vec::new();
    for (slot, param) in params.iter().enumerate() {
        if param.starts_with("**") {
            keywords.extend(args.keywords(slot));
        } else if let Some(value) = args.get(slot) {
            let name = param.split('=').next().unwrap_or(param);
            keywords.push((name.to_owned(), value.clone()));
        }
    }
    interp.call_kw(&function, &[], &keywords)
}

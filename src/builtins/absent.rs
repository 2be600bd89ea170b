//! What Scapy has and this program has not, or has already: each says so in one sentence.

use crate::eval::builtin::{Args, Builtin};
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::packet::text::ls as listing;

pub static ALL: &[Builtin] = &[
    Builtin::new(
        "load_layer",
        &["name", "globals_dict=None", "symb_list=None"],
        "Every layer is there already.",
        &[],
        |_, _| Ok(Value::None),
    ),
    Builtin::new(
        "load_module",
        &["name", "globals_dict=None", "symb_list=None"],
        "Scapy's modules are Python; none can be loaded.",
        &[],
        |interp, args| missing(interp, args, "module"),
    ),
    Builtin::new(
        "load_contrib",
        &["name", "globals_dict=None", "symb_list=None"],
        "Scapy's contributed protocols are Python; none can be loaded.",
        &[],
        |interp, args| missing(interp, args, "contrib"),
    ),
    Builtin::new(
        "list_contrib",
        &["name=None", "ret=False", "_debug=False"],
        "List the contributed protocols: there are none, ls() lists the layers.",
        &[],
        |interp, _| {
            interp.write_out("No contributed protocols; ls() lists the layers.\n")?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "explore",
        &["layer=None"],
        "List the layers, or those whose name contains a text.",
        &[],
        |interp, args| {
            let text = match args.some(0) {
                None => listing::all(),
                Some(layer) => listing::search(&interp.str(layer)?, false),
            };
            interp.write_out(&text)?;
            Ok(Value::None)
        },
    ),
    Builtin::new(
        "interact",
        &["*args", "**kwargs"],
        "Scapy's shell inside of a script; start the program with -i instead.",
        &[],
        |_, _| {
            let text = "interact() is not supported: run the script in the shell instead";
            Err(Error::not_implemented(text))
        },
    ),
    Builtin::new(
        "hexedit",
        &["pktlist"],
        "Scapy's way into an external editor; not supported.",
        &[],
        |_, _| {
            let text = "hexedit() is not supported: change the fields, or the octets of raw(p)";
            Err(Error::not_implemented(text))
        },
    ),
    Builtin::new(
        "fragment6",
        &["pkt", "fragSize", "unfragPart=None"],
        "IPv6 fragments; not supported yet.",
        &[],
        |_, _| Err(Error::not_implemented("fragment6() is not supported yet")),
    ),
    Builtin::new(
        "defragment6",
        &["packets"],
        "IPv6 fragments put together; not supported yet.",
        &[],
        |_, _| Err(Error::not_implemented("defragment6() is not supported yet")),
    ),
];

fn missing(interp: &mut Interp, args: &Args, kind: &str) -> Result<Value> {
    let name = interp.str(args.at(0))?;
    let text = format!("No module named 'scapy.{kind}.{name}'");
    Err(Error::module_not_found(text).help("ls() lists the layers that are there"))
}

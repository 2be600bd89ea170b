//! The classes that scripts make values with and ask about: `PacketList`, `Net`, `AsyncSniffer`.

use crate::eval::builtin::Builtin;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::object::Object;
use crate::eval::value::Value;

/// What a class knows of itself: `Net.max_mask`.
type Attribute = fn(&mut Interp, &str) -> Option<Value>;

struct Description {
    name: &'static str,
    /// Scapy's file.
    module: &'static str,
    attribute: Attribute,
}

const fn class(name: &'static str, module: &'static str) -> Description {
    Description {
        name,
        module,
        attribute: |_, _| None,
    }
}

static CLASSES: &[Description] = &[
    class("ARPingResult", "scapy.layers.l2"),
    class("AsyncSniffer", "scapy.sendrecv"),
    class("FlagValue", "scapy.fields"),
    Description {
        name: "Net",
        module: "scapy.base_classes",
        attribute: |interp, name| net(interp, name, false),
    },
    Description {
        name: "Net6",
        module: "scapy.utils6",
        attribute: |interp, name| net(interp, name, true),
    },
    class("NetworkInterface", "scapy.interfaces"),
    class("PacketList", "scapy.plist"),
    class("PcapNgReader", "scapy.utils"),
    class("PcapReader", "scapy.utils"),
    class("PcapWriter", "scapy.utils"),
    class("RandField", "scapy.volatile"),
    class("RawPcapNgReader", "scapy.utils"),
    class("RawPcapReader", "scapy.utils"),
    class("RawPcapWriter", "scapy.utils"),
    class("RawVal", "scapy.packet"),
    class("SndRcvList", "scapy.plist"),
    class("TracerouteResult", "scapy.layers.inet"),
    class("TracerouteResult6", "scapy.layers.inet6"),
    class("VolatileValue", "scapy.volatile"),
];

struct NativeClass {
    description: &'static Description,
    /// `None`: values of the class come from elsewhere.
    construct: Option<&'static Builtin>,
}

impl Object for NativeClass {
    fn type_name(&self) -> &str {
        "type"
    }

    fn class_name(&self) -> Option<&str> {
        Some(self.description.name)
    }

    fn construct(&self) -> Option<&'static Builtin> {
        self.construct
    }

    fn get_attr(&self, interp: &mut Interp, _: &Value, name: &str) -> Result<Option<Value>> {
        Ok(match name {
            "__name__" => Some(Value::str(self.description.name)),
            "__module__" => Some(Value::str(self.description.module)),
            "__doc__" => self.construct.map(|construct| Value::str(construct.help)),
            name => (self.description.attribute)(interp, name),
        })
    }

    fn call(
        &self,
        interp: &mut Interp,
        args: &[Value],
        kwargs: &[(String, Value)],
    ) -> Result<Value> {
        match self.construct {
            Some(construct) => interp.call_kw(&Value::Builtin(construct), args, kwargs),
            None => Err(Error::type_error(format!(
                "{} cannot be made by scripts",
                self.description.name
            ))),
        }
    }

    fn repr(&self, _: &mut Interp) -> Result<Option<String>> {
        let Description { name, module, .. } = self.description;
        Ok(Some(format!("<class '{module}.{name}'>")))
    }
}

/// Turns the functions that make values into their classes.
pub fn define(interp: &mut Interp) {
    for description in CLASSES {
        let construct = match interp.builtin(description.name) {
            Some(Value::Builtin(construct)) => Some(construct),
            _ => None,
        };
        interp.define(
            description.name,
            Value::object(NativeClass {
                description,
                construct,
            }),
        );
    }
}

/// `Net.family`, `Net.ip2int`
fn net(interp: &mut Interp, name: &str, six: bool) -> Option<Value> {
    let socket = |interp: &mut Interp, name: &str| {
        let module = interp.import("socket").ok()?;
        module.get(name)
    };
    match name {
        "name" => Some(Value::str(if six { "Net6" } else { "Net" })),
        "family" => socket(interp, if six { "AF_INET6" } else { "AF_INET" }),
        "max_mask" => Some(Value::Int(if six { 128 } else { 32 })),
        "ip2int" | "int2ip" | "name2addr" => {
            let module = interp.import("scapy.addresses").ok()?;
            module.get(&format!("_{name}{}", if six { "6" } else { "4" }))
        }
        _ => None,
    }
}

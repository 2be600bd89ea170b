//! `conf.layers`, and the layers that link types and options of DHCP stand for.

use crate::builtins::bindings;
use crate::builtins::frames::{self, Way};
use crate::eval::builtin::Builtin;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::iter::Iter;
use crate::eval::object::Object;
use crate::eval::value::Value;
use crate::proto::data::dhcp_options::OPTIONS;
use crate::proto::registry;

/// `DHCPOptions`
pub(super) static DHCP_OPTIONS: Builtin = Builtin::new(
    "_dhcp_options",
    &[],
    "Number, name and kind of content of each option of DHCP.",
    &[],
    |_, _| {
        let rows = OPTIONS.iter().map(|(number, name, content)| {
            Value::tuple(vec![
                Value::Int((*number).into()),
                Value::str(name),
                Value::str(&format!("{content:?}")),
            ])
        });
        Ok(Value::list(rows.collect::<Vec<_>>()))
    },
);

/// `conf.l2types`
pub(super) static LINK_LAYERS: Builtin = Builtin::new(
    "_link_layers",
    &[],
    "Number, layer, whether it is for reading, whether for writing, of each link layer.",
    &[],
    |_, _| {
        let rows = frames::link_layers()
            .into_iter()
            .map(|(number, proto, way)| {
                Value::tuple(vec![
                    Value::Int(i64::from(number)),
                    Value::Layer(proto),
                    Value::bool(way != Way::Writes),
                    Value::bool(way != Way::Reads),
                ])
            });
        Ok(Value::list(rows.collect::<Vec<_>>()))
    },
);

/// `conf.l2types.register(147, Own)`
pub(super) static REGISTER_LINK_LAYER: Builtin = Builtin::new(
    "_register_link_layer",
    &["number", "layer", "reads", "writes"],
    "Lets frames of a link type begin with a layer.",
    &[],
    |interp, args| {
        let proto = bindings::layer(interp, args.at(1))?;
        let number = interp.index(args.at(0))?;
        let number = u32::try_from(number)
            .map_err(|_| Error::value_error(format!("{number} is no link type")))?;
        let way = match (interp.truth(args.at(2))?, interp.truth(args.at(3))?) {
            (true, false) => Way::Reads,
            (false, true) => Way::Writes,
            _ => Way::Both,
        };
        frames::register(number, proto, way);
        Ok(Value::None)
    },
);

/// `conf.layers`
pub(super) struct Layers;

impl Layers {
    fn classes() -> Value {
        let layers = crate::proto::registry::protocols();
        Value::list(layers.into_iter().map(Value::Layer).collect::<Vec<_>>())
    }
}

impl Object for Layers {
    fn type_name(&self) -> &str {
        "LayersList"
    }

    fn repr(&self, interp: &mut Interp) -> Result<Option<String>> {
        interp.repr(&Layers::classes()).map(Some)
    }

    fn iter(&self, interp: &mut Interp, _: &Value) -> Result<Option<Iter>> {
        interp.iter(&Layers::classes()).map(Some)
    }

    fn len(&self, _: &mut Interp) -> Result<Option<usize>> {
        Ok(Some(crate::proto::registry::protocols().len()))
    }

    fn methods(&self) -> &'static [Builtin] {
        LAYERS
    }
}

static LAYERS: &[Builtin] = &[
    Builtin::new(
        "filter",
        &["self", "items"],
        "Let bindings find no other layers than these when packets are dissected.",
        &[],
        |interp, args| {
            let mut kept = Vec::new();
            for item in interp.collect(args.at(1))? {
                kept.push(bindings::layer(interp, &item)?);
            }
            match registry::filter(&kept) {
                true => Ok(Value::None),
                false => Err(Error::value_error("the layers are filtered already")
                    .help("conf.layers.unfilter() undoes it")),
            }
        },
    ),
    Builtin::new(
        "unfilter",
        &["self"],
        "Undo filter().",
        &[],
        |_, _| match registry::unfilter() {
            true => Ok(Value::None),
            false => Err(Error::value_error("the layers are not filtered")),
        },
    ),
];

//! Fields around other fields: conditional, padded, chosen between.

use std::rc::Rc;

use super::given::{Given, text_of, width};
use super::shape::number;
use super::{default_of, rule};
use crate::eval::class::Instance;
use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::protocols::fields::{FieldClass, Form, field_value};
use crate::eval::protocols::lasting;
use crate::eval::protocols::rules::{Action, Asked};
use crate::eval::value::Value;
use crate::packet::script;
use crate::proto::Field;
use crate::proto::field::{Choice, Kind, Naming, Padded, Test, When};

/// Fields around other fields.
pub(super) fn container(
    interp: &mut Interp,
    class: &'static FieldClass,
    given: &Given<'_>,
    instance: &Rc<Instance>,
) -> Result<Option<Field>> {
    if class.form == Form::Choice {
        return choice(interp, given).map(Some);
    }
    if class.form == Form::FrameCheck {
        let name = given
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut of = Field::new(lasting::text(name), Kind::Uint, 0)
            .hex()
            .class("FCSField");
        number(&text_of(given.get("fmt"), "H"), &mut of)?;
        let holder = lasting::value(of);
        of.preset = default_of(holder, given.get("default").unwrap_or(&Value::None))?;
        return Ok(Some(trailer(of, class.name)));
    }
    let Some(inner) = given.get("fld") else {
        return Ok(None);
    };
    let of = field_value(interp, inner)?;
    instance.set("fld", inner.clone());
    let mut field = *of;
    let padded = |before: bool| -> Result<Field> {
        let with = match given.get("padwith") {
            Some(Value::Bytes(octets)) if !octets.is_empty() => octets.to_vec(),
            Some(Value::Str(text)) if !text.as_str().is_empty() => {
                text.as_str().as_bytes().to_vec()
            }
            _ => vec![0],
        };
        let mut outer = Field::new(of.name, Kind::Uint, 0)
            .preset(of.preset)
            .class(class.name);
        outer.kind = Kind::Padded(lasting::value(Padded {
            plus: 0,
            stripped: false,
            field: *of,
            align: width(given.int("align", 1)?)?,
            with: lasting::list(with),
            before,
        }));
        Ok(outer)
    };
    match class.form {
        Form::Conditional => {
            let condition = given
                .get("cond")
                .ok_or_else(|| Error::type_error("'cond' is a function of the packet"))?;
            field.when = When::Script(rule(condition, Asked::Packet));
        }
        Form::Emphasised => field.emphasised = true,
        Form::MayEnd => field.may_end = true,
        Form::Pad => field = padded(false)?,
        Form::PadBefore => field = padded(true)?,
        Form::Trailer => field = trailer(*of, class.name),
        Form::Action => {
            let method = given.get("action_method").and_then(Value::as_str);
            let number = script::add_rule(Rc::new(Action {
                field: inner.clone(),
                method: method.unwrap_or_default().to_owned(),
                keywords: given.keywords(),
                base: of,
            }));
            field.kind = Kind::Script(number, of);
            field.names = Naming::No;
            field.class = class.name;
        }
        _ => return Ok(None),
    }
    Ok(Some(field))
}

fn trailer(of: Field, class: &'static str) -> Field {
    Field::new(of.name, Kind::Trailer(lasting::value(of)), 0)
        .preset(of.preset)
        .class(class)
}

/// `MultipleTypeField([(field, condition), …], otherwise)`
pub(super) fn choice(interp: &mut Interp, given: &Given<'_>) -> Result<Field> {
    let mut options: Vec<(Test, Field)> = Vec::new();
    let readings = given.get("flds").cloned().unwrap_or(Value::None);
    for reading in interp.collect(&readings)? {
        let parts = interp.collect(&reading)?;
        let (Some(of), Some(condition)) = (parts.first(), parts.get(1)) else {
            return Err(Error::type_error("each reading is a field and a condition"));
        };
        let field = *field_value(interp, of)?;
        let test = match condition {
            Value::Tuple(both) if both.len() == 2 => Test::Scripts(
                rule(&both[0], Asked::Packet),
                rule(&both[1], Asked::PacketAndValue),
            ),
            one => Test::When(When::Script(rule(one, Asked::Packet))),
        };
        options.push((test, field));
    }
    let otherwise = given
        .get("dflt")
        .ok_or_else(|| Error::type_error("'dflt' is a field"))?;
    let otherwise = *field_value(interp, otherwise)?;
    let mut field = Field::new(otherwise.name, Kind::Uint, 0)
        .preset(otherwise.preset)
        .class("MultipleTypeField");
    field.kind = Kind::Choice(lasting::value(Choice {
        options: lasting::list(options),
        otherwise,
    }));
    Ok(field)
}

//! f-strings.

use super::rare::Here;
use crate::eval::code::{NO_REG, Reg};
use crate::eval::error::Result;
use crate::eval::format::spec;
use crate::eval::interp::Interp;
use crate::eval::value::{Str, Value};

impl Interp {
    /// `{value!r:spec}`
    pub(super) fn format_value(
        &mut self,
        here: &Here,
        conversion: u8,
        dst: Reg,
        src: Reg,
        spec: Reg,
    ) -> Result<()> {
        if let Some(text) = self.number_text(here, conversion, src, spec) {
            self.write(here, dst, text);
            return Ok(());
        }
        let value = self.read(here, src);
        let value = match conversion {
            b'r' => Value::string(self.repr(&value)?),
            b's' => Value::string(self.str(&value)?),
            b'a' => Value::string(crate::eval::repr::escape_non_ascii(&self.repr(&value)?)),
            _ => value,
        };
        let spec = if spec == NO_REG {
            Value::Unset
        } else {
            self.read(here, spec)
        };
        let text = match (&value, spec.as_str()) {
            (Value::Str(_), None) => value,
            (_, spec) => Value::string(self.format(&value, spec.unwrap_or_default())?),
        };
        self.write(here, dst, text);
        Ok(())
    }

    /// `{number}` and `{number:5d}`: the commonest fields.
    fn number_text(&mut self, here: &Here, conversion: u8, src: Reg, spec: Reg) -> Option<Value> {
        let Value::Int(number) = self.stack[here.base + src as usize] else {
            return None;
        };
        if !matches!(conversion, 0 | b's') || (conversion == b's' && spec != NO_REG) {
            return None;
        }
        if spec == NO_REG {
            return self.written(|out| spec::push_plain(out, number, ""));
        }
        let Value::Str(text) = &self.stack[here.base + spec as usize] else {
            return None;
        };
        let text = text.clone();
        self.written(|out| spec::push_plain(out, number, text.as_str()))
    }

    pub(super) fn join_text(&mut self, here: &Here, dst: Reg, base: Reg, count: u16) {
        let first = here.base + base as usize;
        let parts = &mut self.stack[first..first + count as usize];
        if let [only @ Value::Str(_)] = parts {
            let only = only.taken();
            return self.write(here, dst, only);
        }
        let (mut length, mut chars) = (0, 0);
        for part in parts.iter() {
            if let Value::Str(part) = part {
                length += part.as_str().len();
                chars += part.chars();
            }
        }
        let text = Str::shared(length, chars, |text| {
            for part in parts {
                if let Value::Str(part) = part {
                    text.push_str(part.as_str());
                }
                part.let_go();
            }
        });
        self.write(here, dst, Value::Str(text));
    }
}

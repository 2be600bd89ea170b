//! f-strings.

use super::rare::Here;
use crate::eval::code::{NO_REG, Reg};
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::value::Value;

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

    pub(super) fn join_text(&mut self, here: &Here, dst: Reg, base: Reg, count: u16) {
        let mut text = String::new();
        for register in base..base + count {
            if let Value::Str(part) = self.take(here, register) {
                text.push_str(part.as_str());
            }
        }
        self.write(here, dst, Value::string(text));
    }
}

//! From the tree to bytecode: texts with values in them, `f"{x}"`.

use super::{MANY, Piece};
use crate::eval::code::*;
use crate::eval::compile::{Compiler, Done};
use crate::eval::value::Value;
use crate::lang::ast::*;

impl<'a> Compiler<'a> {
    // ---- Text ----
    pub(super) fn text(&mut self, parts: &'a [FPart], dst: Reg, span: Span) -> Done {
        if parts.len() > MANY {
            let pieces = parts.chunks(parts.len().div_ceil(MANY));
            let count = pieces.len() as u16;
            let base = self.temporaries(pieces.len());
            for (place, piece) in (base..).zip(pieces) {
                self.scratch(|c| c.text(piece, place, span))?;
            }
            self.emit(Op::JoinText { dst, base, count }, span);
            return Ok(());
        }
        let pieces = pieces(parts);
        if let [] | [Piece::Text(_)] = pieces.as_slice() {
            let text = match pieces.first() {
                Some(Piece::Text(text)) => text.as_str(),
                _ => "",
            };
            self.load_constant(dst, Value::str(text), span);
            return Ok(());
        }
        let count = pieces.len();
        let base = self.temporaries(count);
        for (register, piece) in (base..).zip(pieces) {
            match piece {
                Piece::Text(text) => self.load_constant(register, Value::str(&text), span),
                Piece::Field {
                    value,
                    conversion,
                    spec,
                } => self.scratch(|c| {
                    let src = c.expr(value)?;
                    let spec = if spec.is_empty() {
                        NO_REG
                    } else {
                        let register = c.temporary();
                        c.text(spec, register, span)?;
                        register
                    };
                    c.emit(
                        Op::Format {
                            conversion,
                            dst: register,
                            src,
                            spec,
                        },
                        value.span,
                    );
                    Ok(())
                })?,
            }
        }
        self.emit(
            Op::JoinText {
                dst,
                base,
                count: count as u16,
            },
            span,
        );
        Ok(())
    }
}

fn pieces(parts: &[FPart]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    for part in parts {
        let (value, debug, conversion, spec) = match part {
            FPart::Text(part) => {
                text.push_str(part);
                continue;
            }
            FPart::Value {
                value,
                debug,
                conversion,
                spec,
            } => (value, debug, conversion, spec),
        };
        if let Some(debug) = debug {
            text.push_str(debug);
            if !debug.trim_end().ends_with('=') {
                text.push('=');
            }
        }
        let conversion = match (conversion, debug, spec.is_empty()) {
            // `{x=}` shows the repr.
            (None, Some(_), true) => b'r',
            (None, _, _) => 0,
            (Some(conversion), _, _) => *conversion as u8,
        };
        match &value.kind {
            ExprKind::Str(part) if conversion == 0 && spec.is_empty() => text.push_str(part),
            _ => {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Field {
                    value,
                    conversion,
                    spec,
                });
            }
        }
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

//! A tree as text, in the form that `grammar/record_trees.py` writes from CPython's.

use pkt::lang::ast::{
    Alias, Arg, BinaryOp, CompareOp, Comprehension, Expr, ExprKind, FPart, Ident, Module,
    ParamKind, Params, Stmt, StmtKind, UnaryOp,
};

pub fn tree(module: &Module) -> String {
    let mut out = String::new();
    block(&mut out, &module.body, "");
    out
}

fn block(out: &mut String, body: &[Stmt], indent: &str) {
    for statement in body {
        stmt(out, statement, indent);
    }
}

fn stmt(out: &mut String, statement: &Stmt, indent: &str) {
    let inner = format!("{indent}  ");
    let line = |text: String| format!("{indent}{text}\n");
    let orelse = |out: &mut String, word: &str, body: &[Stmt]| {
        if !body.is_empty() {
            *out += &format!("{indent}{word}\n");
            block(out, body, &inner);
        }
    };
    match &statement.kind {
        StmtKind::Expr(value) => *out += &line(format!("expr {}", expr(value))),
        StmtKind::Assign { targets, value } => {
            *out += &line(format!(
                "assign {} {}",
                form(targets.iter().map(expr)),
                expr(value)
            ));
        }
        StmtKind::AugAssign { target, op, value } => {
            *out += &line(format!(
                "augassign {} {} {}",
                expr(target),
                binary(*op),
                expr(value)
            ));
        }
        StmtKind::AnnAssign {
            target,
            annotation,
            value,
        } => {
            let value = optional(value.as_ref());
            *out += &line(format!(
                "annassign {} {} {value}",
                expr(target),
                expr(annotation)
            ));
        }
        StmtKind::Delete(targets) => {
            *out += &line(format!("del {}", joined(targets.iter().map(expr))))
        }
        StmtKind::If {
            test,
            body,
            orelse: other,
        } => {
            *out += &line(format!("if {}", expr(test)));
            block(out, body, &inner);
            orelse(out, "else", other);
        }
        StmtKind::While {
            test,
            body,
            orelse: other,
        } => {
            *out += &line(format!("while {}", expr(test)));
            block(out, body, &inner);
            orelse(out, "else", other);
        }
        StmtKind::For {
            target,
            iter,
            body,
            orelse: other,
        } => {
            *out += &line(format!("for {} {}", expr(target), expr(iter)));
            block(out, body, &inner);
            orelse(out, "else", other);
        }
        StmtKind::With { items, body } => {
            let items = items.iter().map(|item| match &item.target {
                Some(target) => format!("{} as {}", expr(&item.context), expr(target)),
                None => expr(&item.context),
            });
            *out += &line(format!("with {}", items.collect::<Vec<_>>().join(", ")));
            block(out, body, &inner);
        }
        StmtKind::Try {
            body,
            handlers,
            orelse: other,
            finalbody,
        } => {
            *out += &line("try".to_owned());
            block(out, body, &inner);
            for handler in handlers {
                let kind = handler
                    .kind
                    .as_ref()
                    .map_or(String::new(), |kind| format!(" {}", expr(kind)));
                let name = handler
                    .name
                    .as_ref()
                    .map_or(String::new(), |name| format!(" as {}", name.name));
                *out += &line(format!("except{kind}{name}"));
                block(out, &handler.body, &inner);
            }
            orelse(out, "else", other);
            orelse(out, "finally", finalbody);
        }
        StmtKind::Match { subject, cases } => {
            *out += &line(format!("match {}", expr(subject)));
            for case in cases {
                let guard = case
                    .guard
                    .as_ref()
                    .map(|guard| format!(" if {}", expr(guard)));
                *out += &format!("{inner}case{}\n", guard.unwrap_or_default());
                block(out, &case.body, &format!("{inner}  "));
            }
        }
        StmtKind::Raise { exc, cause } => {
            let exc = exc
                .as_ref()
                .map_or(String::new(), |exc| format!(" {}", expr(exc)));
            let cause = cause
                .as_ref()
                .map_or(String::new(), |cause| format!(" from {}", expr(cause)));
            *out += &line(format!("raise{exc}{cause}"));
        }
        StmtKind::Assert { test, msg } => {
            let message = msg
                .as_ref()
                .map_or(String::new(), |msg| format!(" {}", expr(msg)));
            *out += &line(format!("assert {}{message}", expr(test)));
        }
        StmtKind::FunctionDef(function) => {
            for decorator in &function.decorators {
                *out += &line(format!("@ {}", expr(decorator)));
            }
            let returns = function
                .returns
                .as_ref()
                .map_or(String::new(), |value| format!(" -> {}", expr(value)));
            *out += &line(format!(
                "def {} {}{returns}",
                function.name.name,
                params(&function.params)
            ));
            block(out, &function.body, &inner);
        }
        StmtKind::ClassDef(class) => {
            for decorator in &class.decorators {
                *out += &line(format!("@ {}", expr(decorator)));
            }
            let keywords = class.keywords.iter().map(|(name, value)| match name {
                Some(name) => keyword(name, value),
                None => pair("**", [expr(value)]),
            });
            let bases = class.bases.iter().map(expr).chain(keywords);
            *out += &line(format!("class {} {}", class.name.name, form(bases)));
            block(out, &class.body, &inner);
        }
        StmtKind::Return(value) => {
            let value = value
                .as_ref()
                .map_or(String::new(), |value| format!(" {}", expr(value)));
            *out += &line(format!("return{value}"));
        }
        StmtKind::Global(names) => *out += &line(format!("global {}", idents(names))),
        StmtKind::Nonlocal(names) => *out += &line(format!("nonlocal {}", idents(names))),
        StmtKind::Import(names) => *out += &line(format!("import {}", aliases(names))),
        StmtKind::ImportFrom {
            module,
            names,
            star,
            level,
        } => {
            let names = if *star {
                "*".to_owned()
            } else {
                aliases(names)
            };
            let dots = ".".repeat(*level as usize);
            *out += &line(format!("from {dots}{} import {names}", module.name));
        }
        StmtKind::Pass => *out += &line("pass".to_owned()),
        StmtKind::Break => *out += &line("break".to_owned()),
        StmtKind::Continue => *out += &line("continue".to_owned()),
    }
}

fn idents(names: &[Ident]) -> String {
    joined(names.iter().map(|name| name.name.to_string()))
}

fn aliases(names: &[Alias]) -> String {
    let names = names.iter().map(|alias| match &alias.asname {
        Some(asname) => format!("{} as {}", alias.name.name, asname.name),
        None => alias.name.name.to_string(),
    });
    names.collect::<Vec<_>>().join(", ")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn form(parts: impl Iterator<Item = String>) -> String {
    format!("({})", joined(parts))
}

fn named(name: &str, parts: impl Iterator<Item = String>) -> String {
    form(std::iter::once(name.to_owned()).chain(parts))
}

fn pair<const N: usize>(name: &str, parts: [String; N]) -> String {
    named(name, parts.into_iter())
}

fn optional(value: Option<&Expr>) -> String {
    value.map_or_else(|| "_".to_owned(), expr)
}

fn keyword(name: &Ident, value: &Expr) -> String {
    pair(&format!("{}=", name.name), [expr(value)])
}

fn expr(e: &Expr) -> String {
    match &e.kind {
        ExprKind::None => "None".to_owned(),
        ExprKind::True => "True".to_owned(),
        ExprKind::False => "False".to_owned(),
        ExprKind::Ellipsis => "...".to_owned(),
        ExprKind::Int(value) => value.to_string(),
        ExprKind::BigInt(value) if value.bits() > 64 => format!("0x{:x}", **value),
        ExprKind::BigInt(value) => value.to_string(),
        ExprKind::Imaginary(value) => pair("complex", [format!("{:016x}", value.to_bits())]),
        ExprKind::Float(value) => pair("float", [format!("{:016x}", value.to_bits())]),
        ExprKind::Str(text) => quoted(text),
        ExprKind::Bytes(octets) => {
            format!(
                "x\"{}\"",
                octets
                    .iter()
                    .map(|octet| format!("{octet:02x}"))
                    .collect::<String>()
            )
        }
        ExprKind::FString(parts) => fstring(parts),
        ExprKind::Name(name) => name.to_string(),
        ExprKind::Tuple(items) => named("tuple", items.iter().map(expr)),
        ExprKind::List(items) => named("list", items.iter().map(expr)),
        ExprKind::Set(items) => named("set", items.iter().map(expr)),
        ExprKind::Dict(items) => named(
            "dict",
            items.iter().map(|(key, value)| match key {
                Some(key) => form([expr(key), expr(value)].into_iter()),
                None => pair("**", [expr(value)]),
            }),
        ),
        ExprKind::Unary(op, value) => {
            let name = match op {
                UnaryOp::Neg => "neg",
                UnaryOp::Pos => "pos",
                UnaryOp::Invert => "invert",
                UnaryOp::Not => "not",
            };
            pair(name, [expr(value)])
        }
        ExprKind::Binary(left, op, right) => pair(binary(*op), [expr(left), expr(right)]),
        ExprKind::And(items) => named("and", items.iter().map(expr)),
        ExprKind::Or(items) => named("or", items.iter().map(expr)),
        ExprKind::Compare(left, pairs) => {
            let pairs = pairs
                .iter()
                .map(|(op, right)| format!("{} {}", compare(*op), expr(right)));
            named("compare", std::iter::once(expr(left)).chain(pairs))
        }
        ExprKind::IfElse { test, body, orelse } => {
            pair("if", [expr(test), expr(body), expr(orelse)])
        }
        ExprKind::Call { func, args } => {
            named("call", std::iter::once(expr(func)).chain(arguments(args)))
        }
        ExprKind::Attribute { value, attr } => pair(".", [expr(value), attr.name.to_string()]),
        ExprKind::Subscript { value, index } => pair("[]", [expr(value), expr(index)]),
        ExprKind::Slice { lower, upper, step } => {
            let bounds = [lower, upper, step].map(|bound| optional(bound.as_deref()));
            pair("slice", bounds)
        }
        ExprKind::Lambda(lambda) => pair("lambda", [params(&lambda.params), expr(&lambda.body)]),
        ExprKind::ListComp(value, list) => pair("listcomp", [expr(value), clauses(list)]),
        ExprKind::SetComp(value, list) => pair("setcomp", [expr(value), clauses(list)]),
        ExprKind::GeneratorExp(value, list) => pair("genexp", [expr(value), clauses(list)]),
        ExprKind::DictComp(key, value, list) => {
            pair("dictcomp", [expr(key), expr(value), clauses(list)])
        }
        ExprKind::Starred(value) => pair("*", [expr(value)]),
        ExprKind::Walrus { target, value } => pair(":=", [target.name.to_string(), expr(value)]),
        ExprKind::Yield(value) => pair("yield", [value.as_deref().map_or(String::new(), expr)]),
        ExprKind::YieldFrom(value) => pair("yield-from", [expr(value)]),
    }
}

/// As in CPython's tree, keywords come last.
fn arguments(args: &[Arg]) -> impl Iterator<Item = String> {
    let positional = args.iter().filter_map(|arg| match arg {
        Arg::Positional(value) => Some(expr(value)),
        Arg::Star(value) => Some(pair("*", [expr(value)])),
        _ => None,
    });
    positional.chain(args.iter().filter_map(|arg| match arg {
        Arg::Keyword(name, value) => Some(keyword(name, value)),
        Arg::DoubleStar(value) => Some(pair("**", [expr(value)])),
        _ => None,
    }))
}

fn params(params: &Params) -> String {
    form(params.list.iter().map(|param| {
        let kind = match param.kind {
            ParamKind::PositionalOnly => "pos",
            ParamKind::Normal => "arg",
            ParamKind::Star => "star",
            ParamKind::KeywordOnly => "kw",
            ParamKind::DoubleStar => "double",
        };
        let annotation = match (&param.annotation, &param.default) {
            (Some(annotation), _) => expr(annotation),
            (None, Some(_)) => "_".to_owned(),
            (None, None) => String::new(),
        };
        let default = param.default.as_ref().map_or(String::new(), expr);
        pair(kind, [param.name.name.to_string(), annotation, default])
    }))
}

fn clauses(list: &[Comprehension]) -> String {
    joined(list.iter().map(|clause| {
        let head = [expr(&clause.target), expr(&clause.iter)];
        named("for", head.into_iter().chain(clause.ifs.iter().map(expr)))
    }))
}

/// CPython has `{x=}` as text and a value.
fn fstring(parts: &[FPart]) -> String {
    let mut out = Vec::new();
    let mut pending = String::new();
    for part in parts {
        match part {
            FPart::Text(text) => pending.push_str(text),
            FPart::Value {
                value,
                debug,
                conversion,
                spec,
            } => {
                pending.push_str(debug.as_deref().unwrap_or_default());
                if !pending.is_empty() {
                    out.push(quoted(&std::mem::take(&mut pending)));
                }
                let shown = debug.is_some() && spec.is_empty() && conversion.is_none();
                let conversion = conversion.or(if shown { Some('r') } else { None });
                let conversion = conversion.map_or(String::new(), |letter| format!("!{letter}"));
                let spec = if spec.is_empty() {
                    String::new()
                } else {
                    fstring(spec)
                };
                out.push(pair("value", [expr(value), conversion, spec]));
            }
        }
    }
    if !pending.is_empty() {
        out.push(quoted(&pending));
    }
    named("fstring", out.into_iter())
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            _ => out += &format!("\\u{{{:x}}}", u32::from(c)),
        }
    }
    out.push('"');
    out
}

fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "**",
        BinaryOp::MatMul => "@",
        BinaryOp::ShiftLeft => "<<",
        BinaryOp::ShiftRight => ">>",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
    }
}

fn compare(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "==",
        CompareOp::NotEq => "!=",
        CompareOp::Lt => "<",
        CompareOp::LtE => "<=",
        CompareOp::Gt => ">",
        CompareOp::GtE => ">=",
        CompareOp::Is => "is",
        CompareOp::IsNot => "is-not",
        CompareOp::In => "in",
        CompareOp::NotIn => "not-in",
    }
}

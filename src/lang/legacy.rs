//! Statements and expressions that only Python 2 had. They become the tree of what Python 3
//! writes for them. Each function that takes nothing but tokens is the rule of that name in
//! `grammar/pkt.ebnf`.

use std::rc::Rc;

use nom::Parser;
use nom::combinator::cut;

use crate::lang::ast::{
    Arg, CompareOp, Expr, ExprKind, Ident, Lambda, Module, Param, ParamKind, Params, Span, Stmt,
    StmtKind,
};
use crate::lang::combinator::{between, name, operator, tuple_of};
use crate::lang::error::{Parse, Stop};
use crate::lang::expr::{arithmetic, expression};
use crate::lang::token::{Keyword, Operator, TokenKind, Tokens};

/// The function that does what the print statement did.
pub const PRINT: &str = "__print__";

/// The function that does what `/` did: integers stay integers.
pub const DIVIDE: &str = "__div__";

/// `print "a", b`, `print >>f, "a"`, `print`
pub fn print_statement(input: Tokens) -> Parse<StmtKind> {
    let (mut rest, word) = name(input)?;
    let mut args = Vec::new();
    let mut file = None;
    let mut newline = true;
    if rest.is(Operator::ShiftRight) {
        let (after, found) = cut(arithmetic).parse(rest.rest())?;
        file = Some(found);
        rest = after;
        if rest.is(Operator::Comma) {
            rest = rest.rest();
        }
    }
    let first = rest;
    while !ends_statement(rest) {
        let (after, value) = cut(expression).parse(rest)?;
        args.push(value);
        newline = !after.is(Operator::Comma);
        rest = after;
        if newline {
            break;
        }
        rest = rest.rest();
    }
    if let [only] = &args[..]
        && first.is(Operator::OpenParen)
        && let ExprKind::Tuple(_) = only.kind
    {
        let words = "Python 2 prints a tuple here, as print((a, b)) does in Python 3";
        input.hint_words("print of a tuple", word.span, words);
    }
    let mut today = args.last().map_or(String::new(), |last| {
        let span = Span {
            start: first.start(),
            end: last.span.end,
        };
        input.text(span).to_owned()
    });
    let comma = |today: &str| if today.is_empty() { "" } else { ", " };
    if let Some(file) = &file {
        today = format!("{today}{}file={}", comma(&today), input.text(file.span));
    }
    if !newline {
        today = format!("{today}{}end=\" \"", comma(&today));
    }
    let span = between(input, rest);
    input.hint("print", word.span, format!("print({today})"));
    let mut all: Vec<Arg> = args.into_iter().map(Arg::Positional).collect();
    if let Some(file) = file {
        all.push(Arg::Keyword(ident(input, "file", file.span), file));
    }
    if !newline {
        let kind = ExprKind::False;
        let no = Expr {
            kind,
            span: word.span,
        };
        all.push(Arg::Keyword(ident(input, "newline", word.span), no));
    }
    let function = named(input, PRINT, word.span);
    Ok((rest, StmtKind::Expr(call(function, all, span))))
}

/// `exec code in names`
pub fn exec_statement(input: Tokens) -> Parse<StmtKind> {
    let (rest, word) = name(input)?;
    let (mut rest, code) = cut(arithmetic).parse(rest)?;
    let mut args = match code.kind {
        // exec(code, names) in Python 2, too, if nothing follows
        ExprKind::Tuple(items) => items,
        _ => vec![code],
    };
    if rest.is_keyword(Keyword::In) {
        let (after, names) = cut(expression).parse(rest.rest())?;
        args.push(names);
        rest = after;
        if rest.is(Operator::Comma) {
            let (after, names) = cut(expression).parse(rest.rest())?;
            args.push(names);
            rest = after;
        }
    }
    let written: Vec<&str> = args.iter().map(|arg| input.text(arg.span)).collect();
    input.hint("exec", word.span, format!("exec({})", written.join(", ")));
    let span = between(input, rest);
    let function = named(input, "exec", word.span);
    let all = args.into_iter().map(Arg::Positional).collect();
    Ok((rest, StmtKind::Expr(call(function, all, span))))
}

/// Whether what stands here is a statement in Python 2, and in Python 3 nothing that makes sense.
pub fn starts_print(input: Tokens) -> bool {
    is_word(input, "print")
        && match input.second() {
            TokenKind::Newline | TokenKind::Str | TokenKind::Int | TokenKind::Float => true,
            TokenKind::Name => true,
            TokenKind::Keyword(word) => match word {
                Keyword::Not => !input.rest().rest().is_keyword(Keyword::In),
                Keyword::None | Keyword::True | Keyword::False | Keyword::Lambda => true,
                _ => false,
            },
            TokenKind::Operator(operator) => matches!(
                operator,
                Operator::Semicolon
                    | Operator::ShiftRight
                    | Operator::OpenBracket
                    | Operator::OpenBrace
                    | Operator::Backtick
                    | Operator::Minus
                    | Operator::Plus
                    | Operator::Tilde
                    | Operator::Ellipsis
            ),
            _ => false,
        }
}

/// Whether a text holds what Python 3 refuses, and Python 2 does not. A `print` that stands alone
/// is no sign: it may be a slip.
pub fn only_python2(module: &Module) -> bool {
    module.hints.iter().any(|hint| match hint.kind {
        "print" => hint.words != BARE_PRINT,
        kind => SPELLINGS.contains(&kind),
    })
}

/// What the text takes from the future: `from __future__ import division, print_function`
pub fn future(module: &Module) -> Vec<&str> {
    let mut taken = Vec::new();
    for statement in &module.body {
        if let StmtKind::ImportFrom { module, names, .. } = &statement.kind
            && &*module.name == "__future__"
        {
            taken.extend(names.iter().map(|alias| &*alias.name.name));
        }
    }
    taken
}

/// The kinds of hints that the parsers give, all but the print statement's.
const SPELLINGS: [&str; 9] = [
    "exec",
    "except",
    "raise",
    "tuple parameter",
    "`",
    "<>",
    "0777",
    "10L",
    "ur",
];

const BARE_PRINT: &str = "Python 3 writes print()";

/// `a / b` in a text of Python 2
pub fn divided(input: Tokens, left: Expr, right: Expr, span: Span) -> ExprKind {
    let function = named(input, DIVIDE, span);
    let args = vec![Arg::Positional(left), Arg::Positional(right)];
    call(function, args, span).kind
}

/// `a /= b` in a text of Python 2 is `a = a / b`; what is divided is then written twice.
pub fn divided_in_place(input: Tokens, target: Expr, value: Expr, span: Span) -> StmtKind {
    let kind = divided(input, target.clone(), value, span);
    StmtKind::Assign {
        targets: vec![target],
        value: Expr { kind, span },
    }
}

/// `, e` and `, (number, text)` of Python 2's `except X, e:`. What starts with a capital is a
/// second class, whose parentheses are missing.
pub fn exception_name(input: Tokens) -> Parse<Expr> {
    let (rest, _) = operator(Operator::Comma)(input)?;
    let (rest, target) = if rest.is(Operator::OpenParen) {
        tuple_parameter(rest)?
    } else {
        let (rest, found) = name(rest)?;
        if found.name.starts_with(char::is_uppercase) {
            return Stop::expected(input, "':'");
        }
        let span = found.span;
        let kind = ExprKind::Name(found.name);
        (rest, Expr { kind, span })
    };
    if !rest.is(Operator::Colon) {
        return Stop::expected(input, "':'");
    }
    let written = input.text(target.span);
    let words = match target.kind {
        ExprKind::Tuple(_) => format!("except … as e: with {written} = e.args"),
        _ => format!("except … as {written}:"),
    };
    input.hint("except", target.span, words);
    Ok((rest, target))
}

/// In Python 2 the name of an exception stays when the handler has ended; a hidden name goes.
pub fn caught(input: Tokens, target: Expr, body: Vec<Stmt>) -> (Ident, Vec<Stmt>) {
    let span = target.span;
    let hidden = ident(input, &format!(".{}", span.start), span);
    let name = ExprKind::Name(hidden.name.clone());
    let mut value = Expr { kind: name, span };
    if let ExprKind::Tuple(_) = target.kind {
        let attr = ident(input, "args", span);
        let kind = ExprKind::Attribute {
            value: Box::new(value),
            attr,
        };
        value = Expr { kind, span };
    }
    let assign = Stmt {
        kind: StmtKind::Assign {
            targets: vec![target],
            value,
        },
        span,
    };
    (hidden, std::iter::once(assign).chain(body).collect())
}

pub fn starts_exec(input: Tokens) -> bool {
    is_word(input, "exec") && matches!(input.second(), TokenKind::Str | TokenKind::Name)
}

/// `print ("a"), b` and `print ("a %s") % b`: calls in Python 3, whose rest does nothing or fails.
pub fn is_legacy(statement: &StmtKind, input: Tokens) -> Option<&'static str> {
    let StmtKind::Expr(value) = statement else {
        return None;
    };
    let apart = input.rest().start() > input.first().span.end;
    if is_word(input, "print") {
        if input.shared.old_print.get() && input.second() == OPEN {
            return (!calls_function(value)).then_some("print");
        }
        let legacy = match &value.kind {
            ExprKind::Tuple(items) => {
                apart
                    && items.first().is_some_and(|first| calls(first, "print"))
                    && !items[1..].iter().any(|item| calls(item, "print"))
            }
            ExprKind::Binary(left, ..) => calls(left, "print"),
            ExprKind::Attribute { value, .. } | ExprKind::Subscript { value, .. } => {
                apart && calls(value, "print")
            }
            _ => false,
        };
        return legacy.then_some("print");
    }
    if is_word(input, "exec")
        && let ExprKind::Compare(left, pairs) = &value.kind
        && let [(CompareOp::In, _)] = pairs.as_slice()
        && calls(left, "exec")
    {
        return Some("exec");
    }
    None
}

const OPEN: TokenKind = TokenKind::Operator(Operator::OpenParen);

/// `print("a", end="")`: what follows the name are arguments, not a tuple.
fn calls_function(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Call { func, args } if matches!(func.kind, ExprKind::Name(_)) => {
            args.iter().any(|arg| !matches!(arg, Arg::Positional(_)))
        }
        _ => false,
    }
}

/// Whether an expression begins with a call of `word`.
fn calls(value: &Expr, word: &str) -> bool {
    match &value.kind {
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Name(name) => &**name == word,
            _ => calls(func, word),
        },
        ExprKind::Binary(left, ..) => calls(left, word),
        ExprKind::Attribute { value, .. } | ExprKind::Subscript { value, .. } => calls(value, word),
        _ => false,
    }
}

/// `` `a` ``, which is `repr(a)`
pub fn backquoted(input: Tokens) -> Parse<Expr> {
    let (rest, open) = operator(Operator::Backtick)(input)?;
    let (rest, value) = cut(|input| tuple_of(input, expression)).parse(rest)?;
    let (rest, _) = cut(operator(Operator::Backtick)).parse(rest)?;
    let written = format!("repr({})", input.text(value.span));
    input.hint("`", open.span, written);
    let function = named(input, "repr", open.span);
    let span = between(input, rest);
    Ok((rest, call(function, vec![Arg::Positional(value)], span)))
}

/// `, "text"` behind what is raised
pub fn raised_value(input: Tokens) -> Parse<Vec<Arg>> {
    let (rest, _) = operator(Operator::Comma)(input)?;
    let (mut rest, value) = cut(expression).parse(rest)?;
    if rest.is(Operator::Comma) {
        // The third was a traceback.
        (rest, _) = cut(expression).parse(rest.rest())?;
    }
    let args = match value.kind {
        ExprKind::None => Vec::new(),
        ExprKind::Tuple(items) => items.into_iter().map(Arg::Positional).collect(),
        _ => vec![Arg::Positional(value)],
    };
    Ok((rest, args))
}

/// `raise X, "text"`, from behind the `X`
pub fn raised<'t>(start: Tokens<'t>, input: Tokens<'t>, class: Expr) -> Parse<'t, Expr> {
    let (rest, args) = raised_value(input)?;
    let written: Vec<&str> = args
        .iter()
        .filter_map(|arg| match arg {
            Arg::Positional(value) => Some(input.text(value.span)),
            _ => None,
        })
        .collect();
    let words = format!("raise {}({})", input.text(class.span), written.join(", "));
    input.hint("raise", class.span, words);
    Ok((rest, call(class, args, between(start, rest))))
}

/// `(a, (b, c))` among parameters
pub fn tuple_parameter(input: Tokens) -> Parse<Expr> {
    let (mut rest, _) = operator(Operator::OpenParen)(input)?;
    let mut items = Vec::new();
    loop {
        let (after, item) = if rest.is(Operator::OpenParen) {
            tuple_parameter(rest)?
        } else {
            let (after, word) = name(rest)?;
            let span = word.span;
            let kind = ExprKind::Name(word.name);
            (after, Expr { kind, span })
        };
        items.push(item);
        rest = after;
        if rest.is(Operator::Comma) {
            rest = rest.rest();
        } else if !rest.is(Operator::CloseParen) {
            return Stop::expected(rest, ")");
        }
        if rest.is(Operator::CloseParen) {
            break;
        }
    }
    let rest = rest.rest();
    let span = between(input, rest);
    let kind = ExprKind::Tuple(items);
    Ok((rest, Expr { kind, span }))
}

/// A parameter that is taken apart when the function is called.
pub fn unpacked_parameter(input: Tokens) -> Parse<Param> {
    let (rest, pattern) = tuple_parameter(input)?;
    let hidden = format!(".{}", pattern.span.start);
    let words = format!(
        "one parameter, and {} = that in the body",
        input.text(pattern.span)
    );
    input.hint("tuple parameter", pattern.span, words);
    let param = Param {
        name: ident(input, &hidden, pattern.span),
        kind: ParamKind::Normal,
        default: None,
        annotation: None,
        unpacked: Some(pattern),
    };
    Ok((rest, param))
}

/// The statements that take parameters apart at the beginning of a function.
pub fn unpacking(params: &mut Params) -> Vec<Stmt> {
    let mut statements = Vec::new();
    for param in &mut params.list {
        let Some(pattern) = param.unpacked.take() else {
            continue;
        };
        let span = pattern.span;
        let kind = ExprKind::Name(param.name.name.clone());
        statements.push(Stmt {
            kind: StmtKind::Assign {
                targets: vec![pattern],
                value: Expr { kind, span },
            },
            span,
        });
    }
    statements
}

/// `lambda (a, b): c` is `lambda x: (lambda a, b: c)(*x)`.
pub fn unpacking_lambda(params: &mut Params, mut body: Expr) -> Expr {
    for param in params.list.iter_mut().rev() {
        let Some(pattern) = param.unpacked.take() else {
            continue;
        };
        let (span, whole) = (pattern.span, body.span);
        let ExprKind::Tuple(items) = pattern.kind else {
            continue;
        };
        let mut inner = Params {
            list: items.into_iter().map(part).collect(),
        };
        let body_inside = unpacking_lambda(&mut inner, body);
        let lambda = Expr {
            kind: ExprKind::Lambda(Rc::new(Lambda {
                params: inner,
                body: body_inside,
            })),
            span: whole,
        };
        let value = Expr {
            kind: ExprKind::Name(param.name.name.clone()),
            span,
        };
        body = call(lambda, vec![Arg::Star(value)], whole);
    }
    body
}

fn part(pattern: Expr) -> Param {
    let span = pattern.span;
    let (name, unpacked) = match pattern.kind {
        ExprKind::Name(name) => (name, None),
        _ => (format!(".{}", span.start).into(), Some(pattern)),
    };
    Param {
        name: Ident { name, span },
        kind: ParamKind::Normal,
        default: None,
        annotation: None,
        unpacked,
    }
}

fn is_word(input: Tokens, word: &str) -> bool {
    input.kind() == TokenKind::Name && input.text(input.first().span) == word
}

fn ends_statement(input: Tokens) -> bool {
    input.kind() == TokenKind::Newline || input.is(Operator::Semicolon)
}

fn ident(input: Tokens, text: &str, span: Span) -> Ident {
    let name = input.shared.name(text);
    Ident { name, span }
}

fn named(input: Tokens, text: &str, span: Span) -> Expr {
    let kind = ExprKind::Name(input.shared.name(text));
    Expr { kind, span }
}

fn call(func: Expr, args: Vec<Arg>, span: Span) -> Expr {
    let kind = ExprKind::Call {
        func: Box::new(func),
        args,
    };
    Expr { kind, span }
}

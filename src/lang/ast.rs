//! The tree that a program is parsed into: Python's, as far as scripts use it.
//!
//! The parser makes it, the resolver reads it. Nothing here knows what a name means.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::lang::hint::Hint;

/// A half-open range of byte offsets into the source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// A whole file, or one input of the shell.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    pub body: Vec<Stmt>,
    /// What was written as in Python 2.
    pub hints: Vec<Hint>,
    /// Only Python 2 accepts the text.
    pub python2: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// `x`; the shell echoes its value
    Expr(Expr),
    /// `a = b = c`: targets `[a, b]`, value `c`
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    /// `a += b`
    AugAssign {
        target: Expr,
        op: BinaryOp,
        value: Expr,
    },
    /// `a: int = 1`
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
    },
    /// `del a, b[0], c.d`
    Delete(Vec<Expr>),
    /// `if a: … elif b: … else: …`; an `elif` is an `If` alone in `orelse`
    If {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// `while a: … else: …`
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// `for a in b: … else: …`
    For {
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// `with a as b, c: …`
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    /// `try: … except X as e: … else: … finally: …`
    Try {
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Vec<Stmt>,
        finalbody: Vec<Stmt>,
    },
    /// `match a: case b: …`
    Match {
        subject: Expr,
        cases: Vec<Case>,
    },
    /// `raise`, `raise a`, `raise a from b`
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
    },
    /// `assert a, b`
    Assert {
        test: Expr,
        msg: Option<Expr>,
    },
    /// `def f(x): …`, with decorators
    FunctionDef(Rc<FunctionDef>),
    /// `class A(B): …`, with decorators
    ClassDef(Rc<ClassDef>),
    /// `return`, `return a`
    Return(Option<Expr>),
    /// `global a, b`
    Global(Vec<Ident>),
    /// `nonlocal a, b`
    Nonlocal(Vec<Ident>),
    /// `import a.b as c, d`
    Import(Vec<Alias>),
    /// `from a.b import c as d`; `names` is empty for `*`; `level` counts leading dots
    ImportFrom {
        module: Ident,
        names: Vec<Alias>,
        star: bool,
        level: u32,
    },
    Pass,
    Break,
    Continue,
}

/// `case a if b: …`
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// What a `case` asks of the value.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// `1`, `"a"`, `a.b`: equality
    Value(Expr),
    /// `None`, `True`, `False`: identity
    Constant(Expr),
    /// `a`; nothing for `_`
    Capture(Option<Ident>),
    /// `*a` in a sequence; nothing for `*_`
    Star(Option<Ident>),
    /// `[a, *b]`, `(a, b)`
    Sequence(Vec<Pattern>),
    /// `{"a": b, **c}`
    Mapping {
        items: Vec<(Expr, Pattern)>,
        others: Option<Ident>,
    },
    /// `A(b, c=d)`
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        named: Vec<(Ident, Pattern)>,
    },
    /// `a | b`
    Or(Vec<Pattern>),
    /// `a as b`
    As(Box<Pattern>, Ident),
}

impl Pattern {
    /// Visits the expressions in it.
    pub fn each_expr<'a, E>(
        &'a self,
        visit: &mut dyn FnMut(&'a Expr) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Pattern::Value(value) | Pattern::Constant(value) => visit(value),
            Pattern::Capture(_) | Pattern::Star(_) => Ok(()),
            Pattern::Or(all) | Pattern::Sequence(all) => {
                all.iter().try_for_each(|inner| inner.each_expr(visit))
            }
            Pattern::Mapping { items, .. } => items.iter().try_for_each(|(key, inner)| {
                visit(key)?;
                inner.each_expr(visit)
            }),
            Pattern::Class {
                class,
                positional,
                named,
            } => {
                visit(class)?;
                let named = named.iter().map(|(_, inner)| inner);
                let mut all = positional.iter().chain(named);
                all.try_for_each(|inner| inner.each_expr(visit))
            }
            Pattern::As(inner, _) => inner.each_expr(visit),
        }
    }

    /// Visits the variables that it sets.
    pub fn each_name<'a>(&'a self, visit: &mut dyn FnMut(&'a Ident)) {
        match self {
            Pattern::Value(_) | Pattern::Constant(_) => {}
            Pattern::Capture(name) | Pattern::Star(name) => name.iter().for_each(visit),
            Pattern::Or(all) | Pattern::Sequence(all) => {
                all.iter().for_each(|inner| inner.each_name(visit));
            }
            Pattern::Mapping { items, others } => {
                items.iter().for_each(|(_, inner)| inner.each_name(visit));
                others.iter().for_each(visit);
            }
            Pattern::Class {
                positional, named, ..
            } => {
                let named = named.iter().map(|(_, inner)| inner);
                let all = positional.iter().chain(named);
                all.for_each(|inner| inner.each_name(visit));
            }
            Pattern::As(inner, name) => {
                inner.each_name(visit);
                visit(name);
            }
        }
    }
}

/// A name where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Ident {
    pub name: Rc<str>,
    pub span: Span,
}

/// `a.b as c`
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The dotted name, dots included.
    pub name: Ident,
    pub asname: Option<Ident>,
}

/// `a as b` of a `with`
#[derive(Clone, Debug, PartialEq)]
pub struct WithItem {
    pub context: Expr,
    pub target: Option<Expr>,
}

/// `except X as e: …`
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// `None` for a bare `except:`
    pub kind: Option<Expr>,
    pub name: Option<Ident>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDef {
    pub name: Ident,
    pub params: Params,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub returns: Option<Expr>,
    pub docstring: Option<Rc<str>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClassDef {
    pub name: Ident,
    pub bases: Vec<Expr>,
    /// `metaclass=…` and the like; without a name `**more`
    pub keywords: Vec<(Option<Ident>, Expr)>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub docstring: Option<Rc<str>>,
}

/// The parameters of a `def` or a `lambda`, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params {
    pub list: Vec<Param>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    pub name: Ident,
    pub kind: ParamKind,
    pub default: Option<Expr>,
    pub annotation: Option<Expr>,
    /// Python 2's `(a, b)` in place of a name. The tree of a whole function has none: its body
    /// begins with the assignment.
    pub unpacked: Option<Expr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// before `/`
    PositionalOnly,
    Normal,
    /// `*args`
    Star,
    /// after `*` or `*args`
    KeywordOnly,
    /// `**kwargs`
    DoubleStar,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    None,
    True,
    False,
    /// `...`
    Ellipsis,
    Int(i64),
    /// an integer beyond 64 bits
    BigInt(Rc<BigInt>),
    Float(f64),
    /// `2j`
    Imaginary(f64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    /// `f"a {b!r:>{w}}"`, implicitly joined neighbours included
    FString(Vec<FPart>),
    Name(Rc<str>),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// `{a: b, **c}`; a `None` key stands for `**`
    Dict(Vec<(Option<Expr>, Expr)>),
    Unary(UnaryOp, Box<Expr>),
    Binary(Box<Expr>, BinaryOp, Box<Expr>),
    /// `a and b and c`
    And(Vec<Expr>),
    /// `a or b or c`
    Or(Vec<Expr>),
    /// `a < b <= c`: `a`, then the pairs
    Compare(Box<Expr>, Vec<(CompareOp, Expr)>),
    /// `a if c else b`
    IfElse {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Arg>,
    },
    /// `a.b`
    Attribute {
        value: Box<Expr>,
        attr: Ident,
    },
    /// `a[b]`
    Subscript {
        value: Box<Expr>,
        index: Box<Expr>,
    },
    /// `a:b:c`, only inside a subscript
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
    Lambda(Rc<Lambda>),
    ListComp(Box<Expr>, Vec<Comprehension>),
    SetComp(Box<Expr>, Vec<Comprehension>),
    DictComp(Box<Expr>, Box<Expr>, Vec<Comprehension>),
    GeneratorExp(Box<Expr>, Vec<Comprehension>),
    /// `*a` in a call, a display or a target
    Starred(Box<Expr>),
    /// `a := b`
    Walrus {
        target: Ident,
        value: Box<Expr>,
    },
    /// `yield`, `yield a`
    Yield(Option<Box<Expr>>),
    /// `yield from a`
    YieldFrom(Box<Expr>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Lambda {
    pub params: Params,
    pub body: Expr,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Positional(Expr),
    /// `*a`
    Star(Expr),
    /// `a=b`
    Keyword(Ident, Expr),
    /// `**a`
    DoubleStar(Expr),
}

/// `for a in b if c if d`
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
}

/// A piece of an f-string.
#[derive(Clone, Debug, PartialEq)]
pub enum FPart {
    Text(Rc<str>),
    /// `{value=!conversion:spec}`
    Value {
        value: Expr,
        /// the text before `=` of `{x=}`, spaces included
        debug: Option<Rc<str>>,
        /// `r`, `s` or `a`
        conversion: Option<char>,
        /// the format spec, which may hold values of its own
        spec: Vec<FPart>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-a`
    Neg,
    /// `+a`
    Pos,
    /// `~a`
    Invert,
    /// `not a`
    Not,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    /// `/`, which also stacks layers
    Div,
    FloorDiv,
    Mod,
    Pow,
    /// `@`
    MatMul,
    ShiftLeft,
    ShiftRight,
    BitAnd,
    BitOr,
    BitXor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

#!/usr/bin/env python3
"""Writes the expected tree beside each grammar/ok/*.py, as CPython's `ast` reads it.

    python3 grammar/record_trees.py            # all samples
    python3 grammar/record_trees.py FILE.py    # prints one

The form is the one that tests/grammar/tree.rs writes from our own tree: a statement per line,
its block indented under it, expressions as s-expressions.
Recorded with CPython 3.11.
"""

import ast
import pathlib
import struct
import sys
import warnings

BINARY = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&",
    ast.BitOr: "|", ast.BitXor: "^",
}
UNARY = {ast.USub: "neg", ast.UAdd: "pos", ast.Invert: "invert", ast.Not: "not"}
COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is-not", ast.In: "in", ast.NotIn: "not-in",
}


def quoted(text):
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif " " <= c <= "~":
            out.append(c)
        else:
            out.append("\\u{%x}" % ord(c))
    return '"' + "".join(out) + '"'


def form(*parts):
    return "(" + " ".join(p for p in parts if p != "") + ")"


def many(nodes):
    return " ".join(expr(n) for n in nodes)


def constant(value):
    if value is None or value is True or value is False:
        return str(value)
    if value is ...:
        return "..."
    if isinstance(value, int):
        return hex(value) if abs(value) >= 1 << 64 else str(value)
    if isinstance(value, float):
        return form("float", struct.pack(">d", value).hex())
    if isinstance(value, bytes):
        return 'x"' + value.hex() + '"'
    return quoted(value)


def fstring(nodes):
    parts = []
    for n in nodes:
        if isinstance(n, ast.Constant):
            parts.append(quoted(n.value))
        else:
            conversion = "" if n.conversion == -1 else "!" + chr(n.conversion)
            spec = "" if n.format_spec is None or not n.format_spec.values else fstring(n.format_spec.values)
            parts.append(form("value", expr(n.value), conversion, spec))
    return form("fstring", *parts)


def params(a):
    out = []
    plain = a.posonlyargs + a.args
    defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
    for i, (p, d) in enumerate(zip(plain, defaults)):
        out.append(param("pos" if i < len(a.posonlyargs) else "arg", p, d))
    if a.vararg:
        out.append(param("star", a.vararg, None))
    for p, d in zip(a.kwonlyargs, a.kw_defaults):
        out.append(param("kw", p, d))
    if a.kwarg:
        out.append(param("double", a.kwarg, None))
    return form(*out)


def param(kind, p, default):
    annotation = expr(p.annotation) if p.annotation else ("_" if default else "")
    return form(kind, p.arg, annotation, expr(default) if default else "")


def clauses(generators):
    out = []
    for g in generators:
        assert not g.is_async
        out.append(form("for", expr(g.target), expr(g.iter), many(g.ifs)))
    return " ".join(out)


def arguments(args, keywords):
    out = [expr(a) for a in args]
    for k in keywords:
        out.append(form("**", expr(k.value)) if k.arg is None else form(k.arg + "=", expr(k.value)))
    return " ".join(out)


def optional(n):
    return "_" if n is None else expr(n)


def expr(n):
    match n:
        case ast.Constant():
            return constant(n.value)
        case ast.JoinedStr():
            return fstring(n.values)
        case ast.Name():
            return n.id
        case ast.Tuple():
            return form("tuple", many(n.elts))
        case ast.List():
            return form("list", many(n.elts))
        case ast.Set():
            return form("set", many(n.elts))
        case ast.Dict():
            items = (form("**", expr(v)) if k is None else form(expr(k), expr(v)) for k, v in zip(n.keys, n.values))
            return form("dict", *items)
        case ast.UnaryOp():
            return form(UNARY[type(n.op)], expr(n.operand))
        case ast.BinOp():
            return form(BINARY[type(n.op)], expr(n.left), expr(n.right))
        case ast.BoolOp():
            return form("and" if isinstance(n.op, ast.And) else "or", many(n.values))
        case ast.Compare():
            pairs = (COMPARE[type(o)] + " " + expr(c) for o, c in zip(n.ops, n.comparators))
            return form("compare", expr(n.left), *pairs)
        case ast.IfExp():
            return form("if", expr(n.test), expr(n.body), expr(n.orelse))
        case ast.Call():
            return form("call", expr(n.func), arguments(n.args, n.keywords))
        case ast.Attribute():
            return form(".", expr(n.value), n.attr)
        case ast.Subscript():
            return form("[]", expr(n.value), expr(n.slice))
        case ast.Slice():
            return form("slice", optional(n.lower), optional(n.upper), optional(n.step))
        case ast.Lambda():
            return form("lambda", params(n.args), expr(n.body))
        case ast.ListComp():
            return form("listcomp", expr(n.elt), clauses(n.generators))
        case ast.SetComp():
            return form("setcomp", expr(n.elt), clauses(n.generators))
        case ast.GeneratorExp():
            return form("genexp", expr(n.elt), clauses(n.generators))
        case ast.DictComp():
            return form("dictcomp", expr(n.key), expr(n.value), clauses(n.generators))
        case ast.Starred():
            return form("*", expr(n.value))
        case ast.NamedExpr():
            return form(":=", expr(n.target), expr(n.value))
        case ast.Yield():
            return form("yield", "" if n.value is None else expr(n.value))
        case ast.YieldFrom():
            return form("yield-from", expr(n.value))
    raise NotImplementedError(type(n).__name__)


def aliases(names):
    return ", ".join(a.name + (" as " + a.asname if a.asname else "") for a in names)


def block(nodes, indent):
    return [line for n in nodes for line in stmt(n, indent)]


def stmt(n, indent=""):
    inner = indent + "  "

    def header(text):
        return [indent + text]

    def orelse(word, nodes):
        return header(word) + block(nodes, inner) if nodes else []

    match n:
        case ast.Expr():
            return header("expr " + expr(n.value))
        case ast.Assign():
            return header("assign " + form(many(n.targets)) + " " + expr(n.value))
        case ast.AugAssign():
            return header(f"augassign {expr(n.target)} {BINARY[type(n.op)]} {expr(n.value)}")
        case ast.AnnAssign():
            return header(f"annassign {expr(n.target)} {expr(n.annotation)} {optional(n.value)}")
        case ast.Delete():
            return header("del " + many(n.targets))
        case ast.If():
            return header("if " + expr(n.test)) + block(n.body, inner) + orelse("else", n.orelse)
        case ast.While():
            return header("while " + expr(n.test)) + block(n.body, inner) + orelse("else", n.orelse)
        case ast.For():
            return header(f"for {expr(n.target)} {expr(n.iter)}") + block(n.body, inner) + orelse("else", n.orelse)
        case ast.With():
            items = (expr(i.context_expr) + (" as " + expr(i.optional_vars) if i.optional_vars else "") for i in n.items)
            return header("with " + ", ".join(items)) + block(n.body, inner)
        case ast.Try():
            out = header("try") + block(n.body, inner)
            for h in n.handlers:
                kind = " " + expr(h.type) if h.type else ""
                out += header("except" + kind + (" as " + h.name if h.name else "")) + block(h.body, inner)
            return out + orelse("else", n.orelse) + orelse("finally", n.finalbody)
        case ast.Raise():
            exc = " " + expr(n.exc) if n.exc else ""
            return header("raise" + exc + (" from " + expr(n.cause) if n.cause else ""))
        case ast.Assert():
            return header("assert " + expr(n.test) + (" " + expr(n.msg) if n.msg else ""))
        case ast.FunctionDef():
            out = [indent + "@ " + expr(d) for d in n.decorator_list]
            returns = " -> " + expr(n.returns) if n.returns else ""
            return out + header(f"def {n.name} {params(n.args)}{returns}") + block(n.body, inner)
        case ast.ClassDef():
            out = [indent + "@ " + expr(d) for d in n.decorator_list]
            return out + header(f"class {n.name} " + form(arguments(n.bases, n.keywords))) + block(n.body, inner)
        case ast.Return():
            return header("return" + (" " + expr(n.value) if n.value else ""))
        case ast.Global():
            return header("global " + " ".join(n.names))
        case ast.Nonlocal():
            return header("nonlocal " + " ".join(n.names))
        case ast.Import():
            return header("import " + aliases(n.names))
        case ast.ImportFrom():
            return header(f"from {'.' * n.level}{n.module or ''} import {aliases(n.names)}")
        case ast.Pass():
            return header("pass")
        case ast.Break():
            return header("break")
        case ast.Continue():
            return header("continue")
    raise NotImplementedError(type(n).__name__)


def tree(source):
    return "".join(line + "\n" for n in ast.parse(source).body for line in stmt(n))


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    if len(sys.argv) > 1:
        sys.stdout.write(tree(pathlib.Path(sys.argv[1]).read_bytes()))
        return
    for sample in sorted((pathlib.Path(__file__).parent / "ok").glob("*.py")):
        sample.with_suffix(".tree").write_text(tree(sample.read_bytes()))


if __name__ == "__main__":
    main()

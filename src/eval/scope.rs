//! Which variable a name means: found for the whole text before code is made.

use std::collections::HashMap;

use super::symbol::Symbol;
use crate::lang::ast::*;

pub type ScopeId = usize;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    Module,
    Function,
    Class,
    /// A list, set or dict comprehension: it has variables of its own in the registers of the
    /// function around it.
    Comprehension,
}

pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    /// The variables bound here, in order of appearance.
    pub bound: Vec<Symbol>,
    pub globals: Vec<Symbol>,
    pub nonlocals: Vec<Symbol>,
    /// Bound variables that inner functions use.
    pub captured: Vec<Symbol>,
    /// Variables of outer functions that this function or its inner ones use.
    pub free: Vec<Symbol>,
    /// Bound variables that may lose their value.
    pub deleted: Vec<Symbol>,
    pub has_yield: bool,
    pub has_walrus: bool,
    /// Register of each bound variable, for functions and the comprehensions in them.
    pub registers: HashMap<Symbol, u16>,
    /// Comprehensions inside, which share the registers.
    uses: Vec<Symbol>,
}

pub struct Scopes {
    pub all: Vec<Scope>,
    /// The scope of a function, class, lambda or comprehension, by the address of its node.
    pub of_node: HashMap<usize, ScopeId>,
    /// How many registers variables take, per function-like scope.
    pub variables: HashMap<ScopeId, Vec<Symbol>>,
}

/// What is wrong with the names of a text.
pub struct ScopeError {
    pub message: String,
    pub span: Span,
}

pub fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

/// Finds the scopes of a module and the variables in them.
pub fn analyse(body: &[Stmt], module_is_function: bool) -> Result<Scopes, ScopeError> {
    let mut walker = Walker {
        scopes: Scopes {
            all: Vec::new(),
            of_node: HashMap::new(),
            variables: HashMap::new(),
        },
        error: None,
        now: 0,
    };
    walker.open(
        if module_is_function {
            ScopeKind::Function
        } else {
            ScopeKind::Module
        },
        None,
    );
    walker.statements(body);
    if let Some(error) = walker.error {
        return Err(error);
    }
    let mut scopes = walker.scopes;
    scopes.resolve();
    Ok(scopes)
}

struct Walker {
    scopes: Scopes,
    error: Option<ScopeError>,
    now: ScopeId,
}

fn add(list: &mut Vec<Symbol>, name: Symbol) {
    if !list.contains(&name) {
        list.push(name);
    }
}

impl Walker {
    fn open(&mut self, kind: ScopeKind, parent: Option<ScopeId>) -> ScopeId {
        self.scopes.all.push(Scope {
            kind,
            parent,
            bound: Vec::new(),
            globals: Vec::new(),
            nonlocals: Vec::new(),
            captured: Vec::new(),
            free: Vec::new(),
            deleted: Vec::new(),
            has_yield: false,
            has_walrus: false,
            registers: HashMap::new(),
            uses: Vec::new(),
        });
        self.now = self.scopes.all.len() - 1;
        self.now
    }

    fn inner(&mut self, kind: ScopeKind, node: usize, walk: impl FnOnce(&mut Self)) {
        let outer = self.now;
        let scope = self.open(kind, Some(outer));
        self.scopes.of_node.insert(node, scope);
        walk(self);
        self.now = outer;
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.now]
    }

    fn bind(&mut self, name: &str) {
        let name = Symbol::of(name);
        let scope = self.scope();
        if !scope.globals.contains(&name) && !scope.nonlocals.contains(&name) {
            add(&mut scope.bound, name);
        } else {
            add(&mut scope.uses, name);
        }
    }

    fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
                self.target(target);
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
            } => {
                value.iter().for_each(|value| self.expr(value));
                if self.scope().kind != ScopeKind::Function {
                    self.expr(annotation);
                    if matches!(target.kind, ExprKind::Name(_)) {
                        self.bind("__annotations__");
                    }
                }
                self.target(target);
            }
            StmtKind::Delete(targets) => {
                for target in targets {
                    self.deletion(target);
                }
            }
            StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => {
                self.expr(iter);
                self.target(target);
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.expr(&item.context);
                    item.target.iter().for_each(|target| self.target(target));
                }
                self.statements(body);
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
            } => {
                self.statements(body);
                for handler in handlers {
                    handler.kind.iter().for_each(|kind| self.expr(kind));
                    if let Some(name) = &handler.name {
                        self.bind(&name.name);
                        let name = Symbol::of(&name.name);
                        add(&mut self.scope().deleted, name);
                    }
                    self.statements(&handler.body);
                }
                self.statements(orelse);
                self.statements(finalbody);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    let visited: Result<(), ()> = case.pattern.each_expr(&mut |value| {
                        self.expr(value);
                        Ok(())
                    });
                    debug_assert!(visited.is_ok());
                    case.pattern.each_name(&mut |name| self.bind(&name.name));
                    case.guard.iter().for_each(|guard| self.expr(guard));
                    self.statements(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                exc.iter().for_each(|value| self.expr(value));
                cause.iter().for_each(|value| self.expr(value));
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                msg.iter().for_each(|value| self.expr(value));
            }
            StmtKind::FunctionDef(def) => {
                def.decorators.iter().for_each(|value| self.expr(value));
                self.bind(&def.name.name);
                let annotated = def.params.list.iter();
                let annotated = annotated.filter_map(|param| param.annotation.as_ref());
                for annotation in annotated.chain(&def.returns) {
                    self.expr(annotation);
                }
                self.function(&def.params, address(&**def), |walker| {
                    walker.statements(&def.body)
                });
            }
            StmtKind::ClassDef(def) => {
                def.decorators.iter().for_each(|value| self.expr(value));
                def.bases.iter().for_each(|value| self.expr(value));
                def.keywords.iter().for_each(|(_, value)| self.expr(value));
                self.bind(&def.name.name);
                self.inner(ScopeKind::Class, address(&**def), |walker| {
                    walker.statements(&def.body)
                });
            }
            StmtKind::Return(value) => value.iter().for_each(|value| self.expr(value)),
            StmtKind::Global(names) => {
                for name in names {
                    let symbol = Symbol::of(&name.name);
                    let scope = self.scope();
                    if scope.kind == ScopeKind::Function && scope.bound.contains(&symbol) {
                        self.fail(
                            format!(
                                "name '{}' is assigned to before global declaration",
                                name.name
                            ),
                            name.span,
                        );
                        return;
                    }
                    add(&mut scope.globals, symbol);
                }
            }
            StmtKind::Nonlocal(names) => {
                for name in names {
                    let symbol = Symbol::of(&name.name);
                    if !self.nonlocal_exists(symbol) {
                        let text = if self.scope().kind == ScopeKind::Module {
                            "nonlocal declaration not allowed at module level".to_owned()
                        } else {
                            format!("no binding for nonlocal '{}' found", name.name)
                        };
                        self.fail(text, name.span);
                        return;
                    }
                    let scope = self.scope();
                    scope.bound.retain(|bound| *bound != symbol);
                    add(&mut scope.nonlocals, symbol);
                    add(&mut scope.uses, symbol);
                }
            }
            StmtKind::Import(names) => {
                for alias in names {
                    match &alias.asname {
                        Some(name) => self.bind(&name.name),
                        None => {
                            let first = alias
                                .name
                                .name
                                .split('.')
                                .next()
                                .unwrap_or_default()
                                .to_owned();
                            self.bind(&first);
                        }
                    }
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bind(&name.name);
                }
            }
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
    }

    fn fail(&mut self, message: String, span: Span) {
        self.error.get_or_insert(ScopeError { message, span });
    }

    fn nonlocal_exists(&self, name: Symbol) -> bool {
        let mut at = self.scopes.all[self.now].parent;
        while let Some(scope) = at {
            let scope = &self.scopes.all[scope];
            if scope.kind == ScopeKind::Function
                && (scope.bound.contains(&name) || scope.nonlocals.contains(&name))
            {
                return true;
            }
            at = scope.parent;
        }
        // It may be bound further down in the enclosing function; that is settled when resolving.
        self.scopes.all[self.now]
            .parent
            .is_some_and(|parent| self.scopes.all[parent].kind != ScopeKind::Module)
    }

    fn function(&mut self, params: &Params, node: usize, body: impl FnOnce(&mut Self)) {
        for param in &params.list {
            param.default.iter().for_each(|value| self.expr(value));
        }
        self.inner(ScopeKind::Function, node, |walker| {
            for kind in [
                ParamKind::PositionalOnly,
                ParamKind::Normal,
                ParamKind::KeywordOnly,
                ParamKind::Star,
                ParamKind::DoubleStar,
            ] {
                for param in params.list.iter().filter(|param| param.kind == kind) {
                    walker.bind(&param.name.name);
                }
            }
            body(walker);
        });
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.bind(name),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.target(item))
            }
            ExprKind::Starred(inner) => self.target(inner),
            _ => self.expr(target),
        }
    }

    fn deletion(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => {
                self.bind(name);
                let name = Symbol::of(name);
                add(&mut self.scope().deleted, name);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.deletion(item))
            }
            _ => self.expr(target),
        }
    }

    fn comprehension(
        &mut self,
        node: usize,
        parts: &[Comprehension],
        values: &[&Expr],
        kind: ScopeKind,
    ) {
        // The first iterable belongs to the scope outside.
        if let Some(first) = parts.first() {
            self.expr(&first.iter);
        }
        self.inner(kind, node, |walker| {
            if kind == ScopeKind::Function {
                walker.bind(".0");
            }
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    walker.expr(&part.iter);
                }
                walker.target(&part.target);
                part.ifs.iter().for_each(|test| walker.expr(test));
            }
            values.iter().for_each(|value| walker.expr(value));
        });
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Ellipsis
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Imaginary(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_) => {}
            ExprKind::FString(parts) => self.parts(parts),
            ExprKind::Name(name) => {
                let name = Symbol::of(name);
                add(&mut self.scope().uses, name);
            }
            ExprKind::Tuple(items)
            | ExprKind::List(items)
            | ExprKind::Set(items)
            | ExprKind::And(items)
            | ExprKind::Or(items) => {
                items.iter().for_each(|item| self.expr(item));
            }
            ExprKind::Dict(items) => {
                for (key, value) in items {
                    key.iter().for_each(|key| self.expr(key));
                    self.expr(value);
                }
            }
            ExprKind::Unary(_, value) | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Binary(a, _, b) => {
                self.expr(a);
                self.expr(b);
            }
            ExprKind::Compare(first, rest) => {
                self.expr(first);
                rest.iter().for_each(|(_, value)| self.expr(value));
            }
            ExprKind::IfElse { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Call { func, args } => {
                self.expr(func);
                for arg in args {
                    match arg {
                        Arg::Positional(value)
                        | Arg::Star(value)
                        | Arg::Keyword(_, value)
                        | Arg::DoubleStar(value) => {
                            self.expr(value);
                        }
                    }
                }
            }
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step].into_iter().flatten() {
                    self.expr(part);
                }
            }
            ExprKind::Lambda(lambda) => {
                self.function(&lambda.params, address(&**lambda), |walker| {
                    walker.expr(&lambda.body)
                });
            }
            ExprKind::ListComp(value, parts) | ExprKind::SetComp(value, parts) => {
                self.comprehension(address(expr), parts, &[value], ScopeKind::Comprehension);
            }
            ExprKind::DictComp(key, value, parts) => {
                self.comprehension(
                    address(expr),
                    parts,
                    &[key, value],
                    ScopeKind::Comprehension,
                );
            }
            ExprKind::GeneratorExp(value, parts) => {
                self.comprehension(address(expr), parts, &[value], ScopeKind::Function);
            }
            ExprKind::Walrus { target, value } => {
                self.expr(value);
                // The variable belongs to the function, not to the comprehension around the walrus.
                let mut scope = self.now;
                loop {
                    let here = &self.scopes.all[scope];
                    let generated = here.kind == ScopeKind::Function
                        && here.bound.first().is_some_and(|name| name.name() == ".0");
                    match here.parent {
                        Some(parent) if here.kind == ScopeKind::Comprehension || generated => {
                            scope = parent
                        }
                        _ => break,
                    }
                }
                let outer = std::mem::replace(&mut self.now, scope);
                self.bind(&target.name);
                self.scope().has_walrus = true;
                let symbol = Symbol::of(&target.name);
                self.now = outer;
                if outer != scope {
                    add(&mut self.scope().uses, symbol);
                    if self.scopes.all[scope].kind == ScopeKind::Function {
                        add(&mut self.scope().nonlocals, symbol);
                    } else {
                        add(&mut self.scope().globals, symbol);
                    }
                }
            }
            ExprKind::Yield(value) => {
                self.mark_yield(expr.span);
                value.iter().for_each(|value| self.expr(value));
            }
            ExprKind::YieldFrom(value) => {
                self.mark_yield(expr.span);
                self.expr(value);
            }
        }
    }

    fn mark_yield(&mut self, span: Span) {
        if self.scope().kind == ScopeKind::Function {
            self.scope().has_yield = true;
        } else {
            self.fail("'yield' outside function".into(), span);
        }
    }

    fn parts(&mut self, parts: &[FPart]) {
        for part in parts {
            if let FPart::Value { value, spec, .. } = part {
                self.expr(value);
                self.parts(spec);
            }
        }
    }
}

/// Where a variable is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In a register of the running function; shared with inner functions if `cell`.
    Local {
        register: u16,
        cell: bool,
    },
    /// In a cell of an outer function: an index into the closure.
    Free(u16),
    Global,
    /// In the class body that is running, or in a function with more variables than registers.
    ClassName,
}

/// So many variables of a function have a register; the rest are kept by name.
const MOST_REGISTERS: usize = 40_000;

impl Scopes {
    /// The function, class or module whose registers a scope uses.
    pub fn frame_of(&self, mut scope: ScopeId) -> ScopeId {
        while self.all[scope].kind == ScopeKind::Comprehension {
            match self.all[scope].parent {
                Some(parent) => scope = parent,
                None => break,
            }
        }
        scope
    }

    fn resolve(&mut self) {
        // A name declared nonlocal is no variable of its own, wherever the declaration stood.
        for scope in &mut self.all {
            let (globals, nonlocals) = (scope.globals.clone(), scope.nonlocals.clone());
            scope
                .bound
                .retain(|name| !globals.contains(name) && !nonlocals.contains(name));
        }
        for scope in 0..self.all.len() {
            for name in self.all[scope].uses.clone() {
                self.capture(scope, name);
            }
        }
        // Registers: the variables of a function, then those of the comprehensions in it.
        for scope in 0..self.all.len() {
            let frame = self.frame_of(scope);
            let in_registers = match self.all[scope].kind {
                ScopeKind::Function | ScopeKind::Comprehension => true,
                ScopeKind::Module | ScopeKind::Class => false,
            };
            if !in_registers {
                self.variables.entry(frame).or_default();
                continue;
            }
            for name in self.all[scope].bound.clone() {
                let variables = self.variables.entry(frame).or_default();
                let here = &self.all[scope];
                if variables.len() >= MOST_REGISTERS
                    && here.kind == ScopeKind::Function
                    && !here.captured.contains(&name)
                    && !here.has_yield
                {
                    // Kept by its name, as in a class body.
                    continue;
                }
                let register = u16::try_from(variables.len()).unwrap_or(u16::MAX);
                variables.push(name);
                self.all[scope].registers.insert(name, register);
            }
            self.variables.entry(frame).or_default();
        }
    }

    /// Marks the way from a use to the variable of an outer function.
    fn capture(&mut self, from: ScopeId, name: Symbol) {
        let mut crossed: Vec<ScopeId> = Vec::new();
        let mut at = from;
        loop {
            let scope = &self.all[at];
            if scope.globals.contains(&name) {
                return;
            }
            let visible = scope.kind != ScopeKind::Class || crossed.is_empty();
            if visible && scope.bound.contains(&name) {
                if crossed.is_empty() || matches!(scope.kind, ScopeKind::Module | ScopeKind::Class)
                {
                    return;
                }
                add(&mut self.all[at].captured, name);
                for function in crossed {
                    add(&mut self.all[function].free, name);
                }
                return;
            }
            if matches!(scope.kind, ScopeKind::Function | ScopeKind::Class) {
                crossed.push(at);
            }
            match scope.parent {
                Some(parent) => at = parent,
                None => return,
            }
        }
    }

    /// What `name` means in a scope.
    pub fn find(&self, from: ScopeId, name: Symbol) -> Where {
        let mut at = from;
        loop {
            let scope = &self.all[at];
            if scope.globals.contains(&name) {
                return Where::Global;
            }
            // A comprehension does not see the names of the class body that it stands in.
            let seen = at == from || scope.kind != ScopeKind::Class;
            if seen && scope.bound.contains(&name) {
                return match scope.kind {
                    ScopeKind::Module => Where::Global,
                    ScopeKind::Class => Where::ClassName,
                    _ => match scope.registers.get(&name) {
                        Some(register) => Where::Local {
                            register: *register,
                            cell: scope.captured.contains(&name),
                        },
                        None => Where::ClassName,
                    },
                };
            }
            match (scope.kind, scope.parent) {
                (ScopeKind::Comprehension, Some(parent)) => at = parent,
                _ => {
                    return match scope.free.iter().position(|free| *free == name) {
                        Some(index) => Where::Free(index as u16),
                        None => Where::Global,
                    };
                }
            }
        }
    }
}

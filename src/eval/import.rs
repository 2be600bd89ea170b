//! `import` of scripts, and of names from modules.

use std::rc::Rc;

use super::error::{Error, Result};
use super::exception::Exc;
use super::interp::Interp;
use super::module::{Globals, Module};
use super::symbol::Symbol;
use super::value::Value;

/// Loads a module that is a script beside the one that runs.
pub(super) fn script(interp: &mut Interp, name: &str) -> Result<Rc<Module>> {
    if name.starts_with('.') {
        let absolute = absolute(interp, name)?;
        return interp.import(&absolute);
    }
    let plain = name;
    let relative = plain.replace('.', "/");
    let found = interp.path.iter().flat_map(|directory| {
        [".py", ".pkt", "/__init__.py"].map(|ending| directory.join(format!("{relative}{ending}")))
    });
    let Some(file) = found.into_iter().find(|file| file.is_file()) else {
        let error = Error::module_not_found(format!("No module named '{name}'"))
            .with("name", Value::str(name));
        if let Some(why) = super::refused::reason(plain) {
            return Err(error.help(why).at_word(plain));
        }
        let names: Vec<&str> = interp.native_modules().map(|module| module.name).collect();
        return Err(match super::suggest::nearest(name, names) {
            Some(near) => error.help(format!("did you mean '{near}'?")),
            None => error,
        });
    };
    let shown = file.display().to_string();
    let octets = std::fs::read(&file).map_err(|error| Error::io(&error, Some(&shown)))?;
    let (text, _) = crate::lang::decode(&octets);
    let module = Rc::new(Module::new(plain));
    module.set("__name__", plain);
    module.set("__file__", shown.as_str());
    module.set("__package__", package_of(plain, &file));
    interp.modules.insert(plain.to_owned(), module.clone());
    if let Err(error) = super::program::run(interp, &text, &shown, &module.globals) {
        interp.modules.remove(plain);
        return Err(error);
    }
    interp.announce(plain, &module);
    if let Some((outer, own)) = plain.rsplit_once('.')
        && let Ok(outer) = interp.import(outer)
    {
        outer.set(own, Value::Module(module.clone()));
    }
    Ok(module)
}

/// The package that a module is in, or is itself.
fn package_of<'n>(name: &'n str, file: &std::path::Path) -> &'n str {
    if file.ends_with("__init__.py") {
        return name;
    }
    name.rsplit_once('.').map_or("", |(package, _)| package)
}

/// The module that `..name` means in the module that runs.
fn absolute(interp: &Interp, name: &str) -> Result<String> {
    let plain = name.trim_start_matches('.');
    let package = match interp.globals().get("__package__") {
        Some(Value::Str(package)) if !package.as_str().is_empty() => package.as_str().to_owned(),
        _ => {
            let help = match plain {
                "" => "a script that is started itself names the module: import module".to_owned(),
                plain => format!(
                    "a script that is started itself names the module: from {plain} import …"
                ),
            };
            let words = "attempted relative import with no known parent package";
            return Err(Error::import_error(words).help(help));
        }
    };
    let mut above = package.as_str();
    for _ in 1..name.len() - plain.len() {
        let Some((outer, _)) = above.rsplit_once('.') else {
            let words = "attempted relative import beyond top-level package";
            return Err(Error::import_error(words));
        };
        above = outer;
    }
    Ok(match plain {
        "" => above.to_owned(),
        plain => format!("{above}.{plain}"),
    })
}

impl Interp {
    /// `from module import name`
    pub(super) fn import_from(&mut self, module: &Value, name: Symbol) -> Result<Value> {
        if let Some(value) = self.find_attr(module, name.name())? {
            return Ok(value);
        }
        let Value::Module(module) = module else {
            return Err(Error::import_error("no module"));
        };
        if let Some(value) =
            super::methods::legacy::attribute(self, &Value::Module(module.clone()), name.name())?
        {
            return Ok(value);
        }
        // `from a import b` may mean the module a.b; what is known everywhere is in every part of scapy.
        match self.import(&format!("{}.{}", module.name, name.name())) {
            Ok(inner) => return Ok(Value::Module(inner)),
            Err(error) if error.is(Exc::ModuleNotFoundError) => {}
            Err(error) => return Err(error),
        }
        if module.name.starts_with("scapy")
            && let Some(value) = self.late_by_import(name.name())?
        {
            return Ok(value);
        }
        let error = Error::import_error(format!(
            "cannot import name '{}' from '{}' (unknown location)",
            name.name(),
            module.name
        ))
        .with("name", Value::str(module.name.as_str()));
        let names = module.globals.names();
        Err(match super::suggest::nearest(name.name(), names) {
            Some(near) => error.help(format!("did you mean '{near}'?")),
            None => error,
        })
    }

    /// `from module import *`
    pub(super) fn import_star(&mut self, module: &Rc<Module>, globals: &Rc<Globals>) -> Result<()> {
        let listed = match module.get("__all__") {
            Some(names) => Some(self.collect(&names)?),
            None => None,
        };
        for (name, value) in module.globals.entries() {
            let wanted = match &listed {
                Some(listed) => listed.iter().any(|item| item.as_str() == Some(name)),
                None => !name.starts_with('_'),
            };
            if wanted {
                globals.set(name, value);
            }
        }
        self.starred |= module.name.starts_with("scapy");
        if module.name == "scapy.all" {
            self.late_names_over(globals)?;
        }
        Ok(())
    }

    /// What comes along with Scapy is looked up when it is needed; a name that has another meaning
    /// by now gets Scapy's: after `from socket import *` the module is `socket` again.
    fn late_names_over(&mut self, globals: &Rc<Globals>) -> Result<()> {
        for (name, _) in globals.entries() {
            if !name.starts_with('_')
                && let Some(value) = self.late_of_scapy(name)?
            {
                globals.set(name, value);
            }
        }
        Ok(())
    }
}

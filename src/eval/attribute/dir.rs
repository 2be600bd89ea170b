//! `dir(x)`.

use crate::eval::class::Class;
use crate::eval::interp::Interp;
use crate::eval::value::Value;

pub fn dir(interp: &mut Interp, value: &Value) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let of_class = |class: &Class, names: &mut Vec<String>| {
        names.extend(
            class
                .attrs
                .borrow()
                .entries()
                .into_iter()
                .map(|(name, _)| name.name().to_owned()),
        );
        for ancestor in &class.ancestors {
            names.extend(
                ancestor
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
        }
    };
    match value {
        Value::Instance(instance) => {
            names.extend(
                instance
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
            of_class(&instance.class, &mut names);
        }
        Value::Class(class) => of_class(class, &mut names),
        Value::Module(module) => {
            names.extend(module.globals.names().into_iter().map(str::to_owned))
        }
        Value::Exception(exception) => {
            names.extend(
                exception
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
            names.push("args".into());
            of_class(&exception.class(), &mut names);
        }
        Value::Object(object) => {
            names.extend(object.dir());
            names.extend(object.methods().iter().map(|method| method.name.to_owned()));
        }
        Value::Function(function) => {
            names.extend(
                function
                    .attrs
                    .borrow()
                    .entries()
                    .into_iter()
                    .map(|(name, _)| name.name().to_owned()),
            );
        }
        value => match crate::eval::packets::dir(interp, value) {
            Some(list) => names.extend(list),
            None => of_class(&crate::eval::types::class(value.kind()), &mut names),
        },
    }
    names.sort();
    names.dedup();
    names
}

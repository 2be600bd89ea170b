//! Attributes, and what their sites in the program remember.

use super::rare::Here;
use crate::eval::code::{Reg, Site};
use crate::eval::error::Result;
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::eval::{attribute, class, packets, types};

impl Interp {
    #[inline(never)]
    pub(super) fn find_method(
        &mut self,
        here: &Here,
        base: Reg,
        object: Reg,
        site: u16,
    ) -> Result<()> {
        let object = self.read(here, object);
        let (method, receiver) = self.load_method(&here.code.sites[site as usize], object)?;
        self.write(here, base, method);
        self.write(here, base + 1, receiver);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn find_attr_at(
        &mut self,
        here: &Here,
        dst: Reg,
        object: Reg,
        site: u16,
    ) -> Result<()> {
        let object = self.read(here, object);
        let value = self.load_attr(&here.code.sites[site as usize], &object)?;
        self.write(here, dst, value);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn set_attr_at(
        &mut self,
        here: &Here,
        object: Reg,
        src: Reg,
        site: u16,
    ) -> Result<()> {
        let (object, value) = (self.read(here, object), self.read(here, src));
        self.store_attr(&here.code.sites[site as usize], &object, value)
    }

    /// The function and `self` for `x.name(…)`, remembering what can be remembered.
    fn load_method(&mut self, site: &Site, object: Value) -> Result<(Value, Value)> {
        match &object {
            Value::Instance(instance) => {
                if !instance.class.has(class::Hook::GetAttribute)
                    && instance.attrs.borrow().position(site.name).is_none()
                    && let Some(found @ Value::Function(_)) = instance.class.lookup(site.name)
                {
                    site.class.set(instance.class.id);
                    site.epoch.set(class::epoch());
                    site.found.replace(found.clone());
                    return Ok((found, object));
                }
            }
            Value::Module(_)
            | Value::Class(_)
            | Value::Object(_)
            | Value::Super(_)
            | Value::Exception(_) => {}
            value if packets::type_name(value).is_none() => {
                if let Some(found @ Value::Builtin(builtin)) =
                    types::class(value.kind()).lookup(site.name)
                    && builtin.takes_self()
                {
                    // The kind of these depends on more.
                    if !matches!(value, Value::DictView(_) | Value::Method(_)) {
                        site.kind.set(std::mem::discriminant(value));
                        site.builtin.set(Some(builtin));
                    }
                    return Ok((found, object));
                }
            }
            _ => {}
        }
        let value = match &object {
            // The site remembers the class's function; what an instance holds itself is none.
            Value::Instance(_) => attribute::get(self, &object, site.name)?,
            _ => self.load_attr(site, &object)?,
        };
        Ok((value, Value::Unset))
    }

    fn load_attr(&mut self, site: &Site, object: &Value) -> Result<Value> {
        if let Value::Instance(instance) = object {
            // What the class says about the name must not matter for the shortcut to hold.
            let position = instance.attrs.borrow().position(site.name);
            if let Some(position) = position
                && !instance.class.has(class::Hook::GetAttribute)
                && !matches!(
                    instance.class.lookup(site.name),
                    Some(Value::Property(_) | Value::Instance(_))
                )
            {
                site.class.set(instance.class.id);
                site.epoch.set(class::epoch());
                site.index.set(position as u32);
            }
            return attribute::get(self, object, site.name);
        }
        if let Value::Module(module) = object {
            if let Some(slot) = module.globals.find(site.name) {
                site.index.set(slot);
            }
            return attribute::get(self, object, site.name);
        }
        let mut packet = site.packet.get();
        if let Some(value) = packets::get_attr(self, object, site.name, &mut packet)? {
            site.packet.set(packet);
            return Ok(value);
        }
        attribute::get(self, object, site.name)
    }

    fn store_attr(&mut self, site: &Site, object: &Value, mut value: Value) -> Result<()> {
        if let Value::Instance(instance) = object {
            if site.class.get() == instance.class.id
                && site.epoch.get() == class::epoch()
                && !instance.class.has(class::Hook::SetAttribute)
            {
                let index = site.index.get() as usize;
                let appended = instance.attrs.borrow_mut().append(index, site.name, value);
                match appended {
                    Ok(()) => return Ok(()),
                    Err(back) => value = back,
                }
            }
            let plain = !instance.class.has(class::Hook::SetAttribute)
                && site.name != self.known.dict
                && !matches!(
                    instance.class.lookup(site.name),
                    Some(Value::Property(_) | Value::Instance(_))
                );
            if plain {
                let old = instance.attrs.borrow_mut().set(site.name, value);
                drop(old);
                if let Some(position) = instance.attrs.borrow().position(site.name) {
                    site.class.set(instance.class.id);
                    site.epoch.set(class::epoch());
                    site.index.set(position as u32);
                }
                return Ok(());
            }
        }
        let mut packet = site.packet.get();
        if packets::set_attr(self, object, site.name, &value, &mut packet)? {
            site.packet.set(packet);
            return Ok(());
        }
        attribute::set(self, object, site.name, value)
    }
}

//! `conf.color_theme`: the themes are classes of `scripts/themes.py`.

use crate::eval::error::{Error, Result};
use crate::eval::interp::Interp;
use crate::eval::value::Value;
use crate::packet::text::Style;
use crate::packet::text::style::Paint;

/// The theme while no script has chosen one.
pub fn now(interp: &mut Interp) -> Result<Value> {
    let name = match interp.style == Style::PLAIN {
        true => "NoTheme",
        false => "DefaultTheme",
    };
    let module = interp.import("scapy.themes")?;
    let class = module.get(name);
    let class = class.ok_or_else(|| Error::name_error(format!("name '{name}' is not defined")))?;
    interp.call(&class, &[])
}

/// How a theme paints.
pub fn style(interp: &mut Interp, theme: &Value) -> Result<Style> {
    let Some(paints) = interp.find_attr(theme, "_paints")? else {
        return Err(Error::type_error(format!(
            "a theme is needed, not {}",
            interp.type_name(theme)
        ))
        .help("conf.color_theme = BrightTheme()"));
    };
    let paints = interp.call(&paints, &[])?;
    let mut paint = |kind: &str| -> Result<Paint> {
        let parts = interp.get_item(&paints, &Value::str(kind))?;
        let parts = interp.collect(&parts)?;
        let [before, behind, tex] = parts.as_slice() else {
            return Ok(Paint::NONE);
        };
        let (before, behind) = (interp.str(before)?, interp.str(behind)?);
        Ok(Paint::of(&before, &behind, interp.truth(tex)?))
    };
    Ok(Style {
        punct: paint("punct")?,
        layer_name: paint("layer_name")?,
        field_name: paint("field_name")?,
        field_value: paint("field_value")?,
        emph_field_name: paint("emph_field_name")?,
        emph_field_value: paint("emph_field_value")?,
        list_name: paint("packetlist_name")?,
        list_proto: paint("packetlist_proto")?,
        list_value: paint("packetlist_value")?,
        id: paint("id")?,
        not_printable: paint("not_printable")?,
        left: paint("left")?,
        right: paint("right")?,
        fail: paint("fail")?,
        success: paint("success")?,
        even: paint("even")?,
        odd: paint("odd")?,
    })
}

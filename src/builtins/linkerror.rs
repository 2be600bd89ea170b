//! What goes wrong on the link, as the exception that a script sees.

use crate::eval::error::Error;
use crate::eval::exception::Exc;
use crate::link::{self, Kind, Station};

/// The link's error with Python's kind.
pub fn raised(error: link::Error) -> Error {
    if let link::Error::File { path, error } = &error {
        return Error::io(error, Some(path));
    }
    if let link::Error::NoInterface { name, like } = &error {
        let known = Station::here().and_then(|station| station.interfaces());
        let names: Vec<String> = known
            .iter()
            .flat_map(|all| all.iter().map(|one| one.name.clone()))
            .collect();
        let mean = like.as_ref().map(|like| format!("did you mean '{like}'? "));
        let mean = mean.unwrap_or_default();
        let working = || Some(Station::here().ok()?.working_interface().ok()?.name);
        let meant = like.clone().or_else(working);
        let meant = meant.unwrap_or_else(|| "lo".into());
        return Error::value_error(error.to_string())
            .at_word(name)
            .help(format!(
                "{mean}there are: {}; a script's name can be mapped: pkt --iface {name}={meant}",
                names.join(", ")
            ));
    }
    let mut text = error.to_string();
    if matches!(error, link::Error::Filter { .. }) {
        text.insert_str(0, "Cannot set filter: ");
    }
    match (error.kind(), error.errno()) {
        (Kind::KeyboardInterrupt, _) => {
            link::interrupt::take();
            Error::keyboard_interrupt()
        }
        (Kind::ValueError, _) => Error::value_error(text),
        (Kind::Scapy, _) => super::exceptions::scapy(text),
        (Kind::PermissionError, _) => Error::os_error(1, text, None),
        (_, Some(errno)) => {
            // Python puts the number in front of an OSError's text by itself.
            let number = format!("[Errno {errno}] ");
            let words = text.strip_prefix(&number).unwrap_or(&text);
            Error::os_error(errno, words, None)
        }
        _ => Error::new(Exc::OSError, text),
    }
}

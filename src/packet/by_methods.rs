//! Building method by method, in the order in which Scapy's `Packet` calls them: for packets of a
//! script whose classes have `build`, `do_build`, `do_build_payload`, `build_padding` or
//! `build_done` of their own.

use super::build;
use super::error::Result;
use super::packet::{Packet, View, upwards};
use super::script;
use crate::proto::Hooks;
use crate::proto::raw::PADDING;

const WHOLE: Hooks = Hooks::BUILD
    .with(Hooks::DO_BUILD)
    .with(Hooks::DO_BUILD_PAYLOAD)
    .with(Hooks::BUILD_PADDING)
    .with(Hooks::BUILD_DONE);

/// Whether a class of the packet takes part in more than its own header.
pub fn concerns(view: View<'_>) -> bool {
    upwards(view.layers, view.at).any(|at| view.layers[at].proto.hooks.has(WHOLE))
}

/// The method of the class, or what Scapy's `Packet` does.
fn asked(
    packet: &Packet,
    hook: Hooks,
    parts: &[&[u8]],
    plain: impl FnOnce(&Packet) -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    match script::class(packet.proto(), hook) {
        Some(class) => class.octets(hook, packet, parts),
        None => plain(packet),
    }
}

/// `p.build()`
pub fn build(packet: &Packet) -> Result<Vec<u8>> {
    asked(packet, Hooks::BUILD, &[], build_plainly)
}

/// `Packet.build(p)`
pub fn build_plainly(packet: &Packet) -> Result<Vec<u8>> {
    let mut octets = do_build(packet)?;
    octets.extend(padding(packet)?);
    done(packet, octets)
}

/// `p.do_build()`
pub fn do_build(packet: &Packet) -> Result<Vec<u8>> {
    asked(packet, Hooks::DO_BUILD, &[], do_build_plainly)
}

/// `Packet.do_build(p)`
pub fn do_build_plainly(packet: &Packet) -> Result<Vec<u8>> {
    if packet.proto().is(&PADDING) {
        return payload(packet);
    }
    let mut header = asked(packet, Hooks::SELF_BUILD, &[], build::own_header)?;
    if let Some(own) = packet.own() {
        header = own.transformed(header)?;
    }
    let above = payload(packet)?;
    if packet.view(build::is_untouched) {
        header.extend(above);
        return Ok(header);
    }
    match script::class(packet.proto(), Hooks::POST_BUILD) {
        Some(class) => class.octets(Hooks::POST_BUILD, packet, &[&header, &above]),
        None => build::finished(packet, &header, &above),
    }
}

/// `p.do_build_payload()`
fn payload(packet: &Packet) -> Result<Vec<u8>> {
    asked(packet, Hooks::DO_BUILD_PAYLOAD, &[], payload_plainly)
}

/// `Packet.do_build_payload(p)`
pub fn payload_plainly(packet: &Packet) -> Result<Vec<u8>> {
    packet
        .payload()
        .map_or(Ok(Vec::new()), |above| do_build(&above))
}

/// `p.build_padding()`
fn padding(packet: &Packet) -> Result<Vec<u8>> {
    asked(packet, Hooks::BUILD_PADDING, &[], padding_plainly)
}

/// `Packet.build_padding(p)`
pub fn padding_plainly(packet: &Packet) -> Result<Vec<u8>> {
    let mut octets = match packet.proto().is(&PADDING) {
        true => packet.internal(0).as_octets().unwrap_or_default().to_vec(),
        false => Vec::new(),
    };
    if let Some(above) = packet.payload() {
        octets.extend(padding(&above)?);
    }
    Ok(octets)
}

/// `p.build_done(octets)`
fn done(packet: &Packet, octets: Vec<u8>) -> Result<Vec<u8>> {
    match script::class(packet.proto(), Hooks::BUILD_DONE) {
        Some(class) => class.octets(Hooks::BUILD_DONE, packet, &[&octets]),
        None => done_plainly(packet, octets),
    }
}

/// `Packet.build_done(p, octets)`
pub fn done_plainly(packet: &Packet, octets: Vec<u8>) -> Result<Vec<u8>> {
    match packet.payload() {
        Some(above) => done(&above, octets),
        None => Ok(octets),
    }
}

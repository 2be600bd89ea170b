//! The way back: the lengths and sums that depend on what follows a header.

use super::bits::{bit_offset, write_bits};
use super::pseudo::{is_shifted, pseudo_sum, pseudo6_sum};
use super::{Part, adjusted, is_none, measured, trailers};
use crate::packet::error::{Error, Result};
use crate::packet::packet::View;
use crate::packet::{convert, script};
use crate::proto::field::{Auto, Cover, Kind};
use crate::proto::fixed::Places;
use crate::proto::{Hooks, Proto};
use crate::wire::checksum;

/// The second pass: the fields of one header that depend on what follows it.
pub(super) fn finish(
    view: View<'_>,
    parts: &[Part],
    which: usize,
    out: &mut Vec<u8>,
    padding: usize,
) -> Result<()> {
    let Part {
        start, header_end, ..
    } = parts[which];
    let proto = view.layer().proto;
    let mut sum = None;
    let many = Places::LIMIT..proto.fields.len();
    let mut trailed = false;
    for index in proto.fixed.computed.iter().chain(many) {
        let field = &proto.fields[index];
        if matches!(field.kind, Kind::Trailer(_) | Kind::IcmpExtension) {
            if !std::mem::replace(&mut trailed, true) {
                trailers(view, start, out)?;
            }
            continue;
        }
        let computed = matches!(
            field.auto,
            Auto::HeaderLen(_)
                | Auto::HeaderLenBy(_)
                | Auto::TotalLenBy(_)
                | Auto::TotalLen
                | Auto::TotalLenLess(_)
                | Auto::PayloadLen
                | Auto::PayloadLenBy(_)
                | Auto::Sum(_)
                | Auto::Rule(_)
        );
        // A class that writes its header by itself has asked its fields for it.
        let written = matches!(field.auto, Auto::PayloadLen | Auto::PayloadLenBy(_))
            && proto.hooks.has(Hooks::SELF_BUILD);
        if !computed || written || !is_none(view, index) {
            continue;
        }
        if field.is_conditional() && !convert::applies(view, field) {
            continue;
        }
        let mut bit = bit_offset(view, index);
        let number = match field.auto {
            // Octets that were forced into a field do not count in a header that is mostly fixed.
            Auto::HeaderLen(unit) if is_shifted(view) && has_tcp_options(proto) => {
                let options = measured(view, "options", false)?;
                5 + usize::try_from(options).unwrap_or_default() / usize::from(unit)
            }
            Auto::HeaderLen(unit) => (header_end - start) / usize::from(unit),
            Auto::HeaderLenBy(adjust) => {
                let length = adjusted(view, field, adjust, (header_end - start) as i64)?;
                usize::try_from(length).unwrap_or(usize::MAX)
            }
            Auto::TotalLenBy(adjust) => {
                let length = adjusted(view, field, adjust, (out.len() - start) as i64)?;
                usize::try_from(length).unwrap_or(usize::MAX)
            }
            Auto::TotalLen => out.len() - start,
            Auto::TotalLenLess(less) => (out.len() - start).saturating_sub(less.into()),
            Auto::PayloadLen => out.len() - header_end + padding,
            Auto::PayloadLenBy(adjust) => {
                let length = (out.len() - header_end + padding) as i64;
                let length = adjusted(view, field, adjust, length)?;
                script::check()?;
                usize::try_from(length).unwrap_or(usize::MAX)
            }
            Auto::Sum(cover) => {
                sum = Some((bit, cover));
                continue;
            }
            Auto::Rule(name) => {
                bit = crate::packet::rules::bit_offset(name, view);
                crate::packet::rules::computed(name, view, &out[start..header_end])
            }
            _ => continue,
        };
        if field.bits.is_multiple_of(8) && field.bits < 64 && number >> field.bits != 0 {
            let (low, high) = field.range();
            return Err(Error::Range {
                proto: proto.name,
                field: field.name,
                value: number.to_string(),
                low,
                high,
            });
        }
        if field.little_endian {
            let width = usize::from(field.bits / 8);
            if let Some(place) = out.get_mut(start + bit / 8..start + bit / 8 + width) {
                place.copy_from_slice(&number.to_le_bytes()[..width]);
            }
            continue;
        }
        write_bits(&mut out[start..], bit, field.bits.into(), number as u64);
    }
    // Sums come last: they cover the lengths.
    if let Some((bit, cover)) = sum {
        let number = match cover {
            Cover::Header => checksum::ones_complement(&out[start..header_end]),
            Cover::HeaderAndPayload => checksum::ones_complement(&out[start..]),
            Cover::Pseudo {
                protocol,
                zero_as_ones,
            } => {
                let Some(sum) = pseudo_sum(view, parts, which, protocol, &out[..]) else {
                    return Ok(());
                };
                if sum == 0 && zero_as_ones {
                    0xffff
                } else {
                    sum
                }
            }
            Cover::PseudoPart {
                protocol,
                reach,
                zero_as_ones,
            } => {
                // What is not covered counts as zeros, but for its length.
                let mut covered = out.clone();
                if let Some(octets) = reach.covers(&view, header_end - start) {
                    let from = (start + octets).min(covered.len());
                    covered[from..].fill(0);
                }
                match pseudo_sum(view, parts, which, protocol, &covered) {
                    Some(0) if zero_as_ones => 0xffff,
                    Some(sum) => sum,
                    None => return Ok(()),
                }
            }
            Cover::Pseudo6 { protocol } => pseudo6_sum(view, parts, which, protocol, out),
            Cover::Pseudo6Only { protocol } => {
                let under = view.underlayer().map(|under| under.layer().proto);
                let sum = match under {
                    Some(under) if under.is_kind_of(&crate::proto::ip::IP) => {
                        checksum::ones_complement(&out[start..])
                    }
                    _ => match pseudo_sum(view, parts, which, protocol, &out[..]) {
                        Some(sum) => sum,
                        None => return Ok(()),
                    },
                };
                if sum == 0 { 0xffff } else { sum }
            }
        };
        // A header that was forced to be shorter than its checksum's place grows by it.
        let place = start + bit / 8;
        if out.len() < place + 2 {
            out.truncate(place);
            out.extend_from_slice(&[0, 0]);
            let place = out.len() - 2;
            write_bits(&mut out[place..], 0, 16, number.into());
        } else {
            write_bits(&mut out[start..], bit, 16, number.into());
        }
    }
    Ok(())
}

fn has_tcp_options(proto: &Proto) -> bool {
    proto
        .fields
        .iter()
        .any(|field| matches!(field.kind, Kind::TcpOptions))
}

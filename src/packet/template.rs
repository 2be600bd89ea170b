//! A packet that was built, with what is needed to change a field of it in place: where the header
//! of each layer stands, and what each computed sum covers.
//!
//! The sums are kept as they are before they are folded, so a changed octet is taken out and put in
//! exactly: the octets are those that building anew would give. Where a field has a say in more than
//! its own octets and the sums over them, the change is refused and the packet is built anew.

use smallvec::SmallVec;

use super::build::{self, Part};
use super::packet::{View, upwards};
use super::value::FieldValue;
use crate::proto::field::{Auto, Cover, Kind, Length, When};
use crate::proto::{Field, Form, Proto, Sends};

/// Octets of which fields can be changed.
pub struct Template {
    octets: Vec<u8>,
    /// The layers that have a header, from the first on.
    headers: SmallVec<[Header; 4]>,
    /// In the order in which they are computed: the innermost first.
    sums: SmallVec<[Sum; 2]>,
    /// Whether a field was found to be free, for those that were asked about.
    known: SmallVec<[(u16, u16, bool); 4]>,
    /// An address that nobody set follows from others.
    routed: bool,
}

struct Header {
    /// The place of the layer in its stack.
    at: u16,
    start: u32,
    proto: &'static Proto,
    copied: bool,
}

/// A computed checksum.
struct Sum {
    place: usize,
    /// All 16-bit words that it covers, itself taken as zero, not folded.
    total: u64,
    zero_as_ones: bool,
    /// Octets from, and up to; words begin at even distances from the first.
    covers: SmallVec<[(usize, usize); 3]>,
}

impl Sum {
    /// How much an octet counts for, in the places where it is covered.
    fn weight(&self, at: usize) -> u64 {
        let own = self.place..self.place + 2;
        if own.contains(&at) {
            return 0;
        }
        let weight = |(from, to): &(usize, usize)| match (*from..*to).contains(&at) {
            true if (at - from).is_multiple_of(2) => 256,
            true => 1,
            false => 0,
        };
        self.covers.iter().map(weight).sum()
    }

    /// What stands in the header.
    fn folded(&self) -> u16 {
        let mut total = self.total;
        while total > 0xffff {
            total = (total & 0xffff) + (total >> 16);
        }
        match !(total as u16) {
            0 if self.zero_as_ones => 0xffff,
            sum => sum,
        }
    }
}

impl Template {
    /// The packet that a view shows, built. `None` when something in it cannot be told from the
    /// tables, or does not build.
    pub fn of(view: View<'_>) -> Option<Template> {
        // Methods of scripts are not called to find out what they would do.
        let mut layers = upwards(view.layers, view.at);
        if layers.any(|at| view.layers[at].proto.asks() || view.layers[at].own.is_some()) {
            return None;
        }
        let mut octets = Vec::new();
        let parts = build::build_parts(view, &mut octets).ok()?;
        if parts.len() != upwards(view.layers, view.at).count() {
            return None;
        }
        let mut template = Template {
            octets,
            headers: SmallVec::new(),
            sums: SmallVec::new(),
            known: SmallVec::new(),
            routed: false,
        };
        for part in &parts {
            let this = View {
                layers: view.layers,
                at: part.at,
            };
            if part.copied {
                let layer = this.layer();
                let plain = layer.fields.iter().all(|(_, value)| is_plain(value, false));
                plain.then_some(())?;
            } else {
                template.routed |= can_vary_by_itself(this)?;
            }
            template.headers.push(Header {
                at: u16::try_from(part.at).ok()?,
                start: u32::try_from(part.start).ok()?,
                proto: this.layer().proto,
                copied: part.copied,
            });
        }
        for which in (0..parts.len()).rev() {
            let this = View {
                layers: view.layers,
                at: parts[which].at,
            };
            if !parts[which].copied {
                template.add_sum(this, &parts, which)?;
            }
        }
        Some(template)
    }

    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// Whether addresses were asked of the machine, which may say something else next time.
    pub fn is_routed(&self) -> bool {
        self.routed
    }

    /// Notes what a sum of the header covers, if it has one that was computed.
    fn add_sum(&mut self, view: View<'_>, parts: &[Part], which: usize) -> Option<()> {
        let proto = view.layer().proto;
        let Part {
            start, header_end, ..
        } = parts[which];
        let end = self.octets.len();
        for index in proto.fixed.computed.iter() {
            let Auto::Sum(cover) = proto.fields[index].auto else {
                continue;
            };
            if !build::is_none(view, index) {
                continue;
            }
            let place = start + proto.fixed.offset(index)? / 8;
            let mut sum = Sum {
                place,
                total: 0,
                zero_as_ones: false,
                covers: SmallVec::new(),
            };
            match cover {
                Cover::Header => sum.covers.push((start, header_end)),
                Cover::HeaderAndPayload => sum.covers.push((start, end)),
                Cover::Pseudo {
                    protocol,
                    zero_as_ones,
                } => {
                    let below = view.underlayer()?;
                    let below_start = parts.iter().find(|part| part.at == below.at)?.start;
                    let addresses = build::address_octets(below.layer().proto)?;
                    sum.zero_as_ones = zero_as_ones;
                    sum.covers.push((start, end));
                    sum.covers
                        .push((below_start + addresses.start, below_start + addresses.end));
                    let length = build::pseudo_length(below, end - start);
                    sum.total = u64::from(protocol) + (length >> 16) + (length & 0xffff);
                }
                Cover::Pseudo6 { .. } | Cover::Pseudo6Only { .. } | Cover::PseudoPart { .. } => {
                    return None;
                }
            }
            for &(from, to) in &sum.covers.clone() {
                for at in from..to {
                    let own = (sum.place..sum.place + 2).contains(&at);
                    if !own {
                        let weight = if (at - from).is_multiple_of(2) {
                            256
                        } else {
                            1
                        };
                        sum.total += u64::from(self.octets[at]) * weight;
                    }
                }
            }
            // A padding behind it, or a rule that is not known here, has had a say.
            let there = self.octets.get(place..place + 2)?;
            if there != sum.folded().to_be_bytes() {
                return None;
            }
            self.sums.push(sum);
        }
        Some(())
    }

    /// Whether nothing but the field's own octets and the sums over them changes with it.
    fn is_free(&mut self, header: usize, index: usize) -> bool {
        let (layer, place) = (header as u16, index as u16);
        if let Some(known) = self
            .known
            .iter()
            .find(|entry| (entry.0, entry.1) == (layer, place))
        {
            return known.2;
        }
        let own = &self.headers[header];
        let field = &own.proto.fields[index];
        let address = matches!(field.kind, Kind::Ip4 | Kind::Ip6 | Kind::Mac);
        let late = own.proto.fixed.computed.iter().any(|late| late == index);
        let mut others = self.headers.iter().flat_map(|header| header.proto.fields);
        let bound = own.copied
            || late
            || (address && self.routed)
            || others.any(|other| depends(other, field.name));
        let free = !bound && own.proto.fixed.offset(index).is_some();
        self.known.push((layer, place, free));
        free
    }

    /// Writes another value into a field of the layer at `at`; false when the packet has to be
    /// built anew, and then nothing is changed.
    pub fn set(&mut self, at: usize, index: usize, value: &FieldValue) -> bool {
        let Some(header) = self
            .headers
            .iter()
            .position(|own| usize::from(own.at) == at)
        else {
            return false;
        };
        if !self.is_free(header, index) {
            return false;
        }
        let Header { start, proto, .. } = self.headers[header];
        let field = &proto.fields[index];
        let bit = proto.fixed.offset(index).unwrap_or_default();
        let first = start as usize + bit / 8;
        let count = (bit % 8 + usize::from(field.bits)).div_ceil(8);
        let mut old = [0; 16];
        old[..count].copy_from_slice(&self.octets[first..first + count]);
        if !build::patch_plain(field, value, bit, &mut self.octets[start as usize..]) {
            return false;
        }
        self.adjust(first, &old[..count]);
        true
    }

    /// The sums follow the octets from `first` on, which were `old`.
    fn adjust(&mut self, first: usize, old: &[u8]) {
        let octets = &mut self.octets;
        let mut changed: SmallVec<[(usize, u8, u8); 16]> = SmallVec::new();
        for (at, old) in old.iter().enumerate() {
            let new = octets[first + at];
            if new != *old {
                changed.push((first + at, *old, new));
            }
        }
        if changed.is_empty() {
            return;
        }
        for sum in &mut self.sums {
            for &(at, old, new) in &changed {
                let weight = sum.weight(at);
                sum.total = sum.total + weight * u64::from(new) - weight * u64::from(old);
            }
            let (place, new) = (sum.place, sum.folded().to_be_bytes());
            for (at, new) in new.into_iter().enumerate() {
                let old = std::mem::replace(&mut octets[place + at], new);
                if old != new {
                    changed.push((place + at, old, new));
                }
            }
        }
    }
}

/// Whether addresses of the layer are asked for; `None` when its values or its table are such that
/// building it twice need not give the same octets.
fn can_vary_by_itself(view: View<'_>) -> Option<bool> {
    let layer = view.layer();
    let fixed = |(index, value): &(u16, FieldValue)| {
        let options = matches!(
            layer.proto.fields[usize::from(*index)].kind,
            Kind::TcpOptions
        );
        is_plain(value, options)
    };
    if layer.lazy
        || layer.defaults.is_some()
        || layer.proto.mend.is_some()
        || layer.proto.finish.is_some()
        || layer.proto.check.is_some()
        || matches!(layer.proto.sends, Sends::Refused(_) | Sends::Rule(_))
        || layer.proto.wraps.is_some()
        || layer.proto.fills.is_some()
        || !layer.proto.omits.is_empty()
        || !matches!(layer.proto.form, Form::Fields)
        || !layer.fields.iter().all(fixed)
    {
        return None;
    }
    let mut routed = false;
    for (index, field) in layer.proto.fields.iter().enumerate() {
        let known = match field.auto {
            Auto::Rule(_) => false,
            Auto::LenOf(_, adjust) | Auto::CountOf(_, adjust) => {
                adjust.script.is_none() && adjust.rule.is_none()
            }
            _ => true,
        };
        let told = matches!(
            field.when,
            When::Always | When::In(..) | When::NotIn(..) | When::Bits(..)
        );
        let opaque = matches!(
            field.kind,
            Kind::Choice(_)
                | Kind::Script(..)
                | Kind::Trailer(_)
                | Kind::Padded(_)
                | Kind::Recoded(_)
                | Kind::Time(_)
        ) || matches!(field.length, Length::FromFn(_))
            && (field.fixed || is_cut(field))
            || matches!(field.length, Length::Bits(_))
            || matches!(field.kind, Kind::IcmpExtension) && layer.set_value(index).is_some();
        if !known || !told || opaque {
            return None;
        }
        let asks = matches!(
            field.auto,
            Auto::SourceAddress
                | Auto::DestinationAddress(_)
                | Auto::SourceMac
                | Auto::DestinationMac
        );
        routed |= asks && build::is_none(view, index);
    }
    Some(routed)
}

/// Whether the value is what it looks like, each time; and every item of a list of options.
fn is_plain(value: &FieldValue, options: bool) -> bool {
    use FieldValue::{Int, Ip4, Ip6, List, Mac, None, Octets, Text, Tuple};
    match value {
        None | Int(_) | Ip4(_) | Ip6(_) | Mac(_) | Octets(_) | Text(_) => true,
        List(items) if options => items.borrow().iter().all(|item| is_plain(item, true)),
        Tuple(items) if options => items.iter().all(|item| is_plain(item, true)),
        _ => false,
    }
}

/// Whether a field, its length or its presence, follows from one of this name.
fn depends(field: &Field, name: &str) -> bool {
    let when = match field.when {
        When::In(other, _) | When::NotIn(other, _) | When::Bits(other, _) => other == name,
        _ => false,
    };
    let length = match field.length {
        Length::From(other, _) | Length::Count(other) => other == name,
        _ => false,
    };
    let counted = match field.auto {
        Auto::LenOf(other, _) | Auto::CountOf(other, _) => other == name,
        // The length in a pseudo header is what the network layer says.
        Auto::Sum(Cover::Pseudo { .. }) => matches!(name, "len" | "ihl"),
        _ => false,
    };
    // How a number is coded may follow from any other field.
    let coded = matches!(field.kind, Kind::Coded(_));
    let cut = matches!(field.kind, Kind::Ip6Part(other) if other == name);
    when || length || counted || coded || cut
}

/// Whether building asks how long a field is, whatever its value.
fn is_cut(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Ip4Part | Kind::Ip6Part(_) | Kind::Address154
    )
}

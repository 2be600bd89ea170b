//! How a table writes a field: what kind, and what differs from the usual.

use super::Field;
use super::auto::{Adjust, Auto};
use super::display::{Display, MadeNames, Naming, RemarkRule};
use super::extent::{Absent, Length, Swap, When};
use super::kind::{Choice, Kind, Padded, Recoding};
use super::preset::Preset;
use crate::proto::Proto;
use crate::proto::names::{FlagNames, Names};

impl Field {
    pub const fn new(name: &'static str, kind: Kind, bits: u16) -> Field {
        Field {
            name,
            kind,
            bits,
            little_endian: false,
            display: Display::Decimal,
            names: Naming::No,
            preset: Preset::None,
            auto: Auto::No,
            when: When::Always,
            length: Length::Rest,
            emphasised: false,
            fixed: false,
            swap: None,
            may_end: false,
            most: 0,
            class: "",
            remark: None,
            absent: None,
            empty_as_octets: false,
            chained: false,
            a_list: false,
            listed: "",
            lends_header: false,
        }
    }
    pub const fn default(mut self, value: i64) -> Field {
        self.preset = Preset::Int(value);
        self
    }
    pub const fn preset(mut self, preset: Preset) -> Field {
        self.preset = preset;
        self
    }
    pub const fn text(mut self, value: &'static str) -> Field {
        self.preset = Preset::Text(value);
        self
    }
    pub const fn hex(mut self) -> Field {
        self.display = Display::Hex;
        self
    }
    pub const fn display(mut self, display: Display) -> Field {
        self.display = display;
        self
    }
    pub const fn little_endian(mut self) -> Field {
        self.little_endian = true;
        self
    }
    pub const fn names(mut self, names: &'static Names) -> Field {
        self.names = Naming::Enum(names);
        self
    }
    pub const fn names_by(
        mut self,
        field: &'static str,
        tables: &'static [(i64, &'static Names)],
    ) -> Field {
        self.names = Naming::Depends(field, tables);
        self
    }
    pub const fn flags(mut self, names: &'static FlagNames) -> Field {
        self.names = Naming::Flags(names);
        self
    }
    pub const fn names_made(mut self, names: &'static MadeNames) -> Field {
        self.names = Naming::Made(names);
        self
    }
    pub const fn auto(mut self, auto: Auto) -> Field {
        self.auto = auto;
        self
    }
    pub const fn when(mut self, when: When) -> Field {
        self.when = when;
        self
    }
    pub const fn length(mut self, length: Length) -> Field {
        self.length = length;
        self
    }
    /// As many octets as another field says.
    pub const fn length_from(self, name: &'static str) -> Field {
        self.length(Length::From(name, 0))
    }
    /// As many elements as another field says.
    pub const fn count_from(self, name: &'static str) -> Field {
        self.length(Length::Count(name))
    }
    /// The octets of another field, unless something else is set.
    pub const fn length_of(self, name: &'static str) -> Field {
        computed(self, Auto::LenOf(name, Adjust::NONE))
    }
    /// The elements of another field, unless something else is set.
    pub const fn count_of(self, name: &'static str) -> Field {
        computed(self, Auto::CountOf(name, Adjust::NONE))
    }
    /// Names of octets, texts, characters.
    pub const fn names_of_texts(
        mut self,
        names: &'static [(&'static [u8], &'static str)],
    ) -> Field {
        self.names = Naming::Texts(names);
        self
    }
    /// Octets of a length that is not the value's: they are cut, or filled up with zeros.
    pub const fn fixed(mut self) -> Field {
        self.fixed = true;
        self
    }
    /// A group of bits in little-endian order starts or ends here; sizes in octets, 0 for neither.
    pub const fn swap(mut self, start: u16, end: u16) -> Field {
        self.swap = Some(Swap { start, end });
        self
    }
    pub const fn emphasised(mut self) -> Field {
        self.emphasised = true;
        self
    }
    /// A list may have as many elements, and no more.
    pub const fn most(mut self, elements: u16) -> Field {
        self.most = elements;
        self
    }
    pub const fn may_end(mut self) -> Field {
        self.may_end = true;
        self
    }
    pub const fn remark(mut self, rule: RemarkRule) -> Field {
        self.remark = Some(rule);
        self
    }
    /// No octets stand for it, under some conditions.
    pub const fn absent(mut self, absent: &'static Absent) -> Field {
        self.absent = Some(absent);
        self
    }
    pub const fn empty_as_octets(mut self) -> Field {
        self.empty_as_octets = true;
        self
    }
    pub const fn chained(mut self) -> Field {
        self.chained = true;
        self
    }
    /// What `ls` prints for the default.
    pub const fn listed(mut self, text: &'static str) -> Field {
        self.listed = text;
        self
    }
    pub const fn lends_header(mut self) -> Field {
        self.lends_header = true;
        self
    }
    pub const fn class(mut self, class: &'static str) -> Field {
        self.class = class;
        self
    }
}

/// One octet.
pub const fn u8(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 8).default(0)
}

/// Two octets.
pub const fn u16(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 16).default(0)
}

/// Three octets.
pub const fn u24(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 24).default(0)
}

/// Four octets.
pub const fn u32(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 32).default(0)
}

/// Eight octets.
pub const fn u64(name: &'static str) -> Field {
    Field::new(name, Kind::Uint, 64).default(0)
}

/// Some bits of a header whose bits fill whole octets together.
pub const fn bits(name: &'static str, width: u16) -> Field {
    Field::new(name, Kind::Bits, width).default(0)
}

pub const fn mac(name: &'static str) -> Field {
    Field::new(name, Kind::Mac, 48).text("00:00:00:00:00:00")
}

pub const fn ip4(name: &'static str) -> Field {
    Field::new(name, Kind::Ip4, 32).text("0.0.0.0")
}

pub const fn ip6(name: &'static str) -> Field {
    Field::new(name, Kind::Ip6, 128).text("::")
}

/// Octets up to the end, unless `.length(…)` says otherwise.
pub const fn octets(name: &'static str) -> Field {
    Field::new(name, Kind::Octets, 0).preset(Preset::Octets(b""))
}

/// A field of several octets whose value stands for how long another one is.
pub const fn computed(field: Field, auto: Auto) -> Field {
    field.preset(Preset::None).auto(auto)
}

/// A field and what fills it up.
pub const fn padded(name: &'static str, padded: &'static Padded) -> Field {
    Field::new(name, Kind::Padded(padded), 0).preset(padded.field.preset)
}

/// A field whose octets stand on the wire as others.
pub const fn recoded(recoding: &'static Recoding) -> Field {
    let field = &recoding.field;
    Field {
        class: field.class,
        ..Field::new(field.name, Kind::Recoded(recoding), field.bits).preset(field.preset)
    }
}

/// One packet, which is there from the start.
pub const fn packet(name: &'static str, of: &'static Proto) -> Field {
    Field::new(name, Kind::Packet(of), 0).preset(Preset::PacketOf(of))
}

/// The first reading whose condition holds.
pub const fn choice(name: &'static str, choice: &'static Choice) -> Field {
    Field::new(name, Kind::Choice(choice), 0)
}

/// Packets one after the other.
pub const fn packets(name: &'static str, of: &'static Proto) -> Field {
    Field::new(name, Kind::Packets(of), 0).preset(Preset::EmptyList)
}

/// Values of one field one after the other.
pub const fn list(name: &'static str, of: &'static Field) -> Field {
    Field::new(name, Kind::List(of), 0).preset(Preset::EmptyList)
}

//! The rules of the tables in words, for the pages about protocols and for `explain(p)`.

use super::field::{Auto, Cover};

impl Auto {
    /// How a field is computed that nobody set; empty where it is not.
    pub fn in_words(self) -> String {
        match self {
            Auto::No => String::new(),
            Auto::HeaderLen(1) => "octets of the header".into(),
            Auto::HeaderLen(unit) => format!("header in units of {unit} octets"),
            Auto::HeaderLenBy(_) => "length of the header".into(),
            Auto::TotalLen => "octets of header and payload".into(),
            Auto::TotalLenBy(_) => "length of header and payload".into(),
            Auto::TotalLenLess(less) => format!("octets of header and payload, less {less}"),
            Auto::PayloadLen | Auto::PayloadLenBy(_) => "octets of the payload".into(),
            Auto::LenOf(other, _) | Auto::PartLen(other) => format!("octets of `{other}`"),
            Auto::PartAt(other) => format!("where `{other}` starts"),
            Auto::PartCount(other) => format!("elements of `{other}`"),
            Auto::CountOf(other, _) => format!("elements of `{other}`"),
            Auto::Fill(unit) => format!("zeros up to a multiple of {unit} octets"),
            Auto::Sum(Cover::Header) => "Internet checksum of the header".into(),
            Auto::Sum(Cover::HeaderAndPayload) => "Internet checksum of header and payload".into(),
            Auto::Sum(Cover::Pseudo6Only { .. }) => {
                "Internet checksum of header and payload, over IPv6 with pseudo-header".into()
            }
            Auto::Sum(Cover::Pseudo { .. } | Cover::Pseudo6 { .. }) => {
                "Internet checksum of pseudo-header, header and payload".into()
            }
            Auto::Sum(Cover::PseudoPart { .. }) => {
                "Internet checksum of pseudo-header, and of header and payload as far as it says"
                    .into()
            }
            Auto::Rule(rule) => format!("by a rule of its own ({rule})"),
            Auto::SourceAddress => "our address on the route".into(),
            Auto::DestinationAddress(_) => "what the layer above is bound to".into(),
            Auto::SourceMac => "MAC of the interface on the route".into(),
            Auto::DestinationMac => "MAC of the next hop".into(),
            Auto::Random(octets) => format!("{octets} random octets"),
            Auto::Is(number) => number.to_string(),
        }
    }
}

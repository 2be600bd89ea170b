//! BPF filters: libpcap's language, compiled once, run in the kernel or over octets at hand.

use pcap::{BpfProgram, Capture, Linktype};

use super::error::{Error, Result};
use super::interrupt;
use super::libpcap;
use super::link_type::LinkType;
use super::sys::Instruction;

pub struct Filter {
    program: BpfProgram,
    link_type: LinkType,
}

impl Filter {
    /// Compiles for frames of one link type; `tcp port 80` looks elsewhere in each.
    ///
    /// Words that it does not know libpcap takes for names of hosts and asks the resolver, which
    /// may take long and does not look up for Ctrl-C.
    pub fn compile(expression: &str, link_type: LinkType) -> Result<Filter> {
        let text = expression.to_owned();
        let compiled = interrupt::aside(move || {
            let dead = Capture::dead(Linktype(link_type.dlt()))?;
            dead.compile(&text, true)
        });
        let Some(compiled) = compiled else {
            interrupt::take();
            return Err(Error::Interrupted);
        };
        let program = compiled.map_err(|error| refused(expression, error))?;
        Ok(Filter { program, link_type })
    }

    pub fn link_type(&self) -> LinkType {
        self.link_type
    }

    /// Would the filter let this frame through?
    pub fn matches(&self, frame: &[u8]) -> bool {
        self.program.filter(frame)
    }

    /// The program for the kernel.
    pub fn instructions(&self) -> Vec<Instruction> {
        // The crate keeps its instructions to itself and shows their four numbers.
        let shown = self
            .program
            .get_instructions()
            .iter()
            .map(ToString::to_string);
        shown.filter_map(|text| instruction(&text)).collect()
    }
}

/// `40 0 0 12`: operation, jumps, operand.
fn instruction(text: &str) -> Option<Instruction> {
    let mut numbers = text.split(' ').map(str::parse::<u32>);
    let mut next = || numbers.next()?.ok();
    let (code, jt, jf, k) = (next()?, next()?, next()?, next()?);
    Some(Instruction {
        code: code as u16,
        jt: jt as u8,
        jf: jf as u8,
        k,
    })
}

/// Lets nothing through.
pub const NOTHING: [Instruction; 1] = [Instruction {
    code: 0x06,
    jt: 0,
    jf: 0,
    k: 0,
}];
/// Lets everything through.
pub const EVERYTHING: [Instruction; 1] = [Instruction {
    code: 0x06,
    jt: 0,
    jf: 0,
    k: 0x0004_0000,
}];

pub(super) fn refused(expression: &str, error: pcap::Error) -> Error {
    let message = match error {
        pcap::Error::PcapError(message) => message,
        pcap::Error::InsufficientMemory if !libpcap::is_there() => {
            libpcap::why_missing().to_owned()
        }
        pcap::Error::InvalidInputString => "a filter cannot contain NUL".to_owned(),
        other => other.to_string(),
    };
    Error::Filter {
        expression: expression.to_owned(),
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ether/IP/TCP to port 80, as Scapy 2.8 builds `Ether()/IP(dst="1.2.3.4")/TCP(dport=80)`.
    const SYN: [u8; 54] = [
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 8, 0, // Ether
        0x45, 0, 0, 0x28, 0, 1, 0, 0, 0x40, 6, 0x74, 0xcd, 127, 0, 0, 1, 1, 2, 3, 4, // IP
        0, 20, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0x50, 2, 0x20, 0, 0x99, 0x67, 0, 0, // TCP
    ];

    #[test]
    fn a_filter_runs_over_octets() {
        for (expression, expected) in [
            ("tcp port 80", true),
            ("tcp dst port 80 and host 1.2.3.4", true),
            ("udp", false),
            ("port 81", false),
            ("tcp[tcpflags] & tcp-syn != 0", true),
            ("", true),
        ] {
            let filter = Filter::compile(expression, LinkType::ETHERNET).expect(expression);
            assert_eq!(filter.matches(&SYN), expected, "{expression}");
            assert!(!filter.instructions().is_empty());
        }
        let bare = Filter::compile("tcp port 80", LinkType::RAW).expect("raw IP has ports too");
        assert!(bare.matches(&SYN[14..]) && !bare.matches(&SYN));
        assert!(!bare.matches(&[]));
    }

    #[test]
    fn a_bad_filter_is_refused_in_libpcaps_words() {
        let error = Filter::compile("tcp prt 80", LinkType::ETHERNET)
            .err()
            .expect("it is bad");
        assert_eq!(
            error.to_string(),
            "Failed to compile filter expression 'tcp prt 80' \
             (can't parse filter expression: syntax error)"
        );
    }
}

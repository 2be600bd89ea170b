//! The protocol tables: one file per protocol family, one Field type.

pub mod altbeacon;
pub mod aoe;
pub mod arp;
pub mod asn1;
pub mod avs;
pub mod bfd;
pub mod bgp;
pub mod bgp_attributes;
pub mod bier;
pub mod binding;
pub mod bluetooth;
pub mod bluetooth_att;
pub mod bluetooth_commands;
pub mod bluetooth_commands_le;
pub mod bluetooth_eir;
pub mod bluetooth_events;
pub mod btle;
pub mod can;
pub mod carp;
pub mod cdp;
pub mod chdlc;
pub mod clns;
pub mod cms;
pub mod coap;
mod cut;
pub mod data;
pub mod dccp;
pub mod dhcp;
pub mod dhcp6;
pub mod dns;
pub mod dot11;
pub mod dot11_actions;
pub mod dot11_elements;
pub mod dot15d4;
pub mod dtp;
pub mod eap;
pub mod eddystone;
pub mod eigrp;
pub mod enip_tcp;
pub mod erspan;
pub mod esmc;
pub mod ether;
pub mod etherip;
pub mod exposure_notification;
pub mod field;
pub mod fixed;
pub mod follow;
pub mod geneve;
pub mod glbp;
pub mod gprs;
pub mod gre;
pub mod gssapi;
pub mod gtp;
pub mod gtp_ies;
pub mod gtp_v2;
pub mod gtp_v2_ies;
pub mod gtp_v2_pco;
pub mod hooks;
pub mod hsrp;
pub mod http;
pub mod ibeacon;
pub mod icmp;
pub mod icmp6;
pub mod ife;
pub mod igmp;
pub mod ikev2;
mod in_words;
pub mod ip;
pub mod ipsec;
pub mod ipv6;
pub mod ipv6_ext;
pub mod ir;
pub mod isakmp;
pub mod isis;
pub mod joined;
pub mod l2cap;
pub mod l2tp;
pub mod lacp;
pub mod ldap;
pub mod ldp;
pub mod links;
pub mod lldp;
pub mod llmnr;
pub mod lltd;
pub mod mac_control;
pub mod macsec;
pub mod makers;
pub mod mgcp;
pub mod mip6;
pub mod mka;
pub mod mobileip;
pub mod modbus;
pub mod mount;
pub mod mpls;
pub mod mqtt;
pub mod mqttsn;
pub mod names;
pub mod ndp;
pub mod netbios;
pub mod netflow;
pub mod nfs;
pub mod nlm;
pub mod node_information;
pub mod nsh;
pub mod ntlm;
pub mod ntp;
pub mod ntp_private;
pub mod ocsp;
pub mod oncrpc;
pub mod ospf;
pub mod ospf3;
pub mod pflog;
pub mod pim;
pub mod pnio;
pub mod pnio_dcp;
pub mod portmap;
pub mod ppi;
pub mod ppp;
pub mod pptp;
pub mod psp;
pub mod ptp_v2;
pub mod quic;
pub mod radiotap;
pub mod radius;
pub mod raw;
pub mod refusal;
pub mod registry;
pub mod rip;
pub mod ripng;
pub mod rpl;
pub mod rpl_metrics;
pub mod rsvp;
pub mod rtcp;
pub mod rtp;
pub mod sctp;
pub mod sctp_params;
pub mod sebek;
pub mod sixlowpan;
pub mod sixlowpan_hc1;
pub mod sixlowpan_iphc;
pub mod skinny;
pub mod slow;
pub mod smb;
pub mod smb2;
pub mod smb2_files;
pub mod smb2_fscc;
pub mod smb2_ioctl;
pub mod smb2_negotiate;
pub mod smb2_query;
pub mod smb_mailslot;
pub mod snmp;
pub mod socks;
pub mod stun;
pub mod tacacs;
pub mod tcp;
pub mod tftp;
pub mod tls;
pub mod tls_extensions;
pub mod tls_handshake;
pub mod tuntap;
pub mod tzsp;
pub mod udp;
pub mod udplite;
pub mod usb;
pub mod vqp;
pub mod vrrp;
pub mod vtp;
pub mod vxlan;
pub mod wireguard;
pub mod x509;
pub mod x509_extensions;
pub mod x509_keys;
pub mod x509_names;
pub mod zigbee;
pub mod zigbee_cluster;

/// The families, in the order in which their bindings are tried.
pub static FAMILIES: &[&registry::Family] = &[
    &raw::FAMILY,
    &ether::FAMILY,
    &arp::FAMILY,
    &ip::FAMILY,
    &icmp::FAMILY,
    &tcp::FAMILY,
    &udp::FAMILY,
    &gre::FAMILY,
    &dns::FAMILY,
    &ipv6::FAMILY,
    &ipv6_ext::FAMILY,
    &icmp6::FAMILY,
    &node_information::FAMILY,
    &ndp::FAMILY,
    &mip6::FAMILY,
    &ipsec::FAMILY,
    &isakmp::FAMILY,
    &dhcp::FAMILY,
    &dhcp6::FAMILY,
    &mgcp::FAMILY,
    &llmnr::FAMILY,
    &lltd::FAMILY,
    &netbios::FAMILY,
    &netflow::FAMILY,
    &ntp::FAMILY,
    &ntp_private::FAMILY,
    &ppi::FAMILY,
    &hsrp::FAMILY,
    &igmp::FAMILY,
    &radius::FAMILY,
    &rip::FAMILY,
    &ripng::FAMILY,
    &mobileip::FAMILY,
    &vrrp::FAMILY,
    &eap::FAMILY,
    &gprs::FAMILY,
    &radiotap::FAMILY,
    &dot11::FAMILY,
    &dot11_elements::FAMILY,
    &dot11_actions::FAMILY,
    &dot15d4::FAMILY,
    &ppp::FAMILY,
    &pptp::FAMILY,
    &l2tp::FAMILY,
    &vxlan::FAMILY,
    &erspan::FAMILY,
    &bier::FAMILY,
    &mpls::FAMILY,
    &slow::FAMILY,
    &lacp::FAMILY,
    &geneve::FAMILY,
    &cdp::FAMILY,
    &dtp::FAMILY,
    &rtp::FAMILY,
    &sctp::FAMILY,
    &sctp_params::FAMILY,
    &sixlowpan::FAMILY,
    &skinny::FAMILY,
    &snmp::FAMILY,
    &x509::FAMILY,
    &ntlm::FAMILY,
    &gssapi::FAMILY,
    &gssapi::SPNEGO_FAMILY,
    &ldap::FAMILY,
    &tftp::FAMILY,
    &ospf::FAMILY,
    &ospf3::FAMILY,
    &eigrp::FAMILY,
    &pim::FAMILY,
    &carp::FAMILY,
    &tacacs::FAMILY,
    &bfd::FAMILY,
    &vqp::FAMILY,
    &nsh::FAMILY,
    &ife::FAMILY,
    &rsvp::FAMILY,
    &bgp::FAMILY,
    &bgp_attributes::FAMILY,
    &http::FAMILY,
    &mqtt::FAMILY,
    &coap::FAMILY,
    &modbus::FAMILY,
    &mka::FAMILY,
    &tuntap::FAMILY,
    &zigbee::FAMILY,
    &zigbee_cluster::FAMILY,
    &ir::FAMILY,
    &can::FAMILY,
    &pflog::FAMILY,
    &usb::FAMILY,
    &lldp::FAMILY,
    &vtp::FAMILY,
    &tls::FAMILY,
    &tls_handshake::FAMILY,
    &tls_extensions::FAMILY,
    &macsec::FAMILY,
    &bluetooth::FAMILY,
    &l2cap::FAMILY,
    &bluetooth_att::FAMILY,
    &bluetooth_eir::FAMILY,
    &bluetooth_commands::FAMILY,
    &bluetooth_commands_le::FAMILY,
    &bluetooth_events::FAMILY,
    &btle::FAMILY,
    &rpl::FAMILY,
    &rpl_metrics::FAMILY,
    &chdlc::FAMILY,
    &wireguard::FAMILY,
    &udplite::FAMILY,
    &dccp::FAMILY,
    &glbp::FAMILY,
    &socks::FAMILY,
    &tzsp::FAMILY,
    &etherip::FAMILY,
    &avs::FAMILY,
    &ptp_v2::FAMILY,
    &rtcp::FAMILY,
    &quic::FAMILY,
    &mac_control::FAMILY,
    &esmc::FAMILY,
    &ikev2::FAMILY,
    &smb::FAMILY,
    &smb_mailslot::FAMILY,
    &smb2::FAMILY,
    &smb2_negotiate::FAMILY,
    &smb2_files::FAMILY,
    &smb2_query::FAMILY,
    &smb2_ioctl::FAMILY,
    &smb2_fscc::FAMILY,
    &stun::FAMILY,
    &mqttsn::FAMILY,
    &enip_tcp::FAMILY,
    &ibeacon::FAMILY,
    &altbeacon::FAMILY,
    &eddystone::FAMILY,
    &exposure_notification::FAMILY,
    &aoe::FAMILY,
    &psp::FAMILY,
    &sebek::FAMILY,
    &pnio::FAMILY,
    &pnio_dcp::FAMILY,
    &ldp::FAMILY,
    &oncrpc::FAMILY,
    &portmap::FAMILY,
    &nfs::FAMILY,
    &mount::FAMILY,
    &nlm::FAMILY,
    &gtp::FAMILY,
    &gtp_v2::FAMILY,
    &clns::FAMILY,
    &isis::FAMILY,
];

pub use binding::{Binding, Condition, Fixed};
pub use field::{Around, Field};
use field::{Kind, Preset, When};
pub use hooks::{HookSet, Hooks};
use refusal::Refusal;

/// A protocol: a name and a list of fields; everything else follows from it, save for the rules
/// that the table names.
pub struct Proto {
    /// What a script types: `IP`.
    pub name: &'static str,
    /// What is printed in headings: `802.1Q`.
    pub title: &'static str,
    pub fields: &'static [Field],
    /// The protocol that this one is a kind of: `IPerror` is an `IP`.
    pub parent: Option<&'static Proto>,
    /// Whether who looks for the parent finds this one (Scapy's `match_subclass`).
    pub matches_parent: bool,
    /// Protocols whose bindings apply here too: what sits on `Ether` sits on `Dot1Q`.
    pub aliases: &'static [&'static Proto],
    /// Which protocol the octets of this one really are: `Ether` may turn out to be `Dot3`.
    pub dispatch: Option<DispatchRule>,
    /// The field whose number says which class of a script the octets of this one are: a class
    /// derived from `IPOption` with `option = 31` is found by it (Scapy's `register_variant`).
    pub told_by: Option<&'static str>,
    /// Which protocol is made where a script calls this one: a field, and what its value decides;
    /// without a name, whatever the fields are (`NTP()` is an `NTPHeader`).
    pub becomes: Option<(&'static str, BecomesRule)>,
    /// A field that is set, too, where a script makes the layer: its name, and its number if it
    /// has one.
    pub completes: Option<CompleteRule>,
    /// Whether the octets can be this protocol, given what is below.
    pub accepts: Option<AcceptRule>,
    /// What follows; the bindings decide when this is `None` or says [`Guess::Bindings`].
    pub guess: Option<GuessRule>,
    /// What follows when no binding matches.
    pub otherwise: Guess,
    /// How many of the octets that follow are payload; the rest is padding.
    pub payload_len: PayloadLen,
    /// What building does to the octets, header and payload, beyond computing fields.
    pub mend: Option<MendRule>,
    /// The same where the octets may become more or fewer.
    pub finish: Option<FinishRule>,
    /// What is wrong with the layer, which is then neither built nor read.
    pub check: Option<CheckRule>,
    /// The same, of a layer that was read and all above it.
    pub check_all: Option<CheckRule>,
    /// A layer that was read is built from its fields, even if nobody has changed it.
    pub rebuilt: bool,
    /// How the header stands on the wire.
    pub form: Form,
    /// The octets that are sent in the place of the payload, if others are: compressed, in chunks.
    pub wraps: Option<WrapRule>,
    /// What the payload's octets are when they are unwrapped; they are then shown as that.
    pub unwraps: Option<WrapRule>,
    /// Whether a header is padded with zeros to a multiple of this many octets.
    pub align: u8,
    /// What of the layer, and of what is above, is sent; some of Scapy's classes leave it out.
    pub sends: Sends,
    /// Where an option has to start: at a multiple of so many octets, plus some.
    pub stands: Option<(u8, u8)>,
    /// The length of a header that can be read field by field at fixed places; `None` when the
    /// octets have to be looked at one field after the other.
    pub measure: Option<MeasureRule>,
    /// What the one-line summary says of this layer; `packet::text::summary` describes the form.
    pub summary: &'static str,
    /// The same as a rule, where a format cannot say it.
    pub says: Option<SummaryRule>,
    pub answers: Answers,
    pub hash: Hash,
    /// The classes inside of this class.
    pub inner: &'static [&'static Proto],
    /// Where packets go that carry this one, unless they say it; the first whose condition holds.
    pub destinations: &'static [Destination],
    /// The option that a header below gets when this is put on it and there is no option yet:
    /// which header, and which option.
    pub option_below: Option<(&'static Proto, &'static Proto)>,
    /// Whether a summary names the layer when it has nothing to say (Scapy's `show_summary`).
    pub shows_name: bool,
    /// Scapy's `show_indent`.
    pub show_indent: bool,
    /// An attribute that is some of the octets that the layer came from, whatever its fields are.
    pub remembers: Option<(&'static str, RememberRule)>,
    /// Fields that are set when the header was read; `None`: it is no header after all.
    pub settles: Option<SettleRule>,
    /// Fields that building sets first, by what is above.
    pub fills: Option<FillRule>,
    /// Headers that are not sent where they stand right above: this one says what they say.
    pub omits: &'static [&'static Proto],
    /// What the octets behind the header are before anything else reads them, if they are not
    /// what was sent.
    pub clears: Option<WrapRule>,
    /// A field that is `None` from the start of reading.
    pub read_first: Option<&'static str>,
    /// Lists of packets are shown in one line.
    pub one_line: bool,
    /// Numbers that fields have in every packet, whatever was said or read.
    pub always: &'static [(&'static str, i64)],
    /// What follows the layer is the rest of one of its fields, if a rule says so.
    pub joins: Option<Joining>,
    /// Fields that have a new name: `id` of `Dot1Q` is `dei` now.
    pub renamed: &'static [(&'static str, &'static str)],
    /// A class that a script made; the number finds it in the registry of script classes.
    pub script: Option<u32>,
    /// What the script's class does by itself.
    pub hooks: HookSet,
    /// Whether functions of a script are asked about a field.
    pub fields_ask: bool,
    /// The octets of a header whose fields all stand at fixed places.
    pub fixed_len: Option<u16>,
    /// Whether a field holds packets.
    pub holds_packets: bool,
    /// Whether a field has a default that each packet needs a copy of.
    pub own_presets: bool,
    /// The part of the header that stands at fixed places.
    pub fixed: fixed::Fixed,
    /// An expression for a packet that shows it, for its page in `docs/protocols`; empty for the
    /// layer with its defaults on what usually carries it.
    pub example: &'static str,
    /// The file of the table.
    pub source: &'static str,
    /// Where this one is described, if that can be said closer than for its family.
    pub section: &'static str,
    /// What fields are for, in words: for who learns.
    pub about: &'static [(&'static str, &'static str)],
}

pub type DispatchRule = fn(&[u8]) -> Dispatch;
pub type BecomesRule = fn(Option<i64>) -> Option<&'static Proto>;
pub type CompleteRule = fn(&dyn Around) -> Option<(&'static str, Option<i64>)>;
pub type AcceptRule = fn(&dyn Around, &[u8]) -> bool;
pub type GuessRule = fn(&dyn Around, &[u8]) -> Guess;
pub type SummaryRule = fn(&dyn Around) -> String;
pub type WrapRule = fn(&dyn Around, &[u8]) -> Option<Vec<u8>>;
pub type SettleRule = fn(&dyn Around) -> Option<Vec<(&'static str, Said)>>;
pub type FillRule = fn(&dyn Around) -> Vec<(&'static str, Said)>;
pub type MendRule = fn(&dyn Around, &mut [u8]);
/// The layer, how many of the octets are its header, and header and payload.
pub type FinishRule = fn(&dyn Around, usize, &mut Vec<u8>);
/// A sentence, if something is wrong.
pub type CheckRule = fn(&dyn Around) -> Option<Refusal>;
pub type RememberRule = fn(&[u8]) -> Option<&[u8]>;
pub type MeasureRule = fn(&[u8]) -> Option<usize>;

/// What a rule sets a field to.
pub enum Said {
    Int(i64),
    Ip6([u8; 16]),
    /// Numbers of the first packet of this protocol in the list; it is put in front of the others
    /// if there is none.
    InFirst(&'static Proto, Vec<(&'static str, i64)>),
}

/// How a header stands on the wire.
#[derive(Clone, Copy)]
pub enum Form {
    /// One field after the other.
    Fields,
    /// The same, but the first so many octets may stand in reverse order.
    Turned(usize, fn() -> bool),
    /// A line of three words, then lines of a name and a value each, up to an empty line.
    /// RFC 9112 section 2.1.
    Lines,
    /// As ASN.1's basic encoding rules have it. X.690.
    Asn1(asn1::Node),
}

#[derive(Clone, Copy)]
pub enum Dispatch {
    This,
    Other(&'static Proto),
    /// The octets are no header.
    Raw,
}

#[derive(Clone, Copy)]
pub enum Guess {
    Bindings,
    /// What the bindings say, or else this.
    BindingsOr(&'static Proto),
    Proto(&'static Proto),
    /// What the octets say by a [`binding::Sign`], or else `Raw`.
    Signed,
    Raw,
    Padding,
    /// This layer is no header after all.
    Fail,
}

/// A packet in a field that is split over this layer and those that follow.
#[derive(Clone, Copy)]
pub struct Joining {
    pub field: &'static str,
    /// What the whole is.
    pub proto: &'static Proto,
    /// The layer and what follows it: the whole, and how much of what follows is a part of it.
    pub rule: JoinRule,
}

pub type JoinRule = fn(&dyn Around, &[u8]) -> Option<(Vec<u8>, usize)>;

/// What building sends of a layer.
#[derive(Clone, Copy)]
pub enum Sends {
    All,
    /// Nothing of what is above.
    Header,
    /// Nothing at all; building fails, for this reason.
    Refused(&'static str),
    /// As a rule says.
    Rule(fn(&dyn Around) -> Sends),
}

/// Where packets of a protocol go.
pub struct Destination {
    pub condition: Condition,
    /// An address of IPv4 or of IPv6 as text.
    pub address: fn(&dyn Around) -> String,
}

/// A protocol's packets go there when the condition holds.
pub const fn to(condition: Condition, address: fn(&dyn Around) -> String) -> Destination {
    Destination { condition, address }
}

/// How many of the octets after the header are payload.
#[derive(Clone, Copy)]
pub enum PayloadLen {
    All,
    /// None; what follows belongs to somebody else.
    Nothing,
    /// None; what follows is forgotten.
    Dropped,
    /// None; what follows is forgotten if this says so, else it belongs to somebody else.
    DroppedIf(fn() -> bool),
    Rule(fn(&dyn Around, &[u8]) -> Extent),
}

/// What a rule says about the octets after a header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    All,
    /// The first ones. A negative number counts from the end, as in a Python slice.
    First(i64),
    /// This layer is no header after all.
    Fail,
}

/// How a packet answers another one.
#[derive(Clone, Copy)]
pub enum Answers {
    /// The same protocol, and the payloads answer.
    SameProto,
    /// A rule that the packet module knows by name.
    Rule(&'static str),
    /// What a rule says of this layer and the one that it may answer.
    Test(AnswerRule),
}

pub type AnswerRule = fn(&dyn Around, &dyn Around) -> Answered;

/// What a rule says of two layers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answered {
    No,
    Yes,
    /// As their payloads do.
    Payloads,
}

impl From<bool> for Answered {
    fn from(yes: bool) -> Answered {
        if yes { Answered::Yes } else { Answered::No }
    }
}

/// What a request and its answer have in common.
#[derive(Clone, Copy)]
pub enum Hash {
    /// What the payload says.
    Payload,
    /// A rule that the packet module knows by name.
    Rule(&'static str),
    /// The octets that a rule finds.
    Octets(fn(&dyn Around) -> Vec<u8>),
    /// The octets that a rule finds, and what the payload says.
    OctetsAndPayload(fn(&dyn Around) -> Vec<u8>),
}

impl Proto {
    /// A protocol with fields and no further rules; the others are set with `..`.
    #[track_caller]
    pub const fn new(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
        Proto {
            name,
            title,
            fields,
            parent: None,
            matches_parent: false,
            aliases: &[],
            dispatch: None,
            told_by: None,
            becomes: None,
            completes: None,
            accepts: None,
            guess: None,
            otherwise: Guess::Raw,
            payload_len: PayloadLen::All,
            mend: None,
            finish: None,
            check: None,
            check_all: None,
            rebuilt: false,
            form: Form::Fields,
            wraps: None,
            unwraps: None,
            align: 1,
            sends: Sends::All,
            stands: None,
            measure: None,
            summary: "",
            says: None,
            answers: Answers::SameProto,
            hash: Hash::Payload,
            inner: &[],
            destinations: &[],
            option_below: None,
            shows_name: true,
            show_indent: true,
            remembers: None,
            settles: None,
            fills: None,
            omits: &[],
            clears: None,
            read_first: None,
            one_line: false,
            always: &[],
            joins: None,
            renamed: &[],
            script: None,
            hooks: HookSet::NONE,
            fields_ask: false,
            fixed_len: fixed_len(fields),
            holds_packets: any_holds_packets(fields),
            own_presets: any_own_preset(fields),
            fixed: fixed::Fixed::of(fields),
            example: "",
            source: std::panic::Location::caller().file(),
            section: "",
            about: &[],
        }
    }

    /// The same protocol, described there: `RFC 791 section 3.1`.
    pub const fn section(mut self, section: &'static str) -> Proto {
        self.section = section;
        self
    }

    /// The same protocol, with what its fields are for. A name that no field has does not compile.
    pub const fn about(mut self, about: &'static [(&'static str, &'static str)]) -> Proto {
        let mut at = 0;
        while at < about.len() {
            assert!(has_field(self.fields, about[at].0), "no field of this name");
            at += 1;
        }
        self.about = about;
        self
    }

    /// The same protocol with other fields.
    pub const fn with_fields(mut self, fields: &'static [Field]) -> Proto {
        self.fields = fields;
        self.fixed_len = fixed_len(fields);
        self.holds_packets = any_holds_packets(fields);
        self.own_presets = any_own_preset(fields);
        self.fixed = fixed::Fixed::of(fields);
        self
    }

    /// The protocol that is made where a script calls this one without a word.
    pub fn made(&'static self) -> &'static Proto {
        let other = self.becomes.and_then(|(_, becomes)| becomes(None));
        other.unwrap_or(self)
    }

    /// The place of a field in the list, by name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.fields
            .iter()
            .position(|field| is_name(field.name, name))
    }

    /// A part of the message by its name, and the place of the field that holds the parts.
    pub fn part(&self, name: &str) -> Option<(usize, &'static field::Part)> {
        let holder = |field: &Field| matches!(field.kind, Kind::Parts(_));
        let index = self.fields.iter().position(holder)?;
        match self.fields[index].kind {
            Kind::Parts(parts) => Some((index, parts.part(name)?)),
            _ => None,
        }
    }

    /// What a field is for, in words; kinds have the fields of the protocol that they are kinds of.
    pub fn meaning(&'static self, name: &str) -> Option<&'static str> {
        let parents = std::iter::successors(Some(self), |proto| proto.parent);
        let mut meanings = parents.flat_map(|proto| proto.about);
        let (_, meaning) = meanings.find(|(field, _)| *field == name)?;
        Some(meaning)
    }

    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether this is the same protocol.
    pub fn is(&self, other: &Proto) -> bool {
        std::ptr::eq(self, other)
    }

    /// Whether this protocol is `other` or a kind of it.
    pub fn is_kind_of(&self, other: &Proto) -> bool {
        let mut proto = Some(self);
        while let Some(this) = proto {
            if this.is(other) {
                return true;
            }
            proto = this.parent;
        }
        false
    }

    /// Whether who looks for `wanted` finds this one.
    pub fn is_found_as(&self, wanted: &Proto) -> bool {
        self.is(wanted) || self.matches_parent && self.is_kind_of(wanted)
    }

    /// This protocol, and those whose bindings apply to it too, in order.
    pub fn lineage(&'static self) -> impl Iterator<Item = &'static Proto> {
        let parents = std::iter::successors(Some(self), |proto| proto.parent);
        parents.flat_map(|proto| std::iter::once(proto).chain(proto.aliases.iter().copied()))
    }

    /// The protocol at the top of this one's kinds that are told apart by a number, and the field.
    pub fn kinds(&'static self) -> Option<(&'static Proto, usize)> {
        let parents = std::iter::successors(Some(self), |proto| proto.parent);
        let top = parents.take_while(|proto| proto.told_by.is_some()).last()?;
        Some((top, top.index_of(top.told_by?)?))
    }

    /// The number of bits before a field, counting fields of no fixed width as nothing.
    pub fn bit_offset(&self, index: usize) -> usize {
        self.fields[..index]
            .iter()
            .map(|field| usize::from(field.bits))
            .sum()
    }
}

/// Names of fields mostly differ in length or at their start.
fn is_name(own: &str, asked: &str) -> bool {
    own.len() == asked.len() && own.as_bytes().first() == asked.as_bytes().first() && own == asked
}

const fn has_field(fields: &[Field], name: &str) -> bool {
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name.as_bytes(), name.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// `==` while the program is compiled.
const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

const fn any_holds_packets(fields: &[Field]) -> bool {
    let mut at = 0;
    while at < fields.len() {
        if matches!(
            fields[at].kind,
            Kind::Packets(_)
                | Kind::Packet(_)
                | Kind::DnsRecords
                | Kind::IcmpExtension
                | Kind::PacketsBy(_)
                | Kind::PacketBy(_)
                | Kind::Options(_)
                | Kind::WholeWords(..)
                | Kind::Choice(_)
                | Kind::Padded(_)
                | Kind::Asn1(_)
                | Kind::Script(..)
        ) {
            return true;
        }
        at += 1;
    }
    false
}

/// The octets of fields that are there always and as wide in every packet.
const fn fixed_len(fields: &[Field]) -> Option<u16> {
    let mut bits = 0;
    let mut at = 0;
    while at < fields.len() {
        let field = &fields[at];
        let plain = matches!(
            field.kind,
            Kind::Uint | Kind::Sint | Kind::Bits | Kind::Mac | Kind::Ip4 | Kind::Ip6
        );
        let there = matches!(field.when, When::Always) && !field.may_end && field.absent.is_none();
        if !plain || !there || field.bits == 0 || field.swap.is_some() {
            return None;
        }
        bits += field.bits;
        at += 1;
    }
    if bits == 0 || bits % 8 != 0 {
        return None;
    }
    Some(bits / 8)
}

const fn any_own_preset(fields: &[Field]) -> bool {
    let mut at = 0;
    while at < fields.len() {
        if matches!(
            fields[at].preset,
            Preset::ListOfText(_)
                | Preset::Ints(_)
                | Preset::Floats(_)
                | Preset::ListOf(_)
                | Preset::Packets(_)
                | Preset::PacketOf(_)
                | Preset::Dice(..)
                | Preset::PacketWith(..)
                | Preset::Given(_)
                | Preset::Made(asn1::Made::Packet(..) | asn1::Made::List(_))
                | Preset::OwnScript(_)
        ) {
            return true;
        }
        at += 1;
    }
    false
}

impl Proto {
    /// Whether functions of a script may be called when a layer is made, built, or dissected.
    pub fn asks(&self) -> bool {
        self.fields_ask || !self.hooks.is_empty()
    }
}

impl std::fmt::Debug for Proto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

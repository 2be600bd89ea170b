//! NetFlow 1, 5 and 9 (RFC 3954), IPFIX (RFC 7011). What records hold is said by templates, see
//! `netflowv9_defragment`.

use super::binding::{Binding, bind, bind_up};
use super::data::IP_PROTOS;
use super::data::netflow_names::{ELEMENTS, LENGTHS};
use super::field::{
    Adjust, Auto, Clock, Field, Kind, Length, Preset, When, bits, ip4, octets, packets, u8, u16,
    u32,
};
use super::names::{FlagNames, Names};
use super::registry::Family;
use super::udp::UDP;
use super::{Around, Dispatch, Guess, Proto};
use crate::when;

pub static HEADER: Proto = Proto::new(
    "NetflowHeader",
    "Netflow Header",
    &[u16("version").default(1)],
);

pub static HEADER1: Proto = Proto {
    example: EXAMPLE1,
    mend: Some(count_records),
    ..Proto::new(
        "NetflowHeaderV1",
        "Netflow Header v1",
        &[
            u16("count").preset(Preset::None),
            u32("sysUptime"),
            time("unixSecs", &SECONDS),
            time("unixNanoSeconds", &NANOSECONDS),
        ],
    )
};

pub static RECORD1: Proto = Proto::new(
    "NetflowRecordV1",
    "Netflow Record v1",
    &[
        ip4("ipsrc"),
        ip4("ipdst"),
        ip4("nexthop"),
        u16("inputIfIndex"),
        u16("outpuIfIndex"),
        u32("dpkts"),
        u32("dbytes"),
        u32("starttime"),
        u32("endtime"),
        u16("srcport"),
        u16("dstport"),
        u16("padding"),
        u8("proto"),
        u8("tos"),
        u32("padding1"),
        u32("padding2"),
    ],
);

pub static HEADER5: Proto = Proto {
    example: EXAMPLE5,
    mend: Some(count_records),
    ..Proto::new(
        "NetflowHeaderV5",
        "Netflow Header v5",
        &[
            u16("count").preset(Preset::None),
            u32("sysUptime"),
            time("unixSecs", &SECONDS),
            time("unixNanoSeconds", &NANOSECONDS),
            u32("flowSequence"),
            u8("engineType"),
            u8("engineID"),
            u16("samplingInterval"),
        ],
    )
};

pub static RECORD5: Proto = Proto::new(
    "NetflowRecordV5",
    "Netflow Record v5",
    &[
        ip4("src").text("127.0.0.1"),
        ip4("dst").text("127.0.0.1"),
        ip4("nexthop"),
        u16("input"),
        u16("output"),
        u32("dpkts").default(1),
        u32("dOctets").default(60),
        u32("first"),
        u32("last"),
        u16("srcport"),
        u16("dstport"),
        u8("pad1"),
        bits("tcpFlags", 8)
            .flags(&FlagNames::Letters("FSRPAUEC"))
            .default(2),
        u8("prot").names(&IP_PROTOS).default(6),
        u8("tos"),
        u16("src_as"),
        u16("dst_as"),
        u8("src_mask"),
        u8("dst_mask"),
        u16("pad2"),
    ],
);

pub static HEADER9: Proto = Proto {
    example: EXAMPLE9,
    mend: Some(count_sets),
    ..Proto::new(
        "NetflowHeaderV9",
        "Netflow Header V9",
        &[
            u16("count").preset(Preset::None),
            u32("sysUptime"),
            time("unixSecs", &SECONDS).preset(Preset::None),
            u32("packageSequence"),
            u32("SourceID"),
        ],
    )
};

pub static HEADER10: Proto = Proto {
    example: EXAMPLE10,
    ..Proto::new(
        "NetflowHeaderV10",
        "IPFix (Netflow V10) Header",
        &[
            u16("length").preset(Preset::None).auto(Auto::TotalLen),
            time("ExportTime", &SECONDS),
            u32("flowSequence"),
            u32("ObservationDomainID"),
        ],
    )
};

pub static TEMPLATE_FIELD: Proto = Proto {
    completes: Some(complete_length),
    otherwise: Guess::Padding,
    ..Proto::new(
        "NetflowTemplateFieldV9",
        "Netflow Flowset Template Field V9/10",
        &[
            bits("enterpriseBit", 1),
            bits("fieldType", 15).names(&ELEMENTS).preset(Preset::None),
            u16("fieldLength").preset(Preset::None),
            u32("enterpriseNumber").when(When::NotIn("enterpriseBit", &[0])),
        ],
    )
};

pub static TEMPLATE: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "NetflowTemplateV9",
        "Netflow Flowset Template V9/10",
        &[
            u16("templateID").default(255),
            u16("fieldCount")
                .preset(Preset::None)
                .auto(Auto::CountOf("template_fields", Adjust::NONE)),
            packets("template_fields", &TEMPLATE_FIELD).count_from("fieldCount"),
        ],
    )
};

pub static TEMPLATES: Proto = Proto::new(
    "NetflowFlowsetV9",
    "Netflow FlowSet V9/10",
    &[
        u16("flowSetID"),
        u16("length")
            .preset(Preset::None)
            .auto(Auto::LenOf("templates", Adjust::plus(4))),
        packets("templates", &TEMPLATE).length(Length::From("length", -4)),
    ],
);

pub static RECORD: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "NetflowRecordV9",
        "Netflow DataFlowset Record V9/10",
        &[octets("fieldValue")],
    )
};

pub static DATA: Proto = Proto {
    example: r#"NetflowDataflowsetV9(templateID=256, records=[NetflowRecordV9(fieldValue=b"abc")])"#,
    dispatch: Some(dispatch),
    finish: Some(fill_data),
    ..Proto::new(
        "NetflowDataflowsetV9",
        "Netflow DataFlowSet V9/10",
        &[
            u16("templateID").default(255),
            u16("length").preset(Preset::None),
            packets("records", &RECORD).length(Length::From("length", -4)),
        ],
    )
};

pub static SCOPE_RECORD: Proto = Proto {
    parent: Some(&RECORD),
    otherwise: Guess::Padding,
    ..Proto::new(
        "NetflowOptionsRecordScopeV9",
        "Netflow Options Template Record V9/10 - Scope",
        RECORD.fields,
    )
};

pub static OPTION_RECORD: Proto = Proto {
    parent: Some(&RECORD),
    otherwise: Guess::Padding,
    ..Proto::new(
        "NetflowOptionsRecordOptionV9",
        "Netflow Options Template Record V9/10 - Option",
        RECORD.fields,
    )
};

pub static OPTION: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "NetflowOptionsFlowsetOptionV9",
        "Netflow Options Template FlowSet V9/10 - Option",
        &[
            bits("enterpriseBit", 1),
            bits("optionFieldType", 15)
                .names(&ELEMENTS)
                .preset(Preset::None),
            u16("optionFieldlength"),
            u16("enterpriseNumber").when(When::NotIn("enterpriseBit", &[0])),
        ],
    )
};

pub static SCOPE: Proto = Proto {
    otherwise: Guess::Padding,
    ..Proto::new(
        "NetflowOptionsFlowsetScopeV9",
        "Netflow Options Template FlowSet V9/10 - Scope",
        &[
            u16("scopeFieldType").names(&SCOPES).preset(Preset::None),
            u16("scopeFieldlength"),
        ],
    )
};

pub static OPTIONS: Proto = Proto {
    example: r#"NetflowOptionsFlowsetV9(option_scope_length=4, option_field_length=4, pad=b"", scopes=[NetflowOptionsFlowsetScopeV9(scopeFieldType="System", scopeFieldlength=4)], options=[NetflowOptionsFlowsetOptionV9(optionFieldType=42, optionFieldlength=2)])"#,
    otherwise: Guess::Padding,
    finish: Some(fill_options),
    ..Proto::new(
        "NetflowOptionsFlowsetV9",
        "Netflow Options Template FlowSet V9",
        &[
            u16("flowSetID").default(1),
            u16("length").preset(Preset::None),
            u16("templateID").default(255),
            u16("option_scope_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("scopes", Adjust::NONE)),
            u16("option_field_length")
                .preset(Preset::None)
                .auto(Auto::LenOf("options", Adjust::NONE)),
            packets("scopes", &SCOPE).length_from("option_scope_length"),
            packets("options", &OPTION).length_from("option_field_length"),
            octets("pad")
                .preset(Preset::None)
                .length(Length::FromFn(options_pad)),
        ],
    )
};

pub static OPTIONS10: Proto = Proto {
    parent: Some(&OPTIONS),
    otherwise: Guess::Padding,
    example: r#"NetflowOptionsFlowset10(pad=b"", scopes=[NetflowOptionsFlowsetScopeV9(scopeFieldType="System", scopeFieldlength=4)], options=[NetflowOptionsFlowsetOptionV9(optionFieldType=42, optionFieldlength=2)])"#,
    finish: Some(fill_options10),
    ..Proto::new(
        "NetflowOptionsFlowset10",
        "Netflow V10 (IPFix) Options Template FlowSet",
        &[
            u16("flowSetID").default(3),
            u16("length").preset(Preset::None),
            u16("templateID").default(255),
            u16("field_count")
                .preset(Preset::None)
                .auto(Auto::CountOf("options", Adjust::by(with_scopes))),
            u16("scope_field_count")
                .preset(Preset::None)
                .auto(Auto::CountOf("scopes", Adjust::NONE)),
            packets("scopes", &SCOPE).count_from("scope_field_count"),
            packets("options", &OPTION).length(Length::CountFn(options_count)),
            octets("pad")
                .preset(Preset::None)
                .length(Length::FromFn(options10_pad)),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.netflow",
    source: "RFC 3954, RFC 7011",
    protocols: &[
        &HEADER,
        &HEADER1,
        &RECORD1,
        &HEADER5,
        &RECORD5,
        &HEADER9,
        &HEADER10,
        &TEMPLATE_FIELD,
        &TEMPLATE,
        &TEMPLATES,
        &RECORD,
        &DATA,
        &SCOPE_RECORD,
        &OPTION_RECORD,
        &OPTION,
        &SCOPE,
        &OPTIONS,
        &OPTIONS10,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[
    bind_up(&UDP, &HEADER, when!(dport = 2055)),
    bind_up(&UDP, &HEADER, when!(sport = 2055)),
    bind_up(&UDP, &HEADER, when!(dport = 2056)),
    bind_up(&UDP, &HEADER, when!(sport = 2056)),
    bind_up(&UDP, &HEADER, when!(dport = 9995)),
    bind_up(&UDP, &HEADER, when!(sport = 9995)),
    bind_up(&UDP, &HEADER, when!(dport = 9996)),
    bind_up(&UDP, &HEADER, when!(sport = 9996)),
    bind_up(&UDP, &HEADER, when!(dport = 6343)),
    bind_up(&UDP, &HEADER, when!(sport = 6343)),
    bind(&UDP, &HEADER, when!(dport = 2055, sport = 2055)),
    bind(&HEADER, &HEADER1, when!(version = 1)),
    bind(&HEADER1, &RECORD1, &[]),
    bind(&RECORD1, &RECORD1, &[]),
    bind(&HEADER, &HEADER5, when!(version = 5)),
    bind(&HEADER5, &RECORD5, &[]),
    bind(&RECORD5, &RECORD5, &[]),
    bind(&HEADER, &HEADER9, when!(version = 9)),
    bind(&HEADER9, &DATA, &[]),
    bind(&DATA, &DATA, &[]),
    bind(&OPTIONS, &DATA, &[]),
    bind(&TEMPLATES, &DATA, &[]),
    bind(&HEADER, &HEADER10, when!(version = 10)),
    bind(&HEADER10, &DATA, &[]),
];

const EXAMPLE1: &str = r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/NetflowHeader()/NetflowHeaderV1(unixSecs=1)/NetflowRecordV1(ipsrc="10.1.0.1", ipdst="10.1.0.2", dpkts=3, dbytes=180)"#;
const EXAMPLE5: &str = r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/NetflowHeader()/NetflowHeaderV5(unixSecs=1)/NetflowRecordV5(src="10.1.0.1", dst="10.1.0.2", srcport=1024, dstport=80)"#;
const EXAMPLE9: &str = r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/NetflowHeader()/NetflowHeaderV9(unixSecs=1)/NetflowFlowsetV9(templates=[NetflowTemplateV9(templateID=256, template_fields=[NetflowTemplateFieldV9(fieldType=8), NetflowTemplateFieldV9(fieldType=12)])])/NetflowDataflowsetV9(templateID=256, records=[NetflowRecordV9(fieldValue=b"\x0a\x01\x00\x01\x0a\x01\x00\x02")])"#;
const EXAMPLE10: &str = r#"IP(src="10.0.0.1", dst="10.0.0.2")/UDP()/NetflowHeader()/NetflowHeaderV10(ExportTime=1)/NetflowFlowsetV9(flowSetID=2, templates=[NetflowTemplateV9(templateID=256, template_fields=[NetflowTemplateFieldV9(fieldType="IPV4_SRC_ADDR")])])"#;

const fn time(name: &'static str, clock: &'static Clock) -> Field {
    Field::new(name, Kind::Time(clock), 32).default(0)
}

static SECONDS: Clock = Clock {
    epoch: 0,
    per_second: 1,
    format: "%a, %d %b %Y %H:%M:%S %z",
};
static NANOSECONDS: Clock = Clock {
    per_second: 1_000_000_000,
    ..SECONDS
};

static SCOPES: Names = Names::pairs(&[
    (1, "System"),
    (2, "Interface"),
    (3, "Line card"),
    (4, "Cache"),
    (5, "Template"),
]);

/// Sets of templates have numbers of their own; the other sets have the number of their template.
fn dispatch(octets: &[u8]) -> Dispatch {
    match octets {
        [0, 0 | 2, ..] => Dispatch::Other(&TEMPLATES),
        [0, 1, ..] => Dispatch::Other(&OPTIONS),
        [0, 3, ..] => Dispatch::Other(&OPTIONS10),
        _ => Dispatch::This,
    }
}

/// An element is as long as the registry says.
fn complete_length(field: &dyn Around) -> Option<(&'static str, Option<i64>)> {
    let element = field.int("fieldType")?;
    if field.int("fieldLength").is_some() || ELEMENTS.name(element).is_none() {
        return None;
    }
    let known = LENGTHS.iter().find(|known| known.1.contains(&element));
    Some(("fieldLength", known.map(|known| known.0)))
}

/// The number of layers above.
fn count_records(header: &dyn Around, octets: &mut [u8]) {
    if header.int("count").is_none() {
        put_u16(octets, 0, header.above().len());
    }
}

/// Templates, records, and sets of options.
fn count_sets(header: &dyn Around, octets: &mut [u8]) {
    if header.int("count").is_some() {
        return;
    }
    let mut count = 0;
    header.each_above(&mut |layer| {
        let proto = layer.proto();
        if proto.is(&TEMPLATES) {
            count += layer.count("templates").unwrap_or(0);
        } else if proto.is(&DATA) {
            count += layer.count("records").unwrap_or(0);
        } else if proto.is(&OPTIONS) {
            count += 1;
        }
    });
    put_u16(octets, 0, count);
}

fn put_u16(octets: &mut [u8], at: usize, number: usize) {
    if let Some(place) = octets.get_mut(at..at + 2) {
        place.copy_from_slice(&(number as u16).to_be_bytes());
    }
}

fn u16_at(octets: &[u8], at: usize) -> usize {
    let found = octets.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |number| usize::from(u16::from_be_bytes(*number)))
}

/// A set of records whose length nobody said is filled up to words.
fn fill_data(set: &dyn Around, header: usize, octets: &mut Vec<u8>) {
    if set.int("length").is_none() {
        let filled = header.next_multiple_of(4);
        octets.splice(header..header, std::iter::repeat_n(0, filled - header));
        put_u16(octets, 2, filled);
    }
}

/// Cuts the header where its fields are said to end, and fills it up to words.
fn fill(octets: &mut Vec<u8>, header: usize, end: usize) -> usize {
    let zeros = header.next_multiple_of(4) - header;
    let end = end.min(header);
    octets.splice(end..header, std::iter::repeat_n(0, zeros));
    end + zeros
}

fn fill_options(set: &dyn Around, mut header: usize, octets: &mut Vec<u8>) {
    if set.octets("pad").is_none() {
        let end = 10 + u16_at(octets, 6) + u16_at(octets, 8);
        header = fill(octets, header, end);
    }
    if set.int("length").is_none() {
        put_u16(octets, 2, header);
    }
}

fn fill_options10(set: &dyn Around, header: usize, octets: &mut Vec<u8>) {
    if set.int("length").is_none() {
        put_u16(octets, 2, header);
    }
    if set.octets("pad").is_none() {
        // As in Scapy: only the scopes stay if their number was set.
        let scopes = set.int("scope_field_count");
        let end = scopes.map_or(header, |scopes| 10 + 4 * scopes as usize);
        fill(octets, header, end);
    }
}

fn options_pad(set: &dyn Around) -> i64 {
    let number = |name| set.int(name).unwrap_or(0);
    number("length") - number("option_scope_length") - number("option_field_length") - 10
}

fn options10_pad(set: &dyn Around) -> i64 {
    let number = |name| set.int(name).unwrap_or(0);
    number("length") - number("scope_field_count") * 4 - 10
}

fn options_count(set: &dyn Around) -> i64 {
    let number = |name| set.int(name).unwrap_or(0);
    number("field_count") - number("scope_field_count")
}

fn with_scopes(set: &dyn Around, options: i64) -> Option<i64> {
    Some(options + set.count("scopes").unwrap_or(0) as i64)
}

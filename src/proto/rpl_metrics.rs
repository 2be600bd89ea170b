//! Metrics of RPL. RFC 6551.

use super::binding::Binding;
use super::field::{
    Adjust, Auto, Field, Kind, Length, Options, Preset, bits, octets, u8, u16, u32,
};
use super::ipv6_ext::AUTOPAD;
use super::names::Names;
use super::registry::Family;
use super::{Dispatch, Proto};

pub static DAG_METRIC_CONTAINER: Proto =
    Proto::new("_DAGMetricContainer", "Dummy DAG Metric container", &[]);

pub static DAGMC_OBJ_UNKNOWN: Proto = Proto {
    example: r#"DAGMCObjUnknown(otype=9, odata=b"abc")"#,
    dispatch: Some(dispatch),
    ..Proto::new(
        "DAGMCObjUnknown",
        "Unknown DAGMC Object Option",
        &[
            u8("otype").names(&OTYPES).default(3),
            u8("olen")
                .preset(Preset::None)
                .auto(Auto::LenOf("odata", Adjust::NONE)),
            octets("odata").length_from("olen"),
        ],
    )
};

/// What each metric begins with (section 2.1).
const OBJECT: [Field; 9] = [
    u8("otype").names(&OTYPES),
    bits("resflags", 5),
    bits("P", 1),
    bits("C", 1),
    bits("O", 1),
    bits("R", 1),
    bits("A", 3).names(&AS),
    bits("prec", 4),
    u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
];

/// The fields of a metric of this type: those of all, and its own.
const fn object<const OWN: usize, const ALL: usize>(kind: i64, own: [Field; OWN]) -> [Field; ALL] {
    let mut fields = [OBJECT[0].default(kind); ALL];
    let mut at = 1;
    while at < ALL {
        fields[at] = if at < OBJECT.len() {
            OBJECT[at]
        } else {
            own[at - OBJECT.len()]
        };
        at += 1;
    }
    fields
}

const fn metric(name: &'static str, title: &'static str, fields: &'static [Field]) -> Proto {
    Proto {
        parent: Some(&DAGMC_OBJ),
        ..Proto::new(name, title, fields)
    }
}

pub static DAGMC_OBJ: Proto = Proto::new("DAGMCObj", "Dummy DAG MC Object", &OBJECT);

pub static RPLDAGMCNSA: Proto = metric(
    "RPLDAGMCNSA",
    "Node State and Attributes",
    const {
        &object(
            1,
            [
                u8("res"),
                bits("flags", 6),
                bits("Agg", 1),
                bits("Overload", 1),
            ],
        ) as &[Field; 13]
    },
);

pub static RPLDAGMC_NODE_ENERGY: Proto = metric(
    "RPLDAGMCNodeEnergy",
    "Node Energy",
    const {
        &object(
            2,
            [
                bits("flags", 4),
                bits("I", 1),
                bits("T", 2),
                bits("E", 1),
                u8("E_E"),
            ],
        ) as &[Field; 14]
    },
);

pub static RPLDAGMC_HOP_COUNT: Proto = metric(
    "RPLDAGMCHopCount",
    "Hop Count",
    const {
        &object(
            3,
            [bits("res", 4), bits("flags", 4), u8("HopCount").default(1)],
        ) as &[Field; 12]
    },
);

pub static RPLDAGMC_LINK_THROUGHPUT: Proto = metric(
    "RPLDAGMCLinkThroughput",
    "Link Throughput",
    const { &object(4, [u32("Throughput").default(1)]) as &[Field; 10] },
);

pub static RPLDAGMC_LINK_LATENCY: Proto = metric(
    "RPLDAGMCLinkLatency",
    "Link Latency",
    const { &object(5, [u32("Latency").default(1)]) as &[Field; 10] },
);

pub static RPLDAGMC_LINK_QUALITY_LEVEL: Proto = metric(
    "RPLDAGMCLinkQualityLevel",
    "Link Quality Level",
    const { &object(6, [u8("res"), bits("val", 3), bits("counter", 5)]) as &[Field; 12] },
);

pub static RPLDAGMC_LINK_ETX: Proto = metric(
    "RPLDAGMCLinkETX",
    "Link ETX",
    const { &object(7, [u16("ETX").default(1)]) as &[Field; 10] },
);

pub static RPLDAGMC_LINK_COLOR: Proto = metric(
    "RPLDAGMCLinkColor",
    "Link Color",
    const {
        &object(
            8,
            [
                u8("res"),
                bits("color", 10).default(1),
                bits("counter", 6).default(1),
            ],
        ) as &[Field; 12]
    },
);

pub static RPL_OPT_DAGMC: Proto = Proto {
    parent: Some(&DAG_METRIC_CONTAINER),
    ..Proto::new(
        "RPLOptDAGMC",
        "DAG Metric Container",
        &[
            u8("otype").names(&OTYPES2).default(2),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(2)),
            AUTOPAD.default(0),
            Field::new("options", Kind::Options(&OPTIONS), 0)
                .preset(Preset::EmptyList)
                .length(Length::FromFn(|option| 8 * option.int("len").unwrap_or(0))),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.contrib.rpl_metrics",
    source: "RFC 6551",
    protocols: &[
        &DAG_METRIC_CONTAINER,
        &DAGMC_OBJ_UNKNOWN,
        &DAGMC_OBJ,
        &RPLDAGMCNSA,
        &RPLDAGMC_NODE_ENERGY,
        &RPLDAGMC_HOP_COUNT,
        &RPLDAGMC_LINK_THROUGHPUT,
        &RPLDAGMC_LINK_LATENCY,
        &RPLDAGMC_LINK_QUALITY_LEVEL,
        &RPLDAGMC_LINK_ETX,
        &RPLDAGMC_LINK_COLOR,
        &RPL_OPT_DAGMC,
    ],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[];

static OTYPES: Names = Names::pairs(&[
    (1, "Node State and Attributes"),
    (2, "Node Energy"),
    (3, "Hop Count"),
    (4, "Link Throughput"),
    (5, "Link Latency"),
    (6, "Link Quality Level"),
    (7, "Link ETX"),
    (8, "Link Color"),
]);
static AS: Names = Names::pairs(&[
    (0, "additive"),
    (1, "maximum"),
    (2, "minimum"),
    (3, "multiplicative"),
]);
static OTYPES2: Names = Names::pairs(&[
    (0, "Pad1"),
    (1, "PadN"),
    (2, "DAG Metric Container"),
    (3, "Routing Information"),
    (4, "DODAG Configuration"),
    (5, "RPL Target"),
    (6, "Transit Information"),
    (7, "Solicited Information"),
    (8, "Prefix Information Option"),
    (9, "Target Descriptor"),
    (10, "P2P Route Discovery"),
]);

static OPTIONS: Options = Options {
    of: &DAGMC_OBJ_UNKNOWN,
    start: 8,
    pad: 1,
    last_only: false,
    fills: |_| false,
};

fn dispatch(octets: &[u8]) -> Dispatch {
    Dispatch::Other(match octets.first() {
        Some(1) => &RPLDAGMCNSA,
        Some(2) => &RPLDAGMC_NODE_ENERGY,
        Some(3) => &RPLDAGMC_HOP_COUNT,
        Some(4) => &RPLDAGMC_LINK_THROUGHPUT,
        Some(5) => &RPLDAGMC_LINK_LATENCY,
        Some(6) => &RPLDAGMC_LINK_QUALITY_LEVEL,
        Some(7) => &RPLDAGMC_LINK_ETX,
        Some(8) => &RPLDAGMC_LINK_COLOR,
        _ => return Dispatch::This,
    })
}

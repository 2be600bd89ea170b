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
            octets("odata").length(Length::From("olen", 0)),
        ],
    )
};

pub static DAGMC_OBJ: Proto = Proto::new(
    "DAGMCObj",
    "Dummy DAG MC Object",
    &[
        u8("otype").names(&OTYPES),
        bits("resflags", 5),
        bits("P", 1),
        bits("C", 1),
        bits("O", 1),
        bits("R", 1),
        bits("A", 3).names(&AS),
        bits("prec", 4),
        u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
    ],
);

pub static RPLDAGMCNSA: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCNSA",
        "Node State and Attributes",
        &[
            u8("otype").names(&OTYPES).default(1),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            u8("res"),
            bits("flags", 6),
            bits("Agg", 1),
            bits("Overload", 1),
        ],
    )
};

pub static RPLDAGMC_NODE_ENERGY: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCNodeEnergy",
        "Node Energy",
        &[
            u8("otype").names(&OTYPES).default(2),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            bits("flags", 4),
            bits("I", 1),
            bits("T", 2),
            bits("E", 1),
            u8("E_E"),
        ],
    )
};

pub static RPLDAGMC_HOP_COUNT: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCHopCount",
        "Hop Count",
        &[
            u8("otype").names(&OTYPES).default(3),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            bits("res", 4),
            bits("flags", 4),
            u8("HopCount").default(1),
        ],
    )
};

pub static RPLDAGMC_LINK_THROUGHPUT: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCLinkThroughput",
        "Link Throughput",
        &[
            u8("otype").names(&OTYPES).default(4),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            u32("Throughput").default(1),
        ],
    )
};

pub static RPLDAGMC_LINK_LATENCY: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCLinkLatency",
        "Link Latency",
        &[
            u8("otype").names(&OTYPES).default(5),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            u32("Latency").default(1),
        ],
    )
};

pub static RPLDAGMC_LINK_QUALITY_LEVEL: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCLinkQualityLevel",
        "Link Quality Level",
        &[
            u8("otype").names(&OTYPES).default(6),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            u8("res"),
            bits("val", 3),
            bits("counter", 5),
        ],
    )
};

pub static RPLDAGMC_LINK_ETX: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCLinkETX",
        "Link ETX",
        &[
            u8("otype").names(&OTYPES).default(7),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            u16("ETX").default(1),
        ],
    )
};

pub static RPLDAGMC_LINK_COLOR: Proto = Proto {
    parent: Some(&DAGMC_OBJ),
    ..Proto::new(
        "RPLDAGMCLinkColor",
        "Link Color",
        &[
            u8("otype").names(&OTYPES).default(8),
            bits("resflags", 5),
            bits("P", 1),
            bits("C", 1),
            bits("O", 1),
            bits("R", 1),
            bits("A", 3).names(&AS),
            bits("prec", 4),
            u8("len").preset(Preset::None).auto(Auto::TotalLenLess(4)),
            u8("res"),
            bits("color", 10).default(1),
            bits("counter", 6).default(1),
        ],
    )
};

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

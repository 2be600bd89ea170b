//! The cluster library of Zigbee. Zigbee Cluster Library Specification (07-5123).

use super::data::zigbee_names::{
    ATTRIBUTE_DATA_TYPES, COMMAND_IDENTIFIERS, RSP_CODES, STATUS3, ZCL_FRAMETYPES, ZONE_TYPES,
};
use super::field::{Length, Preset, When, bits, list, octets, packets, u8, u16, u32};
use super::registry::Family;
use super::zigbee::{RELAYS_ELEMENT, number};
use super::{Around, Guess, PayloadLen, Proto};

pub static ZCL_READ_ATTRIBUTE_STATUS_RECORD: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ZCLReadAttributeStatusRecord",
        "ZCL Read Attribute Status Record",
        &[
            u16("attribute_identifier").little_endian().hex(),
            u8("status").names(&STATUS3),
            u8("attribute_data_type")
                .names(&ATTRIBUTE_DATA_TYPES)
                .when(When::In("status", &[0])),
            octets("attribute_value")
                .length(Length::Found(attribute_len))
                .class("_DiscreteString")
                .when(When::In("status", &[0])),
        ],
    )
};

pub static ZCL_WRITE_ATTRIBUTE_RECORD: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ZCLWriteAttributeRecord",
        "ZCL Write Attribute Record",
        &[
            u16("attribute_identifier").little_endian().hex(),
            u8("attribute_data_type").names(&ATTRIBUTE_DATA_TYPES),
            octets("attribute_data")
                .length(Length::Found(attribute_len))
                .class("_DiscreteString"),
        ],
    )
};

pub static ZCL_WRITE_ATTRIBUTE_STATUS_RECORD: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ZCLWriteAttributeStatusRecord",
        "ZCL Write Attribute Status Record",
        &[
            u8("status").names(&STATUS3),
            u16("attribute_identifier")
                .little_endian()
                .hex()
                .when(When::NotIn("status", &[0])),
        ],
    )
};

pub static ZCL_CONFIGURE_REPORTING_RECORD: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ZCLConfigureReportingRecord",
        "ZCL Configure Reporting Record",
        &[
            u8("attribute_direction"),
            u16("attribute_identifier").little_endian().hex(),
            u8("attribute_data_type")
                .names(&ATTRIBUTE_DATA_TYPES)
                .when(When::In("attribute_direction", &[0])),
            u16("min_reporting_interval")
                .little_endian()
                .hex()
                .when(When::In("attribute_direction", &[0])),
            u16("max_reporting_interval")
                .little_endian()
                .hex()
                .when(When::In("attribute_direction", &[0])),
            octets("reportable_change")
                .length(Length::Found(attribute_len))
                .class("_DiscreteString")
                .when(When::In("attribute_direction", &[0])),
            u16("timeout_period")
                .little_endian()
                .hex()
                .when(When::In("attribute_direction", &[1])),
        ],
    )
};

pub static ZCL_CONFIGURE_REPORTING_RESPONSE_RECORD: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ZCLConfigureReportingResponseRecord",
        "ZCL Configure Reporting Response Record",
        &[
            u8("status").names(&STATUS3),
            u8("attribute_direction").when(When::NotIn("status", &[0])),
            u16("attribute_identifier")
                .little_endian()
                .hex()
                .when(When::NotIn("status", &[0])),
        ],
    )
};

pub static ZCL_ATTRIBUTE_REPORT: Proto = Proto {
    payload_len: PayloadLen::Nothing,
    ..Proto::new(
        "ZCLAttributeReport",
        "ZCL Attribute Report",
        &[
            u16("attribute_identifier").little_endian().hex(),
            u8("attribute_data_type").names(&ATTRIBUTE_DATA_TYPES),
            octets("attribute_data")
                .length(Length::Found(attribute_len))
                .class("_DiscreteString"),
        ],
    )
};

pub static ZCL_GENERAL_READ_ATTRIBUTES: Proto = Proto::new(
    "ZCLGeneralReadAttributes",
    "General Domain: Command Frame Payload: read_attributes",
    &[list("attribute_identifiers", &RELAYS_ELEMENT)],
);

pub static ZCL_GENERAL_READ_ATTRIBUTES_RESPONSE: Proto = Proto::new(
    "ZCLGeneralReadAttributesResponse",
    "General Domain: Command Frame Payload: read_attributes_response",
    &[packets(
        "read_attribute_status_record",
        &ZCL_READ_ATTRIBUTE_STATUS_RECORD,
    )],
);

pub static ZCL_GENERAL_WRITE_ATTRIBUTES: Proto = Proto::new(
    "ZCLGeneralWriteAttributes",
    "General Domain: Command Frame Payload: write_attributes",
    &[packets("write_records", &ZCL_WRITE_ATTRIBUTE_RECORD)],
);

pub static ZCL_GENERAL_WRITE_ATTRIBUTES_RESPONSE: Proto = Proto::new(
    "ZCLGeneralWriteAttributesResponse",
    "General Domain: Command Frame Payload: write_attributes_response",
    &[packets(
        "status_records",
        &ZCL_WRITE_ATTRIBUTE_STATUS_RECORD,
    )],
);

pub static ZCL_GENERAL_CONFIGURE_REPORTING: Proto = Proto::new(
    "ZCLGeneralConfigureReporting",
    "General Domain: Command Frame Payload: configure_reporting",
    &[packets("config_records", &ZCL_CONFIGURE_REPORTING_RECORD)],
);

pub static ZCL_GENERAL_CONFIGURE_REPORTING_RESPONSE: Proto = Proto::new(
    "ZCLGeneralConfigureReportingResponse",
    "General Domain: Command Frame Payload: configure_reporting_response",
    &[packets(
        "status_records",
        &ZCL_CONFIGURE_REPORTING_RESPONSE_RECORD,
    )],
);

pub static ZCL_GENERAL_REPORT_ATTRIBUTES: Proto = Proto::new(
    "ZCLGeneralReportAttributes",
    "General Domain: Command Frame Payload: report_attributes",
    &[packets("attribute_reports", &ZCL_ATTRIBUTE_REPORT)],
);

pub static ZCL_GENERAL_DEFAULT_RESPONSE: Proto = Proto::new(
    "ZCLGeneralDefaultResponse",
    "General Domain: Command Frame Payload: default_response",
    &[
        u8("response_command_identifier"),
        u8("status").names(&STATUS3),
    ],
);

pub static ZCLIAS_ZONE_ZONE_ENROLL_RESPONSE: Proto = Proto::new(
    "ZCLIASZoneZoneEnrollResponse",
    "IAS Zone Cluster: Zone Enroll Response Command (Server: Received)",
    &[u8("rsp_code").names(&RSP_CODES), u8("zone_id")],
);

pub static ZCLIAS_ZONE_ZONE_STATUS_CHANGE_NOTIFICATION: Proto = Proto::new(
    "ZCLIASZoneZoneStatusChangeNotification",
    "IAS Zone Cluster: Zone Status Change Notification Command (Server: Generated)",
    &[
        octets("zone_status")
            .fixed()
            .length(Length::Octets(2))
            .preset(Preset::Octets(b"\x00\x00")),
        octets("extended_status")
            .fixed()
            .length(Length::Octets(1))
            .preset(Preset::Octets(b"\x00")),
        u8("zone_id"),
        u16("delay").little_endian().hex(),
    ],
);

pub static ZCLIAS_ZONE_ZONE_ENROLL_REQUEST: Proto = Proto::new(
    "ZCLIASZoneZoneEnrollRequest",
    "IAS Zone Cluster: Zone Enroll Request Command (Server: Generated)",
    &[
        u16("zone_type")
            .little_endian()
            .names(&ZONE_TYPES)
            .class("EnumField"),
        u16("manuf_code").little_endian().hex(),
    ],
);

pub static ZCL_METERING_GET_PROFILE: Proto = Proto::new(
    "ZCLMeteringGetProfile",
    "Metering Cluster: Get Profile Command (Server: Received)",
    &[
        u8("Interval_Channel"),
        u32("End_Time").little_endian().hex(),
        u8("NumberOfPeriods").default(1),
    ],
);

pub static ZCL_PRICE_GET_CURRENT_PRICE: Proto = Proto::new(
    "ZCLPriceGetCurrentPrice",
    "Price Cluster: Get Current Price Command (Server: Received)",
    &[bits("reserved", 7), bits("Requestor_Rx_On_When_Idle", 1)],
);

pub static ZCL_PRICE_GET_SCHEDULED_PRICES: Proto = Proto::new(
    "ZCLPriceGetScheduledPrices",
    "Price Cluster: Get Scheduled Prices Command (Server: Received)",
    &[
        u32("start_time").little_endian().hex(),
        u8("number_of_events"),
    ],
);

pub static ZCL_PRICE_PUBLISH_PRICE: Proto = Proto {
    example: r#"ZigbeeAppDataPayload(frame_control=0, profile=0x104, cluster=0x700)/ZigbeeClusterLibrary(zcl_frametype=1, command_direction=1)/ZCLPricePublishPrice()"#,
    ..Proto::new(
        "ZCLPricePublishPrice",
        "Price Cluster: Publish Price Command (Server: Generated)",
        &[
            u32("provider_id").little_endian().hex(),
            octets("rate_label").length(Length::Found(|_, _| None)),
            u32("issuer_event_id").little_endian().hex(),
            u32("current_time").little_endian().hex(),
            u8("unit_of_measure"),
            u16("currency").little_endian().hex(),
            u8("price_trailing_digit"),
            u8("number_of_price_tiers"),
            u32("start_time").little_endian().hex(),
            u16("duration_in_minutes").little_endian().hex(),
            u32("price").little_endian().hex(),
            u8("price_ratio"),
            u32("generation_price").little_endian().hex(),
            u8("generation_price_ratio"),
            u32("alternate_cost_delivered").little_endian().hex(),
            u8("alternate_cost_unit"),
            u8("alternate_cost_trailing_digit"),
            u8("number_of_block_thresholds"),
            u8("price_control"),
        ],
    )
};

pub static ZIGBEE_CLUSTER_LIBRARY: Proto = Proto {
    guess: Some(guess_cluster),
    ..Proto::new(
        "ZigbeeClusterLibrary",
        "Zigbee Cluster Library (ZCL) Frame",
        &[
            bits("reserved", 3),
            bits("disable_default_response", 1),
            bits("command_direction", 1),
            bits("manufacturer_specific", 1),
            bits("zcl_frametype", 2).names(&ZCL_FRAMETYPES),
            u16("manufacturer_code")
                .little_endian()
                .hex()
                .when(When::Test(|p| number(p, "manufacturer_specific") == 1)),
            u8("transaction_sequence"),
            u8("command_identifier").names(&COMMAND_IDENTIFIERS),
        ],
    )
};

pub static FAMILY: Family = Family {
    module: "scapy.layers.zigbee",
    source: "",
    protocols: &[
        &ZCL_READ_ATTRIBUTE_STATUS_RECORD,
        &ZCL_WRITE_ATTRIBUTE_RECORD,
        &ZCL_WRITE_ATTRIBUTE_STATUS_RECORD,
        &ZCL_CONFIGURE_REPORTING_RECORD,
        &ZCL_CONFIGURE_REPORTING_RESPONSE_RECORD,
        &ZCL_ATTRIBUTE_REPORT,
        &ZCL_GENERAL_READ_ATTRIBUTES,
        &ZCL_GENERAL_READ_ATTRIBUTES_RESPONSE,
        &ZCL_GENERAL_WRITE_ATTRIBUTES,
        &ZCL_GENERAL_WRITE_ATTRIBUTES_RESPONSE,
        &ZCL_GENERAL_CONFIGURE_REPORTING,
        &ZCL_GENERAL_CONFIGURE_REPORTING_RESPONSE,
        &ZCL_GENERAL_REPORT_ATTRIBUTES,
        &ZCL_GENERAL_DEFAULT_RESPONSE,
        &ZCLIAS_ZONE_ZONE_ENROLL_RESPONSE,
        &ZCLIAS_ZONE_ZONE_STATUS_CHANGE_NOTIFICATION,
        &ZCLIAS_ZONE_ZONE_ENROLL_REQUEST,
        &ZCL_METERING_GET_PROFILE,
        &ZCL_PRICE_GET_CURRENT_PRICE,
        &ZCL_PRICE_GET_SCHEDULED_PRICES,
        &ZCL_PRICE_PUBLISH_PRICE,
        &ZIGBEE_CLUSTER_LIBRARY,
    ],
    bindings: &[],
};

/// Commands of a cluster, by direction and number.
fn guess_cluster(frame: &dyn Around, _: &[u8]) -> Guess {
    if frame.int("zcl_frametype") != Some(1) {
        return Guess::Bindings;
    }
    if frame.int_below("cluster").is_none() {
        return Guess::Fail;
    }
    let what = |name| number(frame, name);
    match (
        frame.int_below("cluster"),
        what("command_direction"),
        what("command_identifier"),
    ) {
        (Some(0x500), 0, 0) => Guess::Proto(&ZCLIAS_ZONE_ZONE_ENROLL_RESPONSE),
        (Some(0x500), 1, 0) => Guess::Proto(&ZCLIAS_ZONE_ZONE_STATUS_CHANGE_NOTIFICATION),
        (Some(0x500), 1, 1) => Guess::Proto(&ZCLIAS_ZONE_ZONE_ENROLL_REQUEST),
        (Some(0x700), 0, 0) => Guess::Proto(&ZCL_PRICE_GET_CURRENT_PRICE),
        (Some(0x700), 0, 1) => Guess::Proto(&ZCL_PRICE_GET_SCHEDULED_PRICES),
        (Some(0x700), 1, 0) => Guess::Proto(&ZCL_PRICE_PUBLISH_PRICE),
        _ => Guess::Bindings,
    }
}

/// The octets of an attribute, by its type; strings begin with their length.
fn attribute_len(attribute: &dyn Around, octets: &[u8]) -> Option<usize> {
    let kind = number(attribute, "attribute_data_type");
    Some(match kind {
        0x08..=0x0f => kind - 7,
        0x10 => 1,
        0x18..=0x1f => kind - 0x17,
        0x20..=0x27 => kind - 0x1f,
        0x28..=0x2f => kind - 0x27,
        0x30 => 1,
        0x31 | 0x38 | 0xe8 | 0xe9 => 2,
        0x39 | 0xe0 | 0xe1 | 0xe2 | 0xea => 4,
        0x3a | 0xf0 => 8,
        0xf1 => 16,
        0x00 | 0xff => 0,
        0x41 | 0x42 => i64::from(*octets.first()?) + 1,
        0x43 | 0x44 => i64::from(u16::from_be_bytes(*octets.first_chunk()?)) + 2,
        _ => return Some(octets.len()),
    } as usize)
}

//! Exposure notification: identifiers of near devices. Apple and Google, Bluetooth specification 1.2.

use super::Proto;
use super::binding::{Binding, bind};
use super::bluetooth_eir::EIR_SERVICE_DATA16_BIT_UUID;
use super::field::{Length, Preset, octets};
use super::registry::Family;
use crate::when;

pub static EXPOSURE_NOTIFICATION_FRAME: Proto = Proto::new(
    "Exposure_Notification_Frame",
    "Exposure Notification broadcast",
    &[
        octets("identifier")
            .fixed()
            .length(Length::Octets(16))
            .preset(Preset::None),
        octets("metadata")
            .fixed()
            .length(Length::Octets(4))
            .preset(Preset::None),
    ],
);

pub static FAMILY: Family = Family {
    module: "scapy.contrib.exposure_notification",
    source: "Exposure notification, Bluetooth specification 1.2",
    protocols: &[&EXPOSURE_NOTIFICATION_FRAME],
    bindings: BINDINGS,
};

const BINDINGS: &[Binding] = &[bind(
    &EIR_SERVICE_DATA16_BIT_UUID,
    &EXPOSURE_NOTIFICATION_FRAME,
    when!(svc_uuid = 64_879),
)];

//! What is wrong with a layer, as a protocol's own rule says it, and the exception that tells it.

/// Why a layer is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The exception's class: `Scapy_Exception` or one of [`KINDS`].
    pub kind: &'static str,
    pub text: String,
}

impl From<String> for Refusal {
    fn from(text: String) -> Refusal {
        Refusal {
            kind: "Scapy_Exception",
            text,
        }
    }
}

/// Scapy's exceptions for single protocols, and the modules that have them.
pub const KINDS: &[(&str, &str)] = &[
    ("FieldAttributeException", "scapy.fields"),
    ("FieldValueRangeException", "scapy.fields"),
    ("LLDPInvalidFieldValue", "scapy.contrib.lldp"),
    ("LLDPInvalidFrameStructure", "scapy.contrib.lldp"),
    ("LLDPInvalidLengthField", "scapy.contrib.lldp"),
    ("LLDPInvalidTLVCount", "scapy.contrib.lldp"),
    ("LLDPMissingLowerLayer", "scapy.contrib.lldp"),
];

# What modules of single protocols call numbers and tables; known to who imports them or calls
# load_contrib(), because many of the names are common words.


def _numbered(names, start=0):
    """Names that are numbered in their order; None leaves a number out."""
    return {name: number for number, name in enumerate(names.split(), start) if name != "-"}


# MQTT-SN 1.2, tables 3 to 5.
_MQTTSN_MESSAGES = _numbered(
    "ADVERTISE SEARCHGW GWINFO - CONNECT CONNACK WILLTOPICREQ WILLTOPIC WILLMSGREQ WILLMSG "
    "REGISTER REGACK PUBLISH PUBACK PUBCOMP PUBREC PUBREL - SUBSCRIBE SUBACK UNSUBSCRIBE UNSUBACK "
    "PINGREQ PINGRESP DISCONNECT - WILLTOPICUPD WILLTOPICRESP WILLMSGUPD WILLMSGRESP")

# PROFINET DCP, IEC 61158-6-10 section 4.3.
_DCP_FRAMES = {
    "DCP_GET_SET_FRAME_ID": 0xfefd,
    "DCP_IDENTIFY_REQUEST_FRAME_ID": 0xfefe,
    "DCP_IDENTIFY_RESPONSE_FRAME_ID": 0xfeff,
}

_NAMES = {
    "scapy.contrib.altbeacon": {"RADIUS_NETWORKS_MFG": 0x0118},
    "scapy.contrib.eddystone": {
        "EDDYSTONE_UUID": 0xfeaa,
        "EDDYSTONE_URL_SCHEMES": dict(enumerate(
            [b"http://www.", b"https://www.", b"http://", b"https://"])),
        "EDDYSTONE_URL_TABLE": dict(enumerate(
            b".com/ .org/ .edu/ .net/ .info/ .biz/ .gov/ "
            b".com .org .edu .net .info .biz .gov".split())),
    },
    "scapy.contrib.exposure_notification": {"EXPOSURE_NOTIFICATION_UUID": 0xfd6f},
    "scapy.contrib.ibeacon": {"APPLE_MFG": 0x4c},
    "scapy.contrib.mqttsn": {
        **_MQTTSN_MESSAGES,
        "ENCAPS_MSG": 0xfe,
        "PACKET_TYPE": {
            **{number: name for name, number in _MQTTSN_MESSAGES.items()},
            0xfe: "Encapsulated message",
        },
        **_numbered("QOS_0 QOS_1 QOS_2 QOS_NEG1"),
        "QOS_LEVELS": dict(enumerate(
            ["Fire and Forget", "Acknowledged deliver", "Assured Delivery",
             "No Connection required"])),
        **_numbered("TID_NORMAL TID_PREDEF TID_SHORT TID_RESVD"),
        "TOPIC_ID_TYPES": dict(enumerate(
            ["Normal ID", "Pre-defined ID", "Short Topic Name", "Reserved"])),
        **_numbered("ACCEPTED REJ_CONJ REJ_TID REJ_NOTSUP"),
        "RETURN_CODES": dict(enumerate(
            ["Accepted", "Rejected: congestion", "Rejected: invalid topic ID",
             "Rejected: not supported"])),
    },
    "scapy.contrib.pnio_dcp": {
        "MIN_PACKET_LENGTH": 44,
        **_DCP_FRAMES,
        **_numbered("DCP_REQUEST DCP_RESPONSE"),
        **_numbered("DCP_SERVICE_ID_GET DCP_SERVICE_ID_SET DCP_SERVICE_ID_IDENTIFY", 3),
    },
}


def _of_module(module):
    """The names that the module has beside its layers."""
    return _NAMES.get(module, {})

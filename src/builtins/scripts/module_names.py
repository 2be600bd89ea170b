# What modules of single protocols call numbers and tables; known to who imports them or calls
# load_contrib(), because many of the names are common words. Tables are those of the fields.


def _numbered(names, start=0):
    """Names that are numbered in their order."""
    return {name: number for number, name in enumerate(names.split(), start)}


def _table(layer, field):
    """The names of the numbers of a field."""
    for each in layer.fields_desc:
        if each.name == field:
            return dict(each.i2s)


def _mqttsn(layers):
    types = _table(layers["MQTTSN"], "type")
    encapsulated = 0xfe
    publish = layers["MQTTSNPublish"]
    return {
        **{name: number for number, name in types.items() if number != encapsulated},
        "ENCAPS_MSG": encapsulated,
        "PACKET_TYPE": types,
        **_numbered("QOS_0 QOS_1 QOS_2 QOS_NEG1"),
        "QOS_LEVELS": _table(publish, "qos"),
        **_numbered("TID_NORMAL TID_PREDEF TID_SHORT TID_RESVD"),
        "TOPIC_ID_TYPES": _table(publish, "tid_type"),
        **_numbered("ACCEPTED REJ_CONJ REJ_TID REJ_NOTSUP"),
        "RETURN_CODES": _table(layers["MQTTSNConnack"], "return_code"),
    }


def _dcp(layers):
    # IEC 61158-6-10 section 4.3.
    request = layers["ProfinetDCP"]
    block = layers["DCPBaseBlock"]
    return {
        "MIN_PACKET_LENGTH": 44,
        "DCP_GET_SET_FRAME_ID": 0xfefd,
        "DCP_IDENTIFY_REQUEST_FRAME_ID": 0xfefe,
        "DCP_IDENTIFY_RESPONSE_FRAME_ID": 0xfeff,
        **_numbered("DCP_REQUEST DCP_RESPONSE"),
        **_numbered("DCP_SERVICE_ID_GET DCP_SERVICE_ID_SET DCP_SERVICE_ID_IDENTIFY", 3),
        "DCP_SERVICE_ID": _table(request, "service_id"),
        "DCP_SERVICE_TYPE": _table(request, "service_type"),
        "DCP_OPTIONS": _table(block, "option"),
        "DCP_DEVICE_ROLES": _table(layers["DCPDeviceRoleBlock"], "device_role_details"),
        "BLOCK_INFOS": _table(block, "block_info"),
        "IP_BLOCK_INFOS": _table(layers["DCPIPBlock"], "block_info"),
        "BLOCK_QUALIFIERS": _table(request, "block_qualifier"),
        "BLOCK_ERRORS": _table(layers["DCPControlBlock"], "block_error"),
    }


def _eddystone(layers):
    url = layers["Eddystone_URL"]
    return {
        "EDDYSTONE_UUID": 0xfeaa,
        # The names are written as octets are: b'http://'.
        "EDDYSTONE_URL_SCHEMES": {
            number: name[2:-1].encode() for number, name in _table(url, "url_scheme").items()},
        # One octet stands for each of these ends.
        "EDDYSTONE_URL_TABLE": {
            number: url(bytes([0, 0, number])).url for number in range(14)},
    }


_NAMES = {
    "scapy.contrib.altbeacon": lambda layers: {"RADIUS_NETWORKS_MFG": 0x0118},
    "scapy.contrib.eddystone": _eddystone,
    "scapy.contrib.exposure_notification":
        lambda layers: {"EXPOSURE_NOTIFICATION_UUID": 0xfd6f},
    "scapy.contrib.ibeacon": lambda layers: {"APPLE_MFG": 0x4c},
    "scapy.contrib.mqttsn": _mqttsn,
    "scapy.contrib.pnio_dcp": _dcp,
}


def names_of_module(module, layers):
    """The names that the module has beside its layers, which are given by name."""
    names = _NAMES.get(module)
    return names(layers) if names else {}

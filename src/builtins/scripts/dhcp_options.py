# The options of DHCP as fields, by number and by name.
_FIELDS = {
    "Byte": lambda name: ByteField(name, 0),
    "Short": lambda name: ShortField(name, 0),
    "Int": lambda name: IntField(name, 0),
    "Ip4": lambda name: IPField(name, "0.0.0.0"),
    "MessageType": lambda name: ByteEnumField(name, 1, DHCPTypes),
    "Octets": lambda name: StrField(name, ""),
    "Bytes": lambda name: FieldListField(name, [], ByteField("opcode", 0)),
    "Algorithms": lambda name: FieldListField(name, [], ByteEnumField("algorithm", 0, {1: "HMAC-MD5"})),
    "Routes": lambda name: FieldListField(name, [], StrField("route", "")),
    "Plain": lambda name: name,
}

# RFC 2132 section 9.6 and later.
DHCPTypes = {1: "discover", 2: "offer", 3: "request", 4: "decline", 5: "ack", 6: "nak",
             7: "release", 8: "inform", 9: "force_renew", 10: "lease_query",
             11: "lease_unassigned", 12: "lease_unknown", 13: "lease_active"}

DHCPOptions = {number: _FIELDS[content](name) for number, name, content in _dhcp_options()}
DHCPRevOptions = {}

for _number, _field in DHCPOptions.items():
    if isinstance(_field, str):
        DHCPRevOptions[_field] = (_number, None)
    else:
        DHCPRevOptions[_field.name] = (_number, _field)

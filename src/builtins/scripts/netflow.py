# NetFlow 9 and IPFIX: templates say which fields the records have that follow them, in the same
# packet or in later ones. RFC 3954 section 5, RFC 7011 section 3.
import sys as _sys


class ShortOrInt(IntField):
    # Two octets if no more are left.
    def getfield(self, pkt, s):
        if len(s) == 2:
            return b"", int.from_bytes(s, "big")
        return IntField.getfield(self, pkt, s)


class _OctetsField(StrFixedLenField):
    def i2repr(self, pkt, x):
        return repr(x)


def _seconds(field, unit):
    class N9SecondsIntField(field):
        def i2repr(self, pkt, x):
            return "%s sec" % (x if unit == 1 or x is None else x / float(unit))
    return N9SecondsIntField


def _date(name, length, **unit):
    return UTCTimeField(name, 0, fmt="I" if length == 4 else "Q", **unit)


def _duration(name, length, unit=1):
    return _seconds(IntField if length == 4 else LongField, unit)(name, 0)


_MPLS = {0: "UNKNOWN", 1: "TE-MIDPT", 2: "ATOM", 3: "VPN", 4: "BGP", 5: "LDP"}
_DIRECTIONS = {0: "Ingress flow", 1: "Egress flow"}

# What makes the field of an element, by name and length, and the elements; the others are octets.
_KINDS = [
    (lambda name, length: NBytesField(name, 0, sz=length),
     [1, 2, 10, 14, 19, 20, 23, 24, 40, 41, 42]),
    (lambda name, length: ByteEnumField(name, 0, IP_PROTOS), [4]),
    (lambda name, length: ByteEnumField(name, 0, _MPLS), [46]),
    (lambda name, length: ByteEnumField(name, 0, _DIRECTIONS), [61]),
    (lambda name, length: XByteField(name, 0), [5, 35, 55, 195]),
    (lambda name, length: ByteField(name, 0), [6, 9, 13, 29, 30, 33, 38, 39, 49, 60]),
    (lambda name, length: ShortField(name, 0), [7, 11, 36, 37, 58, 59]),
    (lambda name, length: XShortField(name, 0), [32]),
    (lambda name, length: ShortOrInt(name, 0), [16, 17]),
    (lambda name, length: ThreeBytesField(name, 0), [31] + list(range(70, 80))),
    (lambda name, length: IntField(name, 0), [34, 50]),
    (lambda name, length: SecondsIntField(name, 0, use_msec=True), [21, 22]),
    (lambda name, length: IPField(name, "0.0.0.0"),
     [8, 12, 15, 18, 47, 130, 211, 225, 226, 366, 380, 381, 403, 432, 24632, 24633, 40001, 40002,
      57586, 57588, 57615, 57617, 57826, 57943]),
    (lambda name, length: IP6Field(name, "::"),
     [27, 28, 62, 63, 131, 212, 281, 282, 382, 383, 404, 57868, 57869]),
    (lambda name, length: MACField(name, "00:00:00:00:00:00"),
     [56, 57, 365, 367, 414, 415, 57825]),
    (lambda name, length: _date(name, length), [150, 151, 322]),
    (lambda name, length: _date(name, length, use_msec=True), [152, 153, 160, 269, 272, 323]),
    (lambda name, length: _date(name, length, use_micro=True), [154, 155, 268, 271, 324]),
    (lambda name, length: _date(name, length, use_nano=True), [156, 157, 270, 273, 325]),
    (lambda name, length: _duration(name, length, 10 ** 6), [158, 159, 162]),
    (lambda name, length: _duration(name, length, 1000), [161, 258]),
    (lambda name, length: _duration(name, length), [260, 261, 264, 265, 279]),
]
_KIND_OF = {element: kind for kind, elements in _KINDS for element in elements}

ScopeFieldTypes = {1: "System", 2: "Interface", 3: "Line card", 4: "Cache", 5: "Template"}
NetflowV910TemplateFieldTypes = {}


def _name_of(element):
    # The table of the protocol has the names; it prints the numbers that have none.
    name = NetflowV910TemplateFieldTypes.get(element)
    if name is None:
        name = NetflowTemplateFieldV9(fieldType=element).sprintf("%fieldType%")
        if name == str(element):
            name = "unknown_data"
        else:
            NetflowV910TemplateFieldTypes[element] = name
    return name


def _field_of(length, element):
    name, kind = _name_of(element), _KIND_OF.get(element)
    return kind(name, length) if kind else _OctetsField(name, b"", length=length)


def _record_class(base, wanted):
    fields = [_field_of(length, element) for length, element in wanted]
    return type(base.__name__, (base,), {"match_subclass": True, "fields_desc": fields})


def _fields_of(template):
    return [(field.fieldLength, field.fieldType) for field in template.template_fields]


def GetNetflowRecordV9(flowset, templateID=None):
    found = {template.templateID: _record_class(NetflowRecordV9, _fields_of(template))
             for template in flowset.templates if template.template_fields}
    if not found:
        raise Scapy_Exception("No template IDs detected")
    if len(found) == 1:
        return list(found.values())[0]
    if templateID is None:
        raise Scapy_Exception("Multiple possible templates ! Specify templateID=..")
    return found[templateID]


def _sum(wanted):
    return sum(length for length, element in wanted)


def _layers(pkt, cls):
    return [layer for layer in pkt.iterpayloads() if isinstance(layer, cls)]


# What the templates of a packet say is kept in `definitions` and `definitions_opts`, for later
# packets too; templates that nobody has sent so far go to `ignored`.
def _read_records(pkt, definitions, definitions_opts, ignored):
    for flowset in _layers(pkt, NetflowFlowsetV9):
        for template in flowset.templates:
            wanted = _fields_of(template)
            if _sum(wanted):
                cls = _record_class(NetflowRecordV9, wanted)
                definitions[template.templateID] = (_sum(wanted), cls)
    for flowset in _layers(pkt, NetflowOptionsFlowsetV9):
        scopes = [(scope.scopeFieldlength, scope.scopeFieldType) for scope in flowset.scopes]
        options = [(option.optionFieldlength, option.optionFieldType)
                   for option in flowset.options]
        definitions_opts[flowset.templateID] = (
            _sum(scopes), _record_class(NetflowOptionsRecordScopeV9, scopes),
            _sum(options), _record_class(NetflowOptionsRecordOptionV9, options))
    current = pkt
    while NetflowDataflowsetV9 in current:
        flowset = current[NetflowDataflowsetV9]
        template = flowset.templateID
        if template not in definitions and template not in definitions_opts:
            ignored.add(template)
            return
        # The octets of all records are in one so far; others were read before.
        try:
            data = flowset.records[0].fieldValue
        except (IndexError, AttributeError):
            return
        if template in definitions:
            length, cls = definitions[template]
            end = len(data) - len(data) % length
            flowset.records = [cls(data[at:at + length]) for at in range(0, end, length)]
            rest = data[end:]
            if 0 < len(rest) <= 4:
                flowset.add_payload(Padding(rest))
            elif rest:
                flowset.do_dissect_payload(rest)
        else:
            scope_length, scope, option_length, option = definitions_opts[template]
            end = scope_length + option_length
            records = []
            if scope_length:
                records.append(scope(data[:scope_length]))
            if option_length:
                records.append(option(data[scope_length:end]))
            if len(data) > end:
                records.append(Padding(data[end:]))
            flowset.records = records
        current = flowset.payload


def netflowv9_defragment(plist, verb=1):
    if not isinstance(plist, (PacketList, list)):
        plist = [plist]
    definitions, definitions_opts, ignored = {}, {}, set()
    for pkt in plist:
        _read_records(pkt, definitions, definitions_opts, ignored)
    if conf.verb >= 1 and ignored:
        print("WARNING: Ignored templateIDs (missing): %s" % list(ignored), file=_sys.stderr)
    return plist


def ipfix_defragment(*args, **kwargs):
    return netflowv9_defragment(*args, **kwargs)


class NetflowSession(IPSession):
    def __init__(self, *args, **kwargs):
        IPSession.__init__(self, *args, **kwargs)
        self.definitions = {}
        self.definitions_opts = {}
        self.ignored = set()

    def process(self, pkt):
        pkt = IPSession.process(self, pkt)
        if pkt:
            _read_records(pkt, self.definitions, self.definitions_opts, self.ignored)
        return pkt

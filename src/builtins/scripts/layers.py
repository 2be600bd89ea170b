# Methods of layers: LAYER__method is what `LAYER().method` means.
import hashlib as _hashlib
import hmac as _hmac
import struct as _struct
import zlib as _zlib


class _Fields(dict):
    # The fields of a packet that were set: what is changed here is changed there.

    def __setitem__(self, name, value):
        dict.__setitem__(self, name, value)
        self._packet._put_field(name, value)

    def __delitem__(self, name):
        dict.__delitem__(self, name)
        self._packet._take_field(name)

    def update(self, *args, **kargs):
        for name, value in dict(*args, **kargs).items():
            self[name] = value

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def pop(self, name, *default):
        if name in self:
            self._packet._take_field(name)
        return dict.pop(self, name, *default)

    def clear(self):
        for name in list(self):
            del self[name]


def Packet__live_fields(packet, values):
    live = _Fields(values)
    live._packet = packet
    return live


def _bond(layer, values):
    shown = ", ".join("%-12s" % ("%s=%r" % one) for one in values.items())
    print("%-20s  %s" % (layer.__name__, shown))


@property
def Packet__fieldtype(self):
    return {field.name: field for field in self.fields_desc}


@classmethod
def Packet__upper_bonds(cls):
    for values, upper in cls.payload_guess:
        _bond(upper, values)


@classmethod
def Packet__lower_bonds(cls):
    for lower, values in cls._overload_fields.items():
        _bond(lower, values)


def IP__ottl(self):
    # The smallest number that senders begin with and that is not below what is left.
    left = self.hlim if isinstance(self, IPv6) else self.ttl
    return next((first for first in (32, 64, 128) if left <= first), 255)


def IP__hops(self):
    return self.ottl() - (self.hlim if isinstance(self, IPv6) else self.ttl)


def IP__whois(self):
    print(whois(self.src).decode("utf8", "ignore"))


IPv6__ottl = IP__ottl
IPv6__hops = IP__hops
IPv6__whois = IP__whois


def DNS__compress(self):
    return dns_compress(self)


# Which message of the handshake of four it is; 0 if it is none. IEEE 802.11-2020 section 12.7.6.
def EAPOL_KEY__guess_key_number(self):
    if self.key_type != 1:
        return 0
    if not self.key_ack:
        return 4 if self.secure else 2
    if not self.has_key_mic:
        return 1
    return 3 if self.install else 0


# What the elements of a management frame say of the network.
def Dot11Beacon__network_stats(self):
    stats, crypto = {}, set()
    element = self.payload
    while isinstance(element, Dot11Elt):
        if element.ID == 0:
            stats.setdefault("ssid", plain_str(element.info))
        elif element.ID == 3:
            stats["channel"] = ord(element.info)
        elif isinstance(element, Dot11EltCountry):
            kinds = {b"I": "Indoor", b"O": "Outdoor", b"X": "Non-country", b"\xff": "Ignored"}
            stats["country"] = plain_str(element.country_string[:2])
            stats["country_desc_type"] = kinds.get(element.country_string[-1:])
        elif isinstance(element, Dot11EltRates):
            rates = [(rate & 0x7f) / 2 for rate in element.rates]
            stats["rates"] = stats.get("rates", []) + rates
        elif isinstance(element, Dot11EltRSN):
            crypto.add(_with_suite(_wpa_of(element), element))
        elif isinstance(element, Dot11EltMicrosoftWPA):
            crypto.add(_with_suite("WPA", element))
        element = element.payload
    if not crypto and hasattr(self, "cap"):
        crypto.add("WEP" if self.cap.privacy else "OPN")
    if crypto:
        stats["crypto"] = crypto
    return stats


Dot11AssoReq__network_stats = Dot11Beacon__network_stats
Dot11Elt__network_stats = Dot11Beacon__network_stats
Dot11AssoResp__network_stats = Dot11Beacon__network_stats
Dot11Auth__network_stats = Dot11Beacon__network_stats
Dot11ProbeReq__network_stats = Dot11Beacon__network_stats
Dot11ProbeResp__network_stats = Dot11Beacon__network_stats
Dot11ReassoReq__network_stats = Dot11Beacon__network_stats
Dot11S1GBeacon__network_stats = Dot11Beacon__network_stats


# The generation of WPA, by the suites that an access point has to offer (WPA3 specification,
# section 2): 8 is SAE, 2 and 6 are pre-shared keys; WEP and TKIP are out.
def _wpa_of(rsn):
    keys = {suite.suite for suite in rsn.akm_suites}
    ciphers = {suite.cipher for suite in rsn.pairwise_cipher_suites}
    if 8 in keys and rsn.mfp_capable:
        if rsn.mfp_required and not keys & {2, 6} and not ciphers & {1, 2, 5}:
            return "WPA3"
        if not rsn.mfp_required and 2 in keys:
            return "WPA3-transition"
    return "WPA2"


def _with_suite(version, element):
    if not element.akm_suites:
        return version
    return version + "/" + element.akm_suites[0].sprintf("%AKMSuite.suite%")


# What an address of a frame stands for. IEEE 802.11-2020 sections 9.3.1 to 9.3.4.
def Dot11__address_meaning(self, index):
    if index not in (1, 2, 3, 4):
        raise ValueError("Wrong index: should be [1, 2, 3, 4]")
    if self.type == 1 and self.subtype == 6 and self.cfe == 6:
        return ("RA", "NAV-SA", "NAV-DA")[index - 1]
    if self.type != 2:
        meanings = {0: ("RA=DA", "TA=SA", "BSSID/STA"), 1: ("RA", "TA"), 3: ("BSSID",)}
        meanings = meanings[self.type] + (None,) * 3
        return meanings[index - 1]
    meaning = {
        0: ("RA=DA", "TA=SA", "BSSID", None),
        1: ("RA=BSSID", "TA=SA", "DA", "SA"),
        2: ("RA=DA", "TA=BSSID", "SA", None),
        3: ("RA", "TA", "DA", "BSSID"),
    }[int(self.FCfield) & 3][index - 1]
    aggregate = isinstance(self.payload, Dot11QoS) and self.payload.A_MSDU_Present
    return "BSSID" if meaning and index > 2 and aggregate else meaning


# The frame check sequence of octets: their CRC-32, the last octet first.
def Dot11FCS__compute_fcs(self, s):
    return _struct.pack("<I", _zlib.crc32(s))


# IEEE 802.1AB-2016 sections 8.5.2, 8.5.3 and 8.5.9.
LLDPDUChassisID__SUBTYPE_RESERVED = 0
LLDPDUChassisID__SUBTYPE_CHASSIS_COMPONENT = 1
LLDPDUChassisID__SUBTYPE_INTERFACE_ALIAS = 2
LLDPDUChassisID__SUBTYPE_PORT_COMPONENT = 3
LLDPDUChassisID__SUBTYPE_MAC_ADDRESS = 4
LLDPDUChassisID__SUBTYPE_NETWORK_ADDRESS = 5
LLDPDUChassisID__SUBTYPE_INTERFACE_NAME = 6
LLDPDUChassisID__SUBTYPE_LOCALLY_ASSIGNED = 7
LLDPDUPortID__SUBTYPE_RESERVED = 0
LLDPDUPortID__SUBTYPE_INTERFACE_ALIAS = 1
LLDPDUPortID__SUBTYPE_PORT_COMPONENT = 2
LLDPDUPortID__SUBTYPE_MAC_ADDRESS = 3
LLDPDUPortID__SUBTYPE_NETWORK_ADDRESS = 4
LLDPDUPortID__SUBTYPE_INTERFACE_NAME = 5
LLDPDUPortID__SUBTYPE_AGENT_CIRCUIT_ID = 6
LLDPDUPortID__SUBTYPE_LOCALLY_ASSIGNED = 7
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_OTHER = 0
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_IPV4 = 1
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_IPV6 = 2
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_NSAP = 3
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_HDLC = 4
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_BBN = 5
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_802 = 6
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_E_163 = 7
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_E_164 = 8
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_F_69 = 9
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_X_121 = 10
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_IPX = 11
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_APPLETALK = 12
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_DECNET_IV = 13
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_BANYAN_VINES = 14
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_E_164_WITH_NSAP = 15
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_DNS = 16
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_DISTINGUISHED_NAME = 17
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_AS_NUMBER = 18
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_XTP_OVER_IPV4 = 19
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_XTP_OVER_IPV6 = 20
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_XTP_NATIVE_MODE_XTP = 21
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_FIBER_CHANNEL_WORLD_WIDE_PORT_NAME = 22
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_FIBER_CHANNEL_WORLD_WIDE_NODE_NAME = 23
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_GWID = 24
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_AFI_FOR_L2VPN = 25
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_MPLS_TP_SECTION_ENDPOINT_ID = 26
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_MPLS_TP_LSP_ENDPOINT_ID = 27
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_MPLS_TP_PSEUDOWIRE_ENDPOINT_ID = 28
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_MT_IP_MULTI_TOPOLOGY_IPV4 = 29
LLDPDUManagementAddress__SUBTYPE_MANAGEMENT_ADDRESS_MT_IP_MULTI_TOPOLOGY_IPV6 = 30
LLDPDUManagementAddress__SUBTYPE_INTERFACE_NUMBER_UNKNOWN = 1
LLDPDUManagementAddress__SUBTYPE_INTERFACE_NUMBER_IF_INDEX = 2
LLDPDUManagementAddress__SUBTYPE_INTERFACE_NUMBER_SYSTEM_PORT_NUMBER = 3
LLDPDUGenericOrganisationSpecific__ORG_UNIQUE_CODE_PNO = 3791
LLDPDUGenericOrganisationSpecific__ORG_UNIQUE_CODE_IEEE_802_1 = 32962
LLDPDUGenericOrganisationSpecific__ORG_UNIQUE_CODE_IEEE_802_3 = 4623
LLDPDUGenericOrganisationSpecific__ORG_UNIQUE_CODE_TIA_TR_41_MED = 4795
LLDPDUGenericOrganisationSpecific__ORG_UNIQUE_CODE_HYTEC = 3191318


# Which router of a source route is the next one.
def IPOption_RR__get_current_router(self):
    return self.routers[self.pointer // 4 - 1]


# The two parts of an opaque LSA's identifier. RFC 5250 section 3.
def OSPF_Link_Scope_Opaque_LSA__opaqueid(self):
    return _struct.unpack(">I", inet_aton(self.id))[0] & 0xffffff


def OSPF_Link_Scope_Opaque_LSA__opaquetype(self):
    return _struct.unpack(">I", inet_aton(self.id))[0] >> 24


# What a message of BGP is. RFC 4271 section 4.1, RFC 2918.
BGP__OPEN_TYPE = 1
BGP__UPDATE_TYPE = 2
BGP__NOTIFICATION_TYPE = 3
BGP__KEEPALIVE_TYPE = 4
BGP__ROUTEREFRESH_TYPE = 5


# RFC 2865 section 3: the octets that are digested, with the authenticator of the request.
def _radius_data(packet, authenticator):
    octets = raw(packet)
    return octets[:4] + authenticator + octets[20:]


def Radius__compute_authenticator(self, packed_request_auth, shared_secret):
    return _hashlib.md5(_radius_data(self, packed_request_auth) + shared_secret).digest()


# RFC 3579 section 3.2: while it is computed the attribute holds zeros.
def RadiusAttr_Message_Authenticator__compute_message_authenticator(*args):
    packet, authenticator, secret = args[-3:]
    attribute = packet[RadiusAttr_Message_Authenticator]
    attribute.value = b"\x00" * (attribute.len - 2)
    data = _radius_data(packet, authenticator)
    return _hmac.new(secret, data, _hashlib.md5).digest()


# The two parts of an appearance as one number. Supplement to the Bluetooth core specification,
# part A section 1.12.
def _appearance(self):
    return (self.category << 6) + self.subcategory


# The scheme and what follows it as one text; part A section 1.18.
def _uri(self):
    scheme = "" if self.scheme == 1 else self.sprintf("%EIR_URI.scheme%")
    return scheme + self.uri_hier_part.decode("utf-8")


EIR_Appearance__appearance = property(_appearance)
EIR_URI__uri = property(_uri)

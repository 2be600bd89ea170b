# Beacons of Bluetooth Low Energy: how a frame is wrapped that is to be advertised.


class LowEnergyBeaconHelper:
    """What a class of a frame inherits beside Packet that says with build_eir() how it is wrapped."""

    base_eir = [EIR_Hdr() / EIR_Flags(flags=["general_disc_mode", "br_edr_not_supported"])]

    def build_eir(self):
        raise NotImplementedError("build_eir")

    def build_advertising_report(self):
        return HCI_LE_Meta_Advertising_Report(type=0, addr_type=1, data=self.build_eir())

    def build_set_advertising_data(self):
        return HCI_Hdr() / HCI_Command_Hdr() / HCI_Cmd_LE_Set_Advertising_Data(
            data=self.build_eir())


_report = LowEnergyBeaconHelper.build_advertising_report
_set_data = LowEnergyBeaconHelper.build_set_advertising_data


def _after_flags(*elements):
    return LowEnergyBeaconHelper.base_eir + [EIR_Hdr() / element for element in elements]


def _service_data(uuid, frame):
    return _after_flags(
        EIR_CompleteList16BitServiceUUIDs(svc_uuids=[uuid]), EIR_ServiceData16BitUUID() / frame)


@classmethod
def EIR_Manufacturer_Specific_Data__register_magic_payload(cls, payload_cls, magic_check=None):
    if magic_check is None:
        if not hasattr(payload_cls, "magic_check"):
            raise TypeError(
                "magic_check not specified, and %s has no attribute magic_check" % payload_cls)
        magic_check = payload_cls.magic_check
    _bind_by_octets(EIR_Manufacturer_Specific_Data, payload_cls, magic_check)


# AltBeacon.
AltBeacon__magic = b"\xbe\xac"
AltBeacon__build_advertising_report = _report
AltBeacon__build_set_advertising_data = _set_data


@classmethod
def AltBeacon__magic_check(cls, payload):
    return payload.startswith(cls.magic)


def AltBeacon__build_eir(self):
    # The company is the one that most scanners look for.
    return _after_flags(EIR_Manufacturer_Specific_Data(company_identifier=0x0118) / self)


# Apple's frames; a message that stands alone gets one of its own.
Apple_BLE_Frame__build_advertising_report = _report
Apple_BLE_Frame__build_set_advertising_data = _set_data
Apple_BLE_Submessage__build_advertising_report = _report
Apple_BLE_Submessage__build_set_advertising_data = _set_data


def Apple_BLE_Frame__build_eir(self):
    return _after_flags(EIR_Manufacturer_Specific_Data() / self)


def Apple_BLE_Submessage__build_frame(self):
    return Apple_BLE_Frame(plist=[self])


def Apple_BLE_Submessage__build_eir(self):
    return self.build_frame().build_eir()


# Eddystone, and the URLs that it advertises.
Eddystone_Frame__build_advertising_report = _report
Eddystone_Frame__build_set_advertising_data = _set_data


def Eddystone_Frame__build_eir(self):
    return _service_data(0xfeaa, self)


def Eddystone_URL__to_url(self):
    from scapy.contrib.eddystone import EDDYSTONE_URL_SCHEMES
    return EDDYSTONE_URL_SCHEMES[self.url_scheme] + self.url


@staticmethod
def Eddystone_URL__from_url(url):
    from scapy.contrib.eddystone import EDDYSTONE_URL_SCHEMES
    url = url.encode("ascii")
    for number, scheme in EDDYSTONE_URL_SCHEMES.items():
        if url.startswith(scheme):
            return Eddystone_Frame() / Eddystone_URL(url_scheme=number, url=url[len(scheme):])
    raise Exception("URLs must start with EDDYSTONE_URL_SCHEMES")


# Exposure notifications.
Exposure_Notification_Frame__build_advertising_report = _report
Exposure_Notification_Frame__build_set_advertising_data = _set_data


def Exposure_Notification_Frame__build_eir(self):
    return _service_data(0xfd6f, self)
